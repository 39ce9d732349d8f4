"""The use cases: one module each, which combines steps and returns the result."""
