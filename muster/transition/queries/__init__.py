"""Every reading of the room."""
