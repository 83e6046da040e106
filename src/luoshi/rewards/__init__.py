"""Rewards: from a programme to what each applicant is owed. `interpreter` is the meaning, `plan` the same for whole populations."""
