"""Relations between models: resolved, checked, and put in order."""
