"""Migrations: plan the next one, lint scripts, and apply them to a database.

Diffs are made by Prisma's own engine, in node, through the stand-in for the native engine that
every project has in `prisma/engine`. Nothing here writes into the project: plans are texts.
"""

from t3gen.migrate.comparison import ColumnChange, Comparison, Names, columns_of, compare_schemas
from t3gen.migrate.database import (
    Applied,
    Baseline,
    DryRun,
    Snapshot,
    Status,
    apply,
    baseline,
    database_url,
    dry_run,
    history_drift,
    missing_snapshot,
    status,
)
from t3gen.migrate.database import Options as BaselineOptions
from t3gen.migrate.diff import Renames, pending_renames
from t3gen.migrate.engine import no_progress
from t3gen.migrate.files import Migration, empty_migration
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
from t3gen.migrate.lint import lint_script
from t3gen.migrate.plan import (
    MigrationOptions,
    Newest,
    NothingToDo,
    Pending,
    newest,
    newest_schema,
    plan_next,
)
from t3gen.migrate.safety import ConsentNeededError, Risk, consent_lines, refuse
from t3gen.migrate.safety import undone_losses as undone
from t3gen.programs import EngineMissing, find_node
from t3gen.psl import InverseField, compose, has_model, names_in, own_models, with_inverse_fields

__all__ = [
    "FOLDER",
    "SNAPSHOT",
    "SQL",
    "Applied",
    "Baseline",
    "BaselineOptions",
    "ColumnChange",
    "Comparison",
    "ConsentNeededError",
    "DryRun",
    "EngineMissing",
    "History",
    "InverseField",
    "Migration",
    "MigrationOptions",
    "Names",
    "Newest",
    "NothingToDo",
    "Pending",
    "Renames",
    "Risk",
    "Snapshot",
    "Status",
    "apply",
    "baseline",
    "columns_of",
    "compare_schemas",
    "compose",
    "consent_lines",
    "database_url",
    "dry_run",
    "empty_migration",
    "find_node",
    "has_model",
    "history_drift",
    "later_branch",
    "lint_script",
    "missing_snapshot",
    "names_in",
    "newest",
    "newest_schema",
    "no_progress",
    "own_models",
    "pending_renames",
    "plan_next",
    "provider_in",
    "provider_of_folder",
    "read",
    "refuse",
    "script_text",
    "status",
    "undone",
    "with_inverse_fields",
]
