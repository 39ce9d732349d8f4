"""The migrations folder: its scripts, its branches, and whether it can be continued."""

from t3gen.migrate.history.branches import later_branch
from t3gen.migrate.history.folder import (
    FOLDER,
    LOCK,
    SNAPSHOT,
    SQL,
    History,
    lock_text,
    provider_in,
    provider_of_folder,
    read,
    script_text,
    with_origin,
)

__all__ = [
    "FOLDER",
    "LOCK",
    "SNAPSHOT",
    "SQL",
    "History",
    "later_branch",
    "lock_text",
    "provider_in",
    "provider_of_folder",
    "read",
    "script_text",
    "with_origin",
]
