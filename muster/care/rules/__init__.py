"""The thinking of care: pure Python, no database, no clock."""
