"""Papers out: pages that people open, keep and print; so far the reading page."""
