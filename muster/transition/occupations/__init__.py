"""Archives of occupations and skills, as their publishers give them out, and how they differ."""
