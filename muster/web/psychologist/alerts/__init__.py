"""Alerts on screen: a banner on every page, the list with its answers, and the channels."""
