"""Renames: the previous names that specs keep, and the names that follow a resource."""
