"""Alerts: opened with the signal, carried up the ladder until somebody answers, then quiet.

For the room's own commands and listeners, inside a unit of work.
"""
