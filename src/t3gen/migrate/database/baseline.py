"""Record migrations as applied in a database that has their tables, but no history."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from t3gen.errors import MigrationError
from t3gen.migrate.database.apply import DATABASE_MISSING, check_provider
from t3gen.migrate.engine import Difference, Engine, EngineFailure, engine_error
from t3gen.migrate.history import FOLDER, SQL, History, read, script_text
from t3gen.migrate.sql import statements

_ROWS = re.compile(r'(?:UPDATE|DELETE|INSERT INTO (?!"new_))\b.*', re.IGNORECASE | re.DOTALL)
_APPLY = "t3gen migrate apply"


@dataclass(frozen=True)
class Baseline:
    """The result of a baseline.

    Args:
        names: The migrations that were recorded as applied, or would be, in order.
        pending: The migrations after them, which are still to be applied.
        changing_rows: The migrations of `names` that also change rows, which is not compared.
    """

    names: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    changing_rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """Options of a baseline.

    Args:
        until: The last migration to record; by default the last one whose result is in the
            database.
        dry_run: Whether to compare only.
    """

    until: str = ""
    dry_run: bool = False


_DEFAULTS = Options()


def baseline(
    root: Path,
    url: str,
    schema: Mapping[str, str],
    *,
    engine: Path,
    options: Options = _DEFAULTS,
) -> Baseline:
    """Record migrations as applied where the database equals their result.

    The scripts are replayed into a database in memory, one by one, and each result is compared
    with the database. The migrations up to the last equal result are recorded. Those after it
    remain pending, and so do the last ones before it that leave the schema as it is, such as
    updates of rows.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        schema: Every `prisma/**/*.prisma`, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.
        options: What to record.

    Raises:
        MigrationError: The database differs from every result, has a history with failed, edited
            or unknown migrations, or cannot be read; or a script cannot be replayed.
        EngineMissing: Node or the project's packages are missing.
    """
    history, until = read(root), options.until
    check_provider(history, url)
    if until and until not in history.names:
        raise MigrationError("there is no such migration", where=f"{FOLDER}/{until}")
    try:
        with Engine(engine, root, url) as running:
            applied = _applied(running, history)
            if len(applied) == len(history.names):
                return Baseline()
            with Engine(engine, root) as replaying:
                objects = replaying.replayed_objects(history.listing(), schema)
            comparison = _Comparison(running, history, schema, objects)
            last = comparison.last(len(applied), until)
            names = history.names[len(applied) : last + 1]
            for name in () if options.dry_run else names:
                running.mark_applied(name, history.listing())
    except EngineFailure as failure:
        raise engine_error(failure, where=FOLDER) from None
    changing = tuple(name for name in names if _changes_rows(history, name))
    return Baseline(names, history.names[last + 1 :], changing)


def _applied(running: Engine, history: History) -> tuple[str, ...]:
    """Return the applied migrations, which are the first ones of the history.

    Raises:
        MigrationError: The database is missing or empty, or its history is not in order.
    """
    try:
        running.call("ensureConnectionValidity", {})
    except EngineFailure as failure:
        if failure.code != DATABASE_MISSING:
            raise
        raise MigrationError(
            "the database does not exist yet", where="DATABASE_URL", hint=f"create it: {_APPLY}"
        ) from None
    diagnosis = running.diagnose(history.listing())
    differences = diagnosis["history"] or {}
    pending = set(differences.get("unappliedMigrationNames", ()))
    applied = tuple(name for name in history.names if name not in pending)
    problems = (
        diagnosis["failedMigrationNames"],
        diagnosis["editedMigrationNames"],
        differences.get("unpersistedMigrationNames"),
    )
    if any(problems) or applied != history.names[: len(applied)]:
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
    """A database, compared with the result of each migration of a history."""

    def __init__(
        self,
        running: Engine,
        history: History,
        schema: Mapping[str, str],
        replayed: Sequence[frozenset[str]],
    ) -> None:
        """Read the objects of the database.

        Args:
            running: The engine on the database.
            history: The migrations.
            schema: A schema with the provider of the database.
            replayed: The objects after each of the migrations.
        """
        self._running = running
        self._history = history
        self._schema = schema
        self._replayed = replayed
        self._objects = running.objects()

    def last(self, first: int, until: str) -> int:
        """Return the index of the last migration to record.

        Args:
            first: The index of the first migration that is not recorded.
            until: The last migration to record; empty to choose it by comparison.

        Raises:
            MigrationError: The database does not equal the result of any of them.
        """
        names = self._history.names
        candidates = [index for index in range(first, len(names)) if until in ("", names[index])]
        last = next((index for index in reversed(candidates) if self._is_equal(index)), None)
        if last is None:
            raise self._difference(candidates[-1] if candidates else first)
        # A migration that leaves the schema as it is may not have been run, so it stays pending.
        while not until and last > first and self._is_equal(last - 1):
            last -= 1
        return last

    def _is_equal(self, index: int) -> bool:
        # Names first: a diff replays all migrations again, which takes longer.
        replayed = self._replayed[index]
        if _columns(replayed) != _columns(self._objects) or not replayed <= self._objects:
            return False
        return self._drift(index).is_empty

    def _drift(self, index: int) -> Difference:
        before = replace(self._history, names=self._history.names[: index + 1])
        return self._running.drift_from_history(before.listing(), self._schema)

    def _difference(self, index: int) -> MigrationError:
        drift = self._drift(index)
        lines = [] if drift.is_empty else drift.sql.strip().splitlines()
        missing = self._replayed[index] - self._objects
        lines += [f"[-] Missing {name}" for name in sorted(missing - _columns(missing))]
        difference = "\n".join(f"  {line}" if line else "" for line in lines)
        name = self._history.names[index]
        return MigrationError(
            f"the database differs from the result of {name}:\n{difference}",
            where="DATABASE_URL",
            hint="change the database by hand, then run: t3gen migrate baseline\n"
            "or bring a development database to the schema first: npx prisma db push",
            code="baseline",
        )


def _columns(objects: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in objects if name.startswith("column "))


def _changes_rows(history: History, name: str) -> bool:
    script = script_text(history.folder / name / SQL)
    return any(_ROWS.fullmatch(statement.text) for statement in statements(script))
