"""Access rules of operations: conditions on rows, what they decide, and the tables of tests."""
