"""Reserved names: of languages, tools and the generated backend."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUTH_MODELS = frozenset({"User", "Session", "Account", "ApiKey", "Verification"})
USER = "User"
ORGANISATION = "Organization"
TABLES = {USER: "user", ORGANISATION: "organization"}
"""The tables of models that accounts have, where no Prisma file says otherwise."""
OWNER = "user"
OWNER_KEY = "userId"
UPDATED = "updatedAt"
TIMESTAMPS = ("createdAt", UPDATED)
ID = "id"
VERSION = "version"
DELETED = "deletedAt"

KEYWORDS = _words("""
    arguments await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new
    null package private protected public return static super switch this throw true try typeof
    undefined var void while with yield
    """)
"""Reserved words of JavaScript in strict mode."""

OBJECT_PROTOCOL = _words("""
    constructor hasOwnProperty isPrototypeOf propertyIsEnumerable prototype then toJSON
    toLocaleString toString valueOf
    """)
"""Built-in properties of JavaScript objects."""

SYSTEM_COLUMNS = frozenset({"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"})
"""System columns of PostgreSQL."""

OWN_MODELS = frozenset({"IdempotencyKey", "QueuedJob", "RateLimit"})
"""Models of the generated backend itself."""

SCALARS = _words("""
    BigInt Boolean Bytes DateTime Decimal Float Int Json String Unsupported
    """)
"""Scalar types of Prisma."""

CLIENT = frozenset({"Prisma", "PrismaClient"})
"""Exports of Prisma Client besides the models."""

ENUMS = frozenset({"JsonNullValueInput", "NullsOrder", "QueryMode", "SortOrder"}) | {
    "JsonNullValueFilter",
    "NullableJsonNullValueInput",
    "TransactionIsolationLevel",
}
"""Enums of Prisma Client."""

FOLDERS = _words("""
    api auth bulk cache composite-key constraints database-errors db errors files health http
    idempotency import included jobs limits log mail openapi outbox outside pagination queue redis
    references request retry rows standalone state-changes support transaction write-openapi
    """)
"""Names in src/server and tests besides the folders of resources, which get other names then."""

SCHEMA_TYPES = _words(
    "Bulk Change Create FileField Filter GetQuery Include JsonField ListQuery Update"
)
"""Types that the schema module of a resource exports."""

STATE_TYPES = _words("Insert States")
"""The same of a resource with states."""

PATHS = frozenset({"auth", "docs", "health", "openapi", "trpc", "webhook-endpoints"})
"""Paths below /api besides those of resources."""

BELOW_ONE = frozenset({"restore"})
"""Paths below a row, at /api/orders/<id>."""

DEVICES = frozenset({"aux", "con", "nul", "prn"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
"""Reserved file names of Windows."""

QUERY = frozenset({"count", "cursor", "fields", "include", "limit", "q", "sort"})
"""Query parameters of lists besides filters."""
