"""A client of Prisma's schema engine: JSON-RPC over the standard streams of a process.

Prisma's protocol is known only here and in the stand-in for the native engine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from t3gen.migrate.engine.errors import EngineFailure
from t3gen.programs import IN_MEMORY, EngineMissing, start_engine
from t3gen.psl import without_extensions

_NO_FILTER: dict[str, list[str]] = {"externalTables": [], "externalEnums": []}
_NO_PACKAGE = "MODULE_NOT_FOUND"


def no_progress(_message: str) -> None:
    """Ignore a progress message."""


@dataclass(frozen=True)
class Difference:
    """The difference between two schemas.

    Args:
        is_empty: Whether they are equal.
        sql: The SQL from the first to the second, or a summary in words, as requested.
    """

    is_empty: bool
    sql: str


class Engine:
    """The engine of a project, which runs during a `with` block.

    Args:
        script: The stand-in, `prisma/engine/schema-engine.mjs` of the installed template; or the
            native engine, a program with the same protocol.
        root: The project; the engine uses its npm packages, and paths are relative to it.
        url: The database, for the methods that need one; by default one in memory, into which a
            history can be replayed.
        progress: Called with the messages that the engine prints while it works.
    """

    def __init__(
        self,
        script: Path,
        root: Path,
        url: str | None = None,
        progress: Callable[[str], None] = no_progress,
    ) -> None:
        self._script = script
        self._root = root.resolve()
        # Prisma replays histories on the server, where not every user may create a database.
        self._datasource = {"url": url, "shadowInMemory": True} if url else IN_MEMORY
        self._progress = progress
        self._last_id = 0

    def __enter__(self) -> Self:
        """Start node.

        Raises:
            EngineMissing: There is no suitable node, or the project's packages are missing.
        """
        engine = start_engine(self._script, self._root, self._datasource)
        self._log, self._process = engine.log, engine.process
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for node to exit, or terminate it after an error."""
        if kind is not None:
            self._process.terminate()
        self._process.communicate()
        self._log.close()

    def diff(self, before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
        """Return the SQL from one schema to another.

        Args:
            before: The files of the first schema, as texts by path.
            after: The files of the second one.

        Raises:
            EngineFailure: One of them is not valid (P1012).
        """
        return self._diff(_schema(before), _schema(after), script=True)

    def drift_of_history(self, history: Mapping[str, Any], schema: Mapping[str, str]) -> Difference:
        """Return a summary of the difference from the result of a history to a schema.

        Args:
            history: The listing of the history.
            schema: The files of the schema, as texts by path.

        Raises:
            EngineFailure: A script fails, or the schema is not valid.
        """
        return self._diff({"tag": "migrations", **history}, _schema(schema), script=False)

    def drift_of_database(self, schema: Mapping[str, str]) -> Difference:
        """Return a summary of the difference from a schema to the database.

        Raises:
            EngineFailure: The database cannot be read.
        """
        datasource = {"tag": "schemaDatasource", "configDir": str(self._root)}
        files = _schema(without_extensions(schema))
        return self._diff(files, {**files, **datasource}, script=False)

    def has_tables(self, provider: str) -> bool:
        """Return whether the database has anything besides Prisma's table of migrations.

        Raises:
            EngineFailure: The database cannot be read.
        """
        empty = f'datasource db {{\n  provider = "{provider}"\n}}\n'
        return not self.drift_of_database({"schema.prisma": empty}).is_empty

    def introspect(self, schema: Mapping[str, str], history: Mapping[str, Any]) -> dict[str, str]:
        """Return the schema that a history leads to, by path.

        Args:
            schema: A similar schema, from which names in Prisma are taken.
            history: The listing of the history.

        Raises:
            EngineFailure: A script fails.
        """
        files = _schema(schema)["files"]
        answer = self.call("introspectHistory", {"migrationsList": history, "files": files})
        return {file["path"]: file["content"] for file in answer["files"]}

    def apply(self, migrations: Mapping[str, Any]) -> tuple[str, ...]:
        """Apply the pending migrations of a history, and return their names.

        Raises:
            EngineFailure: A statement failed (P3018), or an earlier migration has (P3009).
        """
        answer = self.call("applyMigrations", {"migrationsList": migrations, "filters": _NO_FILTER})
        return tuple(answer["appliedMigrationNames"])

    def resume(
        self, migrations: Mapping[str, Any], *, dry_run: bool = False
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Resolve migrations that were interrupted and have left nothing half done.

        Args:
            migrations: The listing of the history.
            dry_run: Whether only to return them.

        Returns:
            The migrations that turned out to be applied, and those that can be applied again.

        Raises:
            EngineFailure: The database cannot be read.
        """
        params = {"migrationsList": migrations, "dryRun": dry_run}
        answer = self.call("resumeMigrations", params)
        return tuple(answer["finished"]), tuple(answer["again"])

    def applied(self, migrations: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the applied migrations, oldest first, whether they are on disk or not.

        Raises:
            EngineFailure: The database cannot be read.
        """
        return tuple(self.call("appliedMigrations", {"migrationsList": migrations})["names"])

    def diagnose(self, migrations: Mapping[str, Any]) -> dict[str, Any]:
        """Compare a history with the applied migrations; see Prisma's `diagnoseMigrationHistory`.

        Raises:
            EngineFailure: The database cannot be read.
        """
        return self.call(
            "diagnoseMigrationHistory",
            {
                "migrationsList": migrations,
                "optInToShadowDatabase": False,
                "filters": _NO_FILTER,
            },
        )

    def drift_from_history(
        self, history: Mapping[str, Any], schema: Mapping[str, str]
    ) -> Difference:
        """Return a summary of the difference from the result of a history to the database.

        Args:
            history: The listing of the history.
            schema: A schema with the provider of the database.

        Raises:
            EngineFailure: A script fails, or the database cannot be read.
        """
        datasource = {"tag": "schemaDatasource", "configDir": str(self._root)}
        database = {**_schema(without_extensions(schema)), **datasource}
        return self._diff({"tag": "migrations", **history}, database, script=False)

    def objects(self) -> frozenset[str]:
        """Return the objects of the database by kind and name, such as `view Placed`.

        Raises:
            EngineFailure: The database cannot be read.
        """
        return frozenset(self.call("listObjects", {})["names"])

    def replayed_objects(
        self, history: Mapping[str, Any], schema: Mapping[str, str]
    ) -> tuple[frozenset[str], ...]:
        """Return the objects of a database in memory after each migration of a history.

        Args:
            history: The listing of the history.
            schema: A schema with the provider of the database.

        Raises:
            EngineFailure: A script fails.
        """
        params = {"migrationsList": history, "files": _schema(schema)["files"]}
        return tuple(frozenset(names) for names in self.call("replayObjects", params)["after"])

    def mark_applied(self, name: str, migrations: Mapping[str, Any]) -> None:
        """Record a migration as applied, without running it.

        Raises:
            EngineFailure: It is recorded already, or the database rejects it.
        """
        self.call("markMigrationApplied", {"migrationName": name, "migrationsList": migrations})

    def call(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """Send a request and return its result.

        Args:
            method: The method of the protocol.
            params: Its parameters.

        Raises:
            EngineFailure: The engine returns an error, or exits.
            EngineMissing: A package is missing, such as the adapter for the database.
        """
        self._last_id += 1
        request = {"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params}
        try:
            self._write(request)
        except BrokenPipeError:
            raise EngineFailure(self._exit_message()) from None
        message = self._read_answer(self._last_id)
        if "error" in message:
            data = message["error"]["data"]
            if data["error_code"] == _NO_PACKAGE:
                raise EngineMissing(data["message"].splitlines()[0], hint="npm install")
            left_nothing = bool(data["meta"].get("left_nothing"))
            code = data["error_code"] or ""
            raise EngineFailure(data["message"], code, left_nothing=left_nothing)
        result: dict[str, Any] = message["result"]
        return result

    def _diff(
        self, start: Mapping[str, Any], end: Mapping[str, Any], *, script: bool
    ) -> Difference:
        params = {"from": start, "to": end, "script": script, "exitCode": True}
        answer = self.call("diff", {**params, "filters": _NO_FILTER})
        return Difference(is_empty=answer["exitCode"] == 0, sql=answer["stdout"] or "")

    def _write(self, request: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()

    def _read_answer(self, number: int) -> dict[str, Any]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            message: dict[str, Any] = json.loads(line)
            if message.get("method") == "print":
                self._progress(message["params"]["content"].strip())
            elif message["id"] == number:
                return message
        raise EngineFailure(self._exit_message())

    def _exit_message(self) -> str:
        self._process.wait()
        self._log.seek(0)
        return f"the schema engine exited without an answer: {self._log.read().strip()[-2000:]}"


def _schema(files: Mapping[str, str]) -> dict[str, Any]:
    documents = [{"path": path, "content": text} for path, text in sorted(files.items())]
    return {"tag": "schemaDatamodel", "files": documents}
