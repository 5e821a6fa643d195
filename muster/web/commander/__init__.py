"""The pages of a commander: how many came, who is late, and time for those still to come."""
