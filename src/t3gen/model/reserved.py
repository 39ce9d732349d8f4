"""Names that others have taken: languages, tools and the generated backend itself."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AUTH_MODELS = frozenset({"User", "Session", "Account", "Verification"})
USER = "User"
OWNER = "user"
OWNER_KEY = "userId"
TIMESTAMPS = ("createdAt", "updatedAt")
BUILT_IN = ("id", *TIMESTAMPS, "version")

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

GLOBALS = _words("""
    AbortController AbortSignal AppError Array ArrayBuffer Atomics Awaited Blob Boolean Buffer Bytes
    BigInt Crypto DataView Date DateTime Decimal Error Exclude Extract Float FormData Function
    Headers Infinity Int Intl Iterable Iterator Json Map Math NextRequest NextResponse NonNullable
    Number Object Omit Parameters Partial Pick Prisma PrismaClient Promise Proxy Readonly Record
    Reflect RegExp Request Required Response ReturnType Set String Symbol TextDecoder TextEncoder
    Uint8Array Unsupported WeakMap WeakRef WeakSet
    """)
"""Types and values that the generated code, or Prisma's schema, means when it says the name."""

ENUMS = frozenset({"JsonNullValueInput", "NullsOrder", "QueryMode", "SortOrder"}) | {
    "JsonNullValueFilter",
    "NullableJsonNullValueInput",
    "TransactionIsolationLevel",
}
"""Enums that Prisma's client makes itself."""

VARIABLES = frozenset({"db", "env", "log", "z"})
"""Values that the generated code imports by these names."""

FOLDERS = _words("""
    auth constraints db errors files http jobs limits log openapi pagination references rows
    standalone support
    """)
"""What stands beside the rooms, below src/server and tests."""

SLUGS = frozenset({"index", "support"})
"""What stands beside the models and factories, below prisma."""

PATHS = frozenset({"auth", "docs", "openapi"})
"""What is served beside the resources, below /api."""

DEVICES = frozenset({"aux", "con", "nul", "prn"})
"""Files that Windows cannot have."""

QUERY = frozenset({"count", "cursor", "fields", "include", "limit", "q", "sort"})
"""Query parameters that lists have besides their filters."""
