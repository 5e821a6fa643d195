"""The thinking of the policy room: what a profile is, what it refuses, what follows from it."""
