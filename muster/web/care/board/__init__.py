"""The decision of two disciplines and the person, as pages."""
