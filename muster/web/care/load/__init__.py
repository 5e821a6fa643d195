"""Who carries how much, who is away and who covers, the team's pool, and lists handed on."""
