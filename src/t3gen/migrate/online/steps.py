"""Split a migration into steps: the schema, then backfills, then constraints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from t3gen.migrate.diff import Changes, Renames
from t3gen.migrate.engine import Engine, EngineFailure
from t3gen.migrate.online import split
from t3gen.migrate.online.split import Step
from t3gen.migrate.sql import updates as rows
from t3gen.psl import compose, name_swaps, with_name_swaps

FINISH = "finish"
"""The name of the step after backfills."""

_NO_SQL = "-- Nothing to do for the database: it stores enums as text.\n"


@dataclass(frozen=True)
class Draft:
    """A migration before it is named and split.

    Args:
        names: The renames.
        before: The schema that it starts from, under the new names.
        changes: The changes besides renames.
        replacements: The updates of rows without which `start` would fail; `start` has them too.
        start: The SQL to the intermediate schema, or to the last one where there is none.
        intermediate: The schema in which backfilled columns are optional; empty without backfills.
        backfills: The updates of rows between `start` and `end`.
        end: The SQL from the intermediate schema to the last one.
        accepted: The consent that the changes need: keys and names.
    """

    names: Renames
    before: str
    changes: Changes
    replacements: tuple[rows.Update, ...]
    start: str
    intermediate: Mapping[str, str]
    backfills: tuple[rows.Update, ...]
    end: str
    accepted: frozenset[tuple[str, str]] = frozenset()

    @property
    def sql(self) -> str:
        """The whole migration as one script."""
        note = rows.SINGLE_WRITER if self.changes.after.provider == "sqlite" else ""
        return _joined(self.start, rows.script(self.backfills, note), self.end)


def steps(draft: Draft, before: str, after: str, engine: Engine) -> tuple[Step, ...]:
    """Split a migration into steps, where the database can serve others between them.

    Rows are updated in batches before the step that needs it, and again in that step, for the few
    that were written in between.

    Args:
        draft: The migration.
        before: The snapshot that it starts from; empty for the first migration.
        after: The snapshot that it leads to.
        engine: The engine, which diffs intermediate schemas.
    """
    provider = draft.changes.after.provider
    if provider == "cockroachdb" and draft.backfills:
        return _cockroachdb_steps(draft, after)
    if provider != "postgresql" or not before or not draft.sql:
        return (Step("", draft.sql or _NO_SQL, after),)

    def diff(old: str, new: str) -> str:
        try:
            return engine.diff({"before.prisma": old}, {"after.prisma": new}).sql
        except EngineFailure:
            return ""

    # Their SQL has the old names, so they cannot come first where something is renamed.
    batches = tuple(_batches(draft.replacements, before)) if draft.names.is_empty else ()
    if not draft.backfills:
        return (*batches, *split.split(draft.sql, draft.before, after, diff))
    intermediate = with_name_swaps(compose(draft.intermediate), name_swaps(after))
    start = split.split(draft.start, draft.before, intermediate, diff)
    last = _joined(rows.script(draft.backfills, rows.REMAINING), draft.end)
    end = split.split(last, intermediate, after, diff)
    first = (*batches, *start, *_batches(draft.backfills, intermediate))
    return (*first, *(step if step.name else replace(step, name=FINISH) for step in end))


def _cockroachdb_steps(draft: Draft, after: str) -> tuple[Step, ...]:
    """Split after added columns, which only later transactions of CockroachDB can use."""
    intermediate = with_name_swaps(compose(draft.intermediate), name_swaps(after))
    last = _joined(rows.script(draft.backfills, rows.REMAINING), draft.end)
    start = (Step("", draft.start, intermediate),) if draft.start else ()
    return (*start, *_batches(draft.backfills, intermediate), Step(FINISH, last, after))


def _batches(updates: Iterable[rows.Update], schema: str) -> Iterator[Step]:
    for update in updates:
        yield Step(f"fill_{update.model.table}_{update.column}", update.in_batches(), schema)


def _joined(*scripts: str) -> str:
    return "\n".join(script for script in scripts if script)
