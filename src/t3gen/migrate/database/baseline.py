"""Recording migrations as applied in a database that has their tables, but no history of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from t3gen.errors import MigrationError
from t3gen.migrate.database.apply import MISSING, check_kind
from t3gen.migrate.engine import Difference, Engine, EngineFailure, as_error
from t3gen.migrate.history import FOLDER, SQL, History, read, script_text
from t3gen.migrate.safety import split

_ROWS = re.compile(r'(?:UPDATE|DELETE|INSERT INTO (?!"new_))\b.*', re.IGNORECASE | re.DOTALL)
_APPLY = "t3gen migrate apply"


@dataclass(frozen=True)
class Baseline:
    """Which migrations a database has already.

    Args:
        names: Those that were recorded as applied, or would be, in order.
        pending: Those after them, which are still to be applied.
        changing_rows: Those of `names` that change rows too, which cannot be compared.
    """

    names: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    changing_rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """How a baseline is made.

    Args:
        until: The last migration to record; by default it is found.
        dry_run: Whether to compare only.
    """

    until: str = ""
    dry_run: bool = False


_USUAL = Options()


def baseline(
    root: Path,
    url: str,
    schema: Mapping[str, str],
    *,
    engine: Path,
    options: Options = _USUAL,
) -> Baseline:
    """Record migrations as applied where the database has exactly what they make.

    The scripts are replayed into a database in memory, one by one, and the result of each is
    compared with the database. Recorded are the migrations up to the last one whose result it has;
    those after it stay pending, as do the last ones before it that change nothing to be compared,
    such as rows.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        schema: Every `prisma/**/*.prisma`, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.
        options: What to record.

    Raises:
        MigrationError: The database differs from what every migration makes, has a history that
            is not in order, or cannot be read; or a script cannot be replayed.
        EngineMissing: Node or the project's packages are missing.
    """
    history, until = read(root), options.until
    check_kind(history, url)
    if until and until not in history.names:
        raise MigrationError("there is no such migration", where=f"{FOLDER}/{until}")
    try:
        with Engine(engine, root, url) as running:
            applied = _applied(running, history)
            if len(applied) == len(history.names):
                return Baseline()
            with Engine(engine, root) as replaying:
                made = replaying.replayed_objects(history.listing(), schema)
            comparison = _Comparison(running, history, schema, made)
            last = comparison.last(len(applied), until)
            names = history.names[len(applied) : last + 1]
            for name in () if options.dry_run else names:
                running.mark_applied(name, history.listing())
    except EngineFailure as failure:
        raise as_error(failure, where=FOLDER) from None
    changing = tuple(name for name in names if _changes_rows(history, name))
    return Baseline(names, history.names[last + 1 :], changing)


def _applied(running: Engine, history: History) -> tuple[str, ...]:
    """Return what the database has seen: the first migrations, all of them or none."""
    try:
        running.call("ensureConnectionValidity", {})
    except EngineFailure as failure:
        if failure.code != MISSING:
            raise
        raise MigrationError(
            "the database does not exist yet", where="DATABASE_URL", hint=f"create it: {_APPLY}"
        ) from None
    answer = running.diagnose(history.listing())
    found = answer["history"] or {}
    waiting = set(found.get("unappliedMigrationNames", ()))
    applied = tuple(name for name in history.names if name not in waiting)
    odd = (
        answer["failedMigrationNames"],
        answer["editedMigrationNames"],
        found.get("unpersistedMigrationNames"),
    )
    if any(odd) or applied != history.names[: len(applied)]:
        raise MigrationError(
            "it has a history of migrations already, and that is not in order",
            where="DATABASE_URL",
            hint="see: t3gen migrate status",
            code="baseline",
        )
    if not applied and not running.has_tables(history.provider or "sqlite"):
        raise MigrationError(
            "the database is empty, so that no migration has made anything in it",
            where="DATABASE_URL",
            hint=f"make its tables: {_APPLY}",
            code="baseline",
        )
    return applied


class _Comparison:
    """A database, compared with what each migration of a history leads to."""

    def __init__(
        self,
        running: Engine,
        history: History,
        schema: Mapping[str, str],
        made: Sequence[frozenset[str]],
    ) -> None:
        """Read what is in the database.

        Args:
            running: The engine on the database.
            history: The migrations.
            schema: A schema of that kind of database.
            made: What is there after each of the migrations.
        """
        self._running = running
        self._history = history
        self._schema = schema
        self._made = made
        self._there = running.objects()

    def last(self, first: int, until: str) -> int:
        """Return the index of the last migration to record, from the first that may be.

        Raises:
            MigrationError: The database is not what any of them leads to.
        """
        names = self._history.names
        wanted = [index for index in range(first, len(names)) if until in ("", names[index])]
        last = next((index for index in reversed(wanted) if self._fits(index)), None)
        if last is None:
            raise self._differs(wanted[-1] if wanted else first)
        # What leaves no trace may never have been run: nothing here ran any of them.
        while not until and last > first and self._fits(last - 1):
            last -= 1
        return last

    def _fits(self, index: int) -> bool:
        # Names first: that is quick, and leaves few migrations that have to be replayed again.
        made = self._made[index]
        if _columns(made) != _columns(self._there) or not made <= self._there:
            return False
        return self._drift(index).is_empty

    def _drift(self, index: int) -> Difference:
        before = replace(self._history, names=self._history.names[: index + 1])
        return self._running.drift_from_history(before.listing(), self._schema)

    def _differs(self, index: int) -> MigrationError:
        drift = self._drift(index)
        lines = [] if drift.is_empty else drift.sql.strip().splitlines()
        missing = self._made[index] - self._there
        lines += [f"[-] Missing {name}" for name in sorted(missing - _columns(missing))]
        difference = "\n".join(f"  {line}" if line else "" for line in lines)
        name = self._history.names[index]
        return MigrationError(
            f"the database is not what {name} leads to; what it has otherwise:\n{difference}",
            where="DATABASE_URL",
            hint="make that part in the database by hand, then run: t3gen migrate baseline\n"
            "or bring a database of development to the schema first: npx prisma db push",
            code="baseline",
        )


def _columns(objects: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in objects if name.startswith("column "))


def _changes_rows(history: History, name: str) -> bool:
    script = script_text(history.folder / name / SQL)
    return any(_ROWS.fullmatch(statement) for statement in split(script))
