"""A project with rows in its database, whose specs are edited and whose schema follows."""

from __future__ import annotations

import itertools
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from databases import Database
from small_project import ENGINE, NOW, with_packages, write

from t3gen import migrate, model, render, spec
from t3gen.actions.steps import domains

Edits = Mapping[str, Mapping[str, str] | str | None]
"""By the name of a spec: what stands there and what is to stand there; or all of it; or None."""

_numbers = itertools.count(1)


@dataclass
class Project:
    """Specs, the migrations that they have led to, and a database that has seen them.

    Args:
        specs: Texts by the name of their file.
        recorded: The resources of the last generation.
    """

    root: Path
    database: Database
    specs: dict[str, str]
    recorded: list[dict[str, Any]] = field(default_factory=list)

    def edit(self, edits: Edits) -> None:
        """Change specs; what is replaced has to be there."""
        for name, changes in edits.items():
            if changes is None:
                del self.specs[name]
            elif isinstance(changes, str):
                self.specs[name] = changes
            else:
                for old, new in changes.items():
                    assert old in self.specs[name], f"{old!r} is not in {self.specs[name]}"
                    self.specs[name] = self.specs[name].replace(old, new)

    def ask(self, sql: str) -> list[str]:
        """Return rows in one form for both databases: NULL is -, a decimal has no point."""
        rows = (row.split("|") for row in self.database.query(sql))
        return ["|".join(map(_plain, row)) for row in rows]

    def plan(self) -> migrate.Migration | migrate.NothingToDo | migrate.Pending:
        """Compute the next migration."""
        reading = spec.read({f"resources/{name}": it.encode() for name, it in self.specs.items()})
        resources = model.resolve(reading, model.App(self.database.provider, "none"))
        records = [one.record() for one in resources]
        former = model.previous_names(reading.specs, resources)
        generations = domains.Generations(self.database.provider, self.recorded, records, former)
        domains.check(self.root, generations, model.consent(reading))
        planned = migrate.plan_next(
            self.root,
            self.schema(records),
            engine=ENGINE,
            now=NOW + timedelta(minutes=len(list(self.root.glob("prisma/migrations/*/")))),
            options=migrate.MigrationOptions(
                consent=model.consent(reading),
                previous=former,
                backfills=model.backfills(reading.specs, resources),
            ),
        )
        self.recorded = records
        return planned

    def schema(self, records: list[dict[str, Any]]) -> Mapping[str, str]:
        """Return the Prisma files of resources."""
        answers = {
            "project_name": "shop",
            "database": self.database.provider,
            "auth": "none",
            "resources": records,
        }
        files = _template().lazily(answers)
        return {path: it.data.decode() for path, it in files.items() if path.endswith(".prisma")}

    def write_next(self) -> migrate.Migration | None:
        """Make the next migration, and write it; return None where none is due."""
        planned = self.plan()
        if isinstance(planned, migrate.NothingToDo):
            return None
        assert isinstance(planned, migrate.Migration), planned
        write(self.root, planned.files)
        return planned

    def migrate(self) -> str:
        """Make the next migration and apply it; return its SQL, or nothing where none is due."""
        planned = self.write_next()
        if planned is None:
            return ""
        assert planned.name in self.apply()
        return planned.files[f"prisma/migrations/{planned.name}/migration.sql"]

    def apply(self) -> tuple[str, ...]:
        """Apply what is written, and return the names."""
        return migrate.apply(self.root, self.database.url, engine=ENGINE).names

    def counts(self) -> Counter[int]:
        """Return how many tables have how many rows; empty ones do not count."""
        found = Counter(
            int(self.database.query(f'select count(*) from "{name}"')[0]) for name in self.tables()
        )
        del found[0]
        return found

    def values(self) -> tuple[list[int], list[int]]:
        """Return how many values the columns have, and how many different ones; most first."""
        found: list[int] = []
        for table in self.tables():
            columns = (f'cast("{name}" as text)' for name in self._columns(table))
            asked = ", ".join(f"count({it}), count(distinct {it})" for it in columns)
            (row,) = self.database.query(f'select {asked} from "{table}"')
            found += map(int, row.split("|"))
        return sorted(found[::2], reverse=True), sorted(found[1::2], reverse=True)

    def _columns(self, table: str) -> list[str]:
        source = (
            f"name from pragma_table_info('{table}')"
            if self.database.provider == "sqlite"
            else f"column_name from information_schema.columns where table_name = '{table}'"
        )
        return self.database.query(f"select {source}")

    def tables(self) -> list[str]:
        """Return the names of all tables but Prisma's own."""
        source = (
            "name from sqlite_master where type = 'table' and name not like 'sqlite%'"
            if self.database.provider == "sqlite"
            else "table_name from information_schema.tables where table_schema = 'public'"
        )
        names = self.database.query(f"select {source}")
        return sorted(name for name in names if name != "_prisma_migrations")

    def shape(self) -> list[str]:
        """Return what the database says of its tables, columns, keys, indexes and types."""
        if self.database.provider == "sqlite":
            return self._sqlite_shape()
        return self.database.query(_SHAPE)

    def _sqlite_shape(self) -> list[str]:
        found = []
        for name in self.tables():
            pragmas = {
                "column": "name, type, \"notnull\", dflt_value, pk from pragma_table_info('{}')",
                "key": '"from", "table", "to", on_update, on_delete '
                "from pragma_foreign_key_list('{}')",
                "index": 'l.name, l."unique", group_concat(x.name || x."desc") from '
                "pragma_index_list('{}') l, pragma_index_xinfo(l.name) x "
                "where l.origin = 'c' and x.key group by l.name",
            }
            for kind, text in pragmas.items():
                rows = self.database.query(f"select {text.format(name)}")
                found += [f"{name} {kind} {row}" for row in rows]
        return sorted(found)


@cache
def _template() -> render.Template:
    return render.package_template()


def _plain(value: str) -> str:
    if value in ("", "None"):
        return "-"
    return value.replace(".", "") if re.fullmatch(r"-?[0-9]+\.[0-9]+", value) else value


_SHAPE = """
select 'column', table_name, column_name, udt_name, character_maximum_length, numeric_precision,
    numeric_scale, is_nullable, column_default
  from information_schema.columns where table_schema = 'public' and table_name !~ '^_prisma'
union all
select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), null, null,
    null, null, null
  from pg_constraint where connamespace = 'public'::regnamespace
    and conrelid::regclass::text !~ '_prisma'
union all
select 'index', tablename, indexname, indexdef, null, null, null, null, null
  from pg_indexes where schemaname = 'public' and tablename !~ '^_prisma'
union all
select 'enum', typname, string_agg(enumlabel, ',' order by enumsortorder), null, null, null, null,
    null, null
  from pg_enum join pg_type on pg_type.oid = enumtypid group by typname
order by 1, 2, 3, 4
"""


def fresh(project: Project, root: Path) -> Project:
    """Return a project with the same specs whose database has never been another."""
    database = _beside(project.database, root)
    return Project(with_packages(root), database, dict(project.specs))


def copy(project: Project, root: Path) -> Project:
    """Return a project like another one, with a database of its own and the same rows in it."""
    database = _beside(project.database, root)
    shutil.copytree(project.root / "prisma", root / "prisma")
    with_packages(root)
    if database.server:
        database.server.copy(database.name, project.database.name)
        database = replace(database, url=database.server.url(database.name))
    return Project(root, database, dict(project.specs), project.recorded)


def moved(project: Project, root: Path) -> Project:
    """Move a project to another folder; a database of a server stays."""
    shutil.move(project.root, root)
    file = root / "prisma" / project.database.file.name
    return replace(project, root=root, database=replace(project.database, file=file))


def _beside(database: Database, root: Path) -> Database:
    if database.server is None:
        return Database("sqlite", database.url, root / "prisma" / database.file.name)
    url = database.server.url(f"rows_{next(_numbers)}")
    return Database("postgresql", url, database.file, database.server)
