"""A migration in the steps that it takes: first what only adds, then the rows, then the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from t3gen.migrate.diff import Changes, Renames
from t3gen.migrate.engine import Engine, EngineFailure
from t3gen.migrate.online import online
from t3gen.migrate.online.online import Part
from t3gen.migrate.sql import updates as rows
from t3gen.psl import compose, exchanges, noting

FINISH = "finish"
"""What a part is about that comes after rows have been filled."""

_NO_SQL = "-- Nothing to do for the database: it keeps enums as text.\n"


@dataclass(frozen=True)
class Draft:
    """A migration without a name: what is renamed, what changes besides, and the SQL of both.

    Args:
        before: The schema that it starts from, under the new names.
        replaced: The changes of rows without which the start would fail; they are in it.
        start: The SQL to the schema between.
        between: The schema in which columns may still be empty; none where no row is filled.
        filled: What fills them.
        end: The SQL from there.
        agreed: The agreements of specs that it needs: their keys and names.
    """

    names: Renames
    before: str
    changes: Changes
    replaced: tuple[rows.Update, ...]
    start: str
    between: Mapping[str, str]
    filled: tuple[rows.Update, ...]
    end: str
    agreed: frozenset[tuple[str, str]] = frozenset()

    @property
    def sql(self) -> str:
        """All of it, as one script."""
        note = rows.ALONE if self.changes.after.provider == "sqlite" else ""
        return _joined(self.start, rows.script(self.filled, note), self.end)


def cut(draft: Draft, before: str, after: str, engine: Engine) -> tuple[Part, ...]:
    """Cut a migration into parts where the database can let others work meanwhile.

    Rows are changed in batches ahead of what needs it, and once more with it: few are left then.

    Args:
        draft: The migration.
        before: The snapshot that it starts from; empty for the first one.
        after: The snapshot that it leads to.
        engine: The engine, to compare schemas in between.
    """
    provider = draft.changes.after.provider
    if provider == "cockroachdb" and draft.filled:
        return _in_turn(draft, after)
    if provider != "postgresql" or not before or not draft.sql:
        return (Part("", draft.sql or _NO_SQL, after),)

    def difference(old: str, new: str) -> str:
        try:
            return engine.diff({"before.prisma": old}, {"after.prisma": new}).sql
        except EngineFailure:
            return ""

    # Under the old names, so that it can come first.
    ahead = tuple(_fills(draft.replaced, before)) if draft.names.is_empty else ()
    if not draft.filled:
        return (*ahead, *online.parts(draft.sql, draft.before, after, difference))
    between = noting(compose(draft.between), exchanges(after))
    start = online.parts(draft.start, draft.before, between, difference)
    last = _joined(rows.script(draft.filled, rows.AGAIN), draft.end)
    end = online.parts(last, between, after, difference)
    found = (*ahead, *start, *_fills(draft.filled, between))
    return (*found, *(part if part.about else replace(part, about=FINISH) for part in end))


def _in_turn(draft: Draft, after: str) -> tuple[Part, ...]:
    """Cut it where CockroachDB has to: only later transactions see the columns that one adds."""
    between = noting(compose(draft.between), exchanges(after))
    last = _joined(rows.script(draft.filled, rows.AGAIN), draft.end)
    start = (Part("", draft.start, between),) if draft.start else ()
    return (*start, *_fills(draft.filled, between), Part(FINISH, last, after))


def _fills(updates: Iterable[rows.Update], schema: str) -> Iterator[Part]:
    for update in updates:
        about = f"fill_{update.model.table}_{update.column}"
        yield Part(about, update.in_batches(), schema)


def _joined(*scripts: str) -> str:
    return "\n".join(script for script in scripts if script)
