"""Pages of those who plan and hold assessments: campaigns, visits, hours, teams, the year."""
