"""The commands, one in a module of its name."""
