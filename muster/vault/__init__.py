"""Zones and grants, keys and sealed fields, and the unit of work: what keeps the house honest."""
