"""Names of resources, fields and constraints: derived, and checked for clashes."""
