"""Which occupations fit somebody, why, and what is missing."""
