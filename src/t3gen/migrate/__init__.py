"""Migrations: the next one from the schemas, and the state of a database.

Drives Prisma's own engine, in node, through the stand-in that every project has in `prisma/engine`.
Nothing here writes into the project: `plan_next` returns texts.
"""

from t3gen.migrate.baseline import Baseline, baseline
from t3gen.migrate.baseline import Options as BaselineOptions
from t3gen.migrate.branches import later_branch
from t3gen.migrate.dangers import Danger, refuse
from t3gen.migrate.database import Applied, Status, apply, database_url, status
from t3gen.migrate.drift import Snapshot, missing_snapshot, of_history
from t3gen.migrate.engine import in_silence
from t3gen.migrate.history import (
    FOLDER,
    SNAPSHOT,
    SQL,
    History,
    provider_in,
    provider_of_folder,
    read,
    script_text,
)
from t3gen.migrate.lint import judge
from t3gen.migrate.node import EngineMissing, find_node
from t3gen.migrate.own import own_models
from t3gen.migrate.plan import (
    Newest,
    NothingToDo,
    Pending,
    Wishes,
    newest,
    newest_schema,
    plan_next,
)
from t3gen.migrate.psl import names_in
from t3gen.migrate.rehearsal import Rehearsal, rehearse
from t3gen.migrate.renames import Renames, active
from t3gen.migrate.undone import dangers as undone
from t3gen.migrate.ways_back import WayBack, edited, has_model
from t3gen.migrate.writing import Migration, by_hand

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
    "Migration",
    "Newest",
    "NothingToDo",
    "Pending",
    "Rehearsal",
    "Renames",
    "Snapshot",
    "Status",
    "WayBack",
    "Wishes",
    "active",
    "apply",
    "baseline",
    "by_hand",
    "database_url",
    "edited",
    "find_node",
    "has_model",
    "in_silence",
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
    "status",
    "undone",
]
