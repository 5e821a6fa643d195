"""A change that others noticed: the form at a unit's own address, and where clinicians read it."""
