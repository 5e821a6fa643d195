"""Signing in: how an account comes in, stays for a while, and leaves."""
