"""Pass 2: a Policy into a Reading, the statements it commits to; one grammar module a kind."""
