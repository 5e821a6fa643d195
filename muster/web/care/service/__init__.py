"""A head of service's first page: what became of referrals, what is late on whom, who is full."""
