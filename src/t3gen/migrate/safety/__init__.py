"""Safety of rows: what a migration could do to them, and the consent that it needs."""
