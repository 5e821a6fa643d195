"""Free titles and postings, and the occupations that they most likely mean."""
