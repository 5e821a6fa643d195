"""The thinking of the room, without a database."""
