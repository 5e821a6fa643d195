"""Every write of the room: groups, places, attendance, and the watch over who waits."""
