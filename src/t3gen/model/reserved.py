"""Names that others have taken: languages, tools and the generated backend itself."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUTH_MODELS = frozenset({"User", "Session", "Account", "ApiKey", "Verification"})
USER = "User"
OWNER = "user"
OWNER_KEY = "userId"
TIMESTAMPS = ("createdAt", "updatedAt")
ID = "id"
VERSION = "version"
DELETED = "deletedAt"

KEYWORDS = _words("""
    arguments await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new
    null package private protected public return static super switch this throw true try typeof
    undefined var void while with yield
    """)
"""Words that JavaScript does not take as the name of a value in strict code."""

OBJECT_PROTOCOL = _words("""
    constructor hasOwnProperty isPrototypeOf propertyIsEnumerable prototype then toJSON
    toLocaleString toString valueOf
    """)
"""Properties that JavaScript itself asks every object for."""

SYSTEM_COLUMNS = frozenset({"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"})
"""Columns that every table of PostgreSQL has already."""

OWN_MODELS = frozenset({"IdempotencyKey", "RateLimit"})
"""Models that the app keeps its own books with."""

SCALARS = _words("""
    BigInt Boolean Bytes DateTime Decimal Float Int Json String Unsupported
    """)
"""Types of Prisma's schema, which no model or enum can be called."""

CLIENT = frozenset({"Prisma", "PrismaClient"})
"""What Prisma's client exports beside the models."""

ENUMS = frozenset({"JsonNullValueInput", "NullsOrder", "QueryMode", "SortOrder"}) | {
    "JsonNullValueFilter",
    "NullableJsonNullValueInput",
    "TransactionIsolationLevel",
}
"""Enums that Prisma's client makes itself."""

FOLDERS = _words("""
    auth bulk constraints db errors files health http idempotency included jobs limits log
    openapi outside pagination pg-boss references request retry rows standalone support transaction
    trouble write-openapi
    """)
"""What stands beside the rooms, below src/server and tests; a room steps aside for it."""

SCHEMA_TYPES = _words("Bulk Change Create FileField Filter GetQuery Include ListQuery Update")
"""Types that the schema of a resource exports."""

PATHS = frozenset({"auth", "docs", "health", "openapi"})
"""What is served beside the resources, below /api."""

BELOW_ONE = frozenset({"restore"})
"""What is served below a row, at /api/orders/<id>."""

DEVICES = frozenset({"aux", "con", "nul", "prn"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
"""Files that Windows cannot have."""

QUERY = frozenset({"count", "cursor", "fields", "include", "limit", "q", "sort"})
"""Query parameters that lists have besides their filters."""
