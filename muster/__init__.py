"""Muster: notice early, bring help fast, stay until the person is home and in work."""
