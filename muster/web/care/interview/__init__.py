"""The structured interview as pages: a list of its parts, each a page, and its end."""
