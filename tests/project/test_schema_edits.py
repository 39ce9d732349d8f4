"""Edits of specs against a database with rows: no value is lost that nobody has given up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import le
from pathlib import Path
from typing import Any

import pytest
from databases import Database
from rows import Edits, Project, copy, fresh, moved
from ruamel.yaml import YAML
from services import Postgres
from small_project import with_packages
from squawk import unexplained

from t3gen import migrate
from t3gen.errors import MigrationError, SpecErrors

SPECS = {
    "order.yaml": """\
resource: Order
fields:
  number: string(32) unique
  status: enum(draft, ordered, paid) = draft
  total:  decimal(12, 2)
  count:  int
  note:   text?
relations:
  customer: Customer
  tags:     Tag[] many
index: [[status, total desc]]
unique: [[customer, number]]
""",
    "customer.yaml": """\
resource: Customer
fields:
  name:  string(80)
  email: email unique
  kind:  enum(gold, silver)?
  alias: string(60)?
  nick:  string(60)?
relations:
  friends: Customer[] many
""",
    "profile.yaml": """\
resource: Profile
fields:
  text: text
relations:
  customer: Customer unique
""",
    "tag.yaml": "resource: Tag\nfields:\n  label: string\n",
}
FUZZ = bool(os.environ.get("T3GEN_FUZZ"))
MANY = 100_000 if FUZZ else 300
ANN, BOB, TAG, ORDER, OTHER, PROFILE = (f"00000000-0000-7000-8000-00000000000{n}" for n in range(6))
DAY = "'2026-01-31', '2026-01-31'"
FILLED = {
    "sqlite": "with recursive numbers(n) as (select 1 union all select n + 1 from numbers "
    f"where n < {MANY}) select n from numbers",
    "postgresql": f"select n from generate_series(1, {MANY}) n",
}
PADDED = {"sqlite": "printf('%012d', n)", "postgresql": "lpad(n::text, 12, '0')"}
ROWS = f"""\
insert into "Customer" ("id", "name", "email", "kind", "alias", "nick", "createdAt",
    "updatedAt") values
  ('{ANN}', 'Ann', 'ann@b.org', 'gold', 'annie', 'a', {DAY}),
  ('{BOB}', 'Bob', 'bob@b.org', 'silver', 'bobby', 'b', {DAY});
insert into "Profile" ("id", "text", "customerId", "createdAt", "updatedAt") values
  ('{PROFILE}', 'hello', '{ANN}', {DAY});
insert into "Tag" ("id", "label", "createdAt", "updatedAt") values ('{TAG}', 'new', {DAY});
insert into "Order" ("id", "number", "status", "total", "count", "note", "customerId", "createdAt",
    "updatedAt") values
  ('{ORDER}', 'A', 'ordered', 12.50, 5, 'x', '{ANN}', {DAY}),
  ('{OTHER}', 'B', 'paid', 3.00, 7, null, '{ANN}', {DAY});
insert into "_OrderToTag" ("A", "B") values ('{ORDER}', '{TAG}');
insert into "_CustomerFriends" ("A", "B") values ('{BOB}', '{ANN}');
insert into "Order" ("id", "number", "status", "total", "count", "note", "customerId", "createdAt",
    "updatedAt") select
  <uuid>, 'Number ' || n, 'paid', 1.00, 1000 + n, 'note ' || n, '{BOB}', {DAY}
  from (<numbers>) numbers
"""
CASES = YAML(typ="safe", pure=True).load(Path(__file__).with_name("schema_edits.yaml"))
EDITS = [(database, kind) for database in ("sqlite", "postgresql") for kind in CASES]
# It is the same database as a server's, and starts slowly.
EDITS += [("pglite", kind) for kind in list(CASES)[:: 1 if FUZZ else 10]]


@pytest.fixture(scope="module")
def projects() -> dict[type, Project]:
    """The projects that have been made, by the kind of their server."""
    return {}


@pytest.fixture
def project(
    database: Database,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    projects: dict[type, Project],
) -> Iterator[Project]:
    """A project whose rows have values in every column."""
    kind = type(database.server)
    if kind not in projects:
        projects[kind] = moved(
            with_rows(database, tmp_path / "shop"), tmp_path_factory.mktemp("rows") / "shop"
        )
    else:
        database.drop()  # A copy takes its place; PGlite has made it, and keeps it in memory.
    found = copy(projects[kind], tmp_path / "copy")
    yield found
    found.database.drop()


def with_rows(database: Database, root: Path) -> Project:
    """Make a project, and rows of each of its resources."""
    found = Project(with_packages(root), database, dict(SPECS))
    found.migrate()
    kind = database.provider
    padded = f"'00000000-0000-7000-8001-' || {PADDED[kind]}"
    rows = ROWS.replace("<numbers>", FILLED[kind])
    rows = rows.replace("<uuid>", padded if kind == "sqlite" else f"({padded})::uuid")
    if kind == "sqlite":
        # Decimals are whole numbers there.
        rows = rows.replace("12.50", "1250").replace("3.00", "300").replace("1.00", "100")
    for statement in rows.split(";\n"):
        database.query(statement)
    return found


@pytest.mark.parametrize(("database", "kind"), EDITS, indirect=["database"])
def test_an_edit_keeps_all_rows_or_is_refused_until_it_is_agreed_to(
    kind: str, project: Project, tmp_path: Path
) -> None:
    case: dict[str, Any] = CASES[kind] | CASES[kind].get(project.database.provider, {})
    apply_first(project, case.get("before"))
    before, had = project.counts(), project.values()
    project.edit(case["edits"])
    if "refused" in case:
        told = refusal(project)
        for part in case["refused"]:
            assert part in told
        if "answer" not in case:
            return
        project.edit(case["answer"])

    written = scripts(project)
    project.migrate()

    assert case["rows"] == project.ask(case["ask"])
    assert case.get("gone", 0) == (before - project.counts()).total(), "a table has lost rows"
    if "refused" not in case:
        for old, new in zip(had, project.values(), strict=True):
            assert len(old) <= len(new)
            assert all(map(le, old, new)), "a column has lost values"
    if isinstance(project.database.server, Postgres):
        found = {one.parent.name: unexplained(one) for one in scripts(project) - written}
        assert {} == {name: rules for name, rules in found.items() if rules}
    assert {} == findings(project, written)
    assert "" == project.migrate(), "a second run has nothing to do"
    scratch = fresh(project, tmp_path / "fresh")
    scratch.migrate()
    assert scratch.shape() == project.shape()
    scratch.database.drop()


STOPPED = {
    "sqlite": 'of the rows in "Order" point to no row of "Customer"',
    "postgresql": "the Customer that rows get is missing",
}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_rows_that_would_point_to_nothing_stop_a_migration_before_it_has_changed_anything(
    project: Project,
) -> None:
    payer = "payer: Customer inverse=paid backfill=00000000-0000-7000-8000-000000000009"
    project.edit({"order.yaml": {"customer: Customer": f"customer: Customer\n  {payer}"}})
    shape = project.shape()

    with pytest.raises(MigrationError, match=STOPPED[project.database.provider]) as error:
        project.migrate()

    assert "migration.sql" in str(error.value.where)
    assert shape == project.shape()


def findings(project: Project, written: set[Path]) -> dict[str, list[str]]:
    """Return what t3gen's own lint finds in new scripts, by the name of the migration."""
    earlier: list[str] = []
    found: dict[str, list[str]] = {}
    for script in sorted(scripts(project)):
        text = script.read_text()
        if script not in written:
            verdicts = migrate.lint_script(text, project.database.provider, earlier)
            codes = [one.code for one in verdicts if one.is_finding]
            found |= {script.parent.name: codes} if codes else {}
        earlier.append(text)
    return found


def apply_first(project: Project, edits: Edits | None) -> None:
    """Bring the project to the specs that a case starts from."""
    if edits:
        project.edit(edits)
        project.migrate()


def scripts(project: Project) -> set[Path]:
    """Return the scripts of all migrations."""
    return set(project.root.glob("prisma/migrations/*/migration.sql"))


def refusal(project: Project) -> str:
    """Return what is said instead of a migration."""
    recorded = project.recorded
    with pytest.raises((MigrationError, SpecErrors)) as refused:
        project.plan()
    project.recorded = recorded
    error = refused.value
    if isinstance(error, SpecErrors):
        return str(error)
    return f"{error.where}: {error.what}\n{error.hint}"
