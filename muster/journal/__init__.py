"""The append-only record of every write and every reading of personal data."""
