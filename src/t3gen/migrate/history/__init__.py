"""The migrations folder: its scripts, its branches, and whether it can be continued."""
