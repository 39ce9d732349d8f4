"""Squawk, the linter of PostgreSQL migrations that ours is measured by."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from t3gen.migrate.lint import lint_script

# Squawk's rules that are not about locks or loss: they would have other types than Prisma's, a
# place for new enum values, or statements that hide a mistake (IF NOT EXISTS).
STYLE = (
    "prefer-bigint-over-int",
    "prefer-text-field",
    "prefer-timestamp-tz",
    "prefer-identity",
    "prefer-robust-stmts",
    "require-enum-value-ordering",
)

# What it finds that our own lint tells by another name.
TOLD = {
    "adding-serial-primary-key-field": "index-blocks",
    "ban-drop-column": "drop-column",
    "ban-drop-constraint": "drop-constraint",
    "ban-drop-default": "drop-default",
    "ban-drop-not-null": "drop-not-null",
    "ban-drop-table": "drop-table",
    "ban-drop-type": "drop-type",
    "changing-column-type": "change-type",
    "constraint-missing-not-valid": "constraint-blocks",
    "renaming-column": "rename-column",
    "renaming-table": "rename-table",
    "require-concurrent-index-creation": "index-blocks",
    "transaction-nesting": "transaction-nesting",
}
_ALONE = r"CONCURRENTLY|^CREATE EXTENSION|^ALTER TYPE \S+ (ADD|RENAME) VALUE"
_RENAMES = r"\A(?:\s*-- RenameIndex\s*ALTER INDEX \S+ RENAME TO \S+)+\s*\Z"
# What it finds that is as it should be, by what stands in such scripts.
HARMLESS = {
    # The constraint comes back with another rule, has become NOT NULL the statement before, or goes
    # with its table.
    "ban-drop-constraint": r"ADD CONSTRAINT|SET NOT NULL"
    r'|^ALTER TABLE "(\w+)" DROP CONSTRAINT(?:.|\n)*^DROP TABLE "\1"',
    # No statement of a client says the name of an index, a constraint or a type.
    "renaming-object": r"^ALTER (INDEX|TYPE)|RENAME (CONSTRAINT|COLUMN|TO)",
    # It takes a moment, and gives up where it would have to wait.
    "require-concurrent-index-deletion": r"SET LOCAL lock_timeout",
    # Such a statement stands alone, so that nothing can be set before it. It blocks nobody, as does
    # one that renames an index.
    "require-lock-timeout": f"{_ALONE}|{_RENAMES}",
    "require-statement-timeout": f"{_ALONE}|{_RENAMES}",
}


def unexplained(script: Path) -> set[str]:
    """Return what squawk finds that we neither tell nor can give a reason for."""
    sql = script.read_text()
    told = {one.code for one in lint_script(sql, "postgresql")}
    return {
        rule
        for rule in squawk(script)
        if TOLD.get(rule) not in told
        and not (rule in HARMLESS and re.search(HARMLESS[rule], sql, re.MULTILINE))
    }


def squawk(script: Path) -> set[str]:
    """Return what squawk finds."""
    program = Path(sys.executable).with_name("squawk")
    excluded = [f"--exclude={rule}" for rule in STYLE]
    alone = [] if "CONCURRENTLY" in script.read_text() else ["--assume-in-transaction"]
    run = subprocess.run(
        [program, "--reporter=json", "--pg-version=15", *alone, *excluded, script],
        capture_output=True,
        text=True,
        check=False,
    )
    found: list[Any] = json.loads(run.stdout)
    return {one["rule_name"] for one in found}
