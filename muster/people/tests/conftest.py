"""Viewers and a small invented formation for this room's tests."""
