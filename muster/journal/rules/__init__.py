"""The thinking of the journal: how a growing log is hashed. Pure Python, no Django."""
