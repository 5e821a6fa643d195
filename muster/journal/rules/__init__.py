"""The thinking of the journal, without a database: its Merkle log, and what an auditor is shown."""
