"""An evaluation that a commander asks for: the request, and one word of what became of it."""
