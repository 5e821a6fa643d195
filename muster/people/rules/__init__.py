"""The thinking of this room, pure: names, rosters, unit trees, moves and merged records."""
