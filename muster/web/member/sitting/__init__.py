"""The pages on which a person answers what is due, and asks for help without any question."""
