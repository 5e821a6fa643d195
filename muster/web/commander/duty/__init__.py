"""What a commander is asked whether the unit can do, and the answer: codes, and no reason."""
