"""The pages of a service member."""
