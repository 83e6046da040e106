"""What rules look at: applicants, matters and payments, their vocabulary, and the tables they come in."""
