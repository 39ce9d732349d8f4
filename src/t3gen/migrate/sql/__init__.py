"""SQL: reading statements, and writing updates of rows."""
