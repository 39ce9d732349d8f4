"""The record of a resource: frozen, plain data, and the only thing that templates read."""
