"""What somebody brings to work and wants of it, as they themselves say it."""
