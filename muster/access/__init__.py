"""Roles, purposes and scopes, the viewer, and the two doors: commands and queries."""
