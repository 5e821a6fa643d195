"""Campaigns, sittings and their scores: who was asked what, when, and what it came to."""
