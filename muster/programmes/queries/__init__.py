"""Every reading of the room: the coordinator's board, a group, and a person's own places."""
