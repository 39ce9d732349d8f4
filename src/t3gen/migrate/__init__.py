"""Migrations: the next one from the schemas, and the state of a database.

Drives Prisma's own engine, in node, through the stand-in that every project has in `prisma/engine`.
Nothing here writes into the project: `plan_next` returns texts.
"""

from t3gen.migrate.database import (
    Applied,
    Baseline,
    Rehearsal,
    Snapshot,
    Status,
    apply,
    baseline,
    database_url,
    missing_snapshot,
    of_history,
    rehearse,
    status,
)
from t3gen.migrate.database import Options as BaselineOptions
from t3gen.migrate.diff import Renames, active
from t3gen.migrate.engine import silent
from t3gen.migrate.history import (
    FOLDER,
    SNAPSHOT,
    SQL,
    History,
    later_branch,
    provider_in,
    provider_of_folder,
    read,
    script_text,
)
from t3gen.migrate.lint import judge
from t3gen.migrate.plan import (
    MigrationOptions,
    Newest,
    NothingToDo,
    Pending,
    newest,
    newest_schema,
    plan_next,
)
from t3gen.migrate.safety import Danger, refuse
from t3gen.migrate.safety import undone_losses as undone
from t3gen.migrate.writing import Migration, by_hand
from t3gen.programs import EngineMissing, find_node
from t3gen.psl import InverseField, edited, has_model, names_in, own_models

__all__ = [
    "FOLDER",
    "SNAPSHOT",
    "SQL",
    "Applied",
    "Baseline",
    "BaselineOptions",
    "Danger",
    "EngineMissing",
    "History",
    "InverseField",
    "Migration",
    "MigrationOptions",
    "Newest",
    "NothingToDo",
    "Pending",
    "Rehearsal",
    "Renames",
    "Snapshot",
    "Status",
    "active",
    "apply",
    "baseline",
    "by_hand",
    "database_url",
    "edited",
    "find_node",
    "has_model",
    "judge",
    "later_branch",
    "missing_snapshot",
    "names_in",
    "newest",
    "newest_schema",
    "of_history",
    "own_models",
    "plan_next",
    "provider_in",
    "provider_of_folder",
    "read",
    "refuse",
    "rehearse",
    "script_text",
    "silent",
    "status",
    "undone",
]
