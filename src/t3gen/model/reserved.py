"""Names that others have taken: languages, tools and the generated backend itself."""

from __future__ import annotations

AUTH_MODELS = frozenset({"User", "Session", "Account", "Verification"})
OWNER = "user"
OWNER_KEY = "userId"
BUILT_IN = ("id", "createdAt", "updatedAt", "version")
TIMESTAMPS = ("createdAt", "updatedAt")
