"""One module per use case: each puts the steps together and returns what happened."""
