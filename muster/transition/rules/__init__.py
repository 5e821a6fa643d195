"""The room's thinking: pure Python, no database, no clock."""
