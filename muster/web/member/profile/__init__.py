"""A member's own profile for work: what they bring, what they want, and what comes of it."""
