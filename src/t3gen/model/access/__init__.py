"""Access rules: of operations and fields, of owners and of tenants."""
