"""Referrals as pages: made, listed, answered."""
