"""The forms of names, as regular expressions that Python and JavaScript read alike."""

RESOURCE = "[A-Z][A-Za-z0-9]{1,39}"
FIELD = "[a-z][A-Za-z0-9]{0,39}"
PLURAL = "[A-Za-z][A-Za-z0-9]{1,59}"
PATH = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
LONGEST_PATH = 60
ROLE = "[A-Za-z][A-Za-z0-9_-]{0,39}"
MODEL = "[A-Za-z][A-Za-z0-9_]*"
"""A model of Prisma, which a relation may name: a resource, `User`, or one of the user's own."""
COLUMN = "[A-Za-z_][A-Za-z0-9_]{0,62}"
"""A table or a column of a database."""
OPERATOR_CLASS = "[a-z][a-z0-9_]{0,62}"
"""An operator class of PostgreSQL."""
PREVIOUS = r"(\S+)\s+was\s+(\S+)"
"""A value of an enum with its previous name."""
ORDERS = ("asc", "desc")
