"""Renames that specs declare with `was`: no value is lost, and nothing is left of the old names."""

from __future__ import annotations

from pathlib import Path

import pytest
from databases import Database
from rows import Project, copy, fresh
from ruamel.yaml import YAML
from small_project import with_packages

ORDER = """\
resource: Order
fields:
  number: string(32) unique
  status: enum(draft, ordered, paid) = draft
  total:  decimal(12, 2)
  note:   text?
relations:
  customer: Customer
  tags:     Tag[] many
index: [[status, total desc]]
unique: [[customer, number]]
"""
CUSTOMER = """\
resource: Customer
fields:
  name:  string(80)
  email: email unique
relations:
  friends: Customer[] many
"""
TAG = "resource: Tag\nfields:\n  label: string\n"
ROWS = """\
insert into "Customer" ("id", "name", "email", "createdAt", "updatedAt") values
  ('00000000-0000-7000-8000-000000000001', 'Ann', 'ann@b.org', '2026-01-31', '2026-01-31'),
  ('00000000-0000-7000-8000-000000000002', 'Bob', 'bob@b.org', '2026-01-31', '2026-01-31');
insert into "Tag" ("id", "label", "createdAt", "updatedAt") values
  ('00000000-0000-7000-8000-000000000003', 'new', '2026-01-31', '2026-01-31');
insert into "Order" ("id", "number", "status", "total", "note", "customerId", "createdAt",
    "updatedAt") values
  ('00000000-0000-7000-8000-000000000004', 'A', 'ordered', 12.50, 'x', '{ann}', '2026-01-31',
    '2026-01-31'),
  ('00000000-0000-7000-8000-000000000005', 'B', 'paid', 3.00, null, '{ann}', '2026-01-31',
    '2026-01-31');
insert into "_OrderToTag" ("A", "B") values
  ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003');
insert into "_CustomerFriends" ("A", "B") values ('{bob}', '{ann}')
""".format(ann="00000000-0000-7000-8000-000000000001", bob="00000000-0000-7000-8000-000000000002")


RENAMES = YAML(typ="safe", pure=True).load(Path(__file__).with_name("renames.yaml"))


@pytest.fixture(scope="module")
def projects() -> dict[str, Project]:
    """The projects that have been made, by the kind of their database."""
    return {}


@pytest.fixture
def project(database: Database, tmp_path: Path, projects: dict[str, Project]) -> Project:
    """A project whose rows have values in every column."""
    if database.provider not in projects:
        projects[database.provider] = _project(database, tmp_path / "shop")
    return copy(projects[database.provider], tmp_path / "copy")


def _project(database: Database, root: Path) -> Project:
    specs = {"order.yaml": ORDER, "customer.yaml": CUSTOMER, "tag.yaml": TAG}
    found = Project(with_packages(root), database, specs)
    found.migrate()
    # SQLite keeps decimals as whole numbers.
    rows = ROWS if database.server else ROWS.replace("12.50", "1250").replace("3.00", "300")
    for statement in rows.split(";\n"):
        database.query(statement)
    return found


@pytest.mark.parametrize("kind", RENAMES)
def test_a_rename_keeps_every_row_and_leaves_nothing_of_the_old_name(
    kind: str, project: Project, tmp_path: Path
) -> None:
    case = RENAMES[kind]
    project.edit(case["edits"])

    project.migrate()

    assert case["rows"] == project.ask(case["ask"])
    assert "" == project.migrate(), "a second run has nothing to do"
    scratch = fresh(project, tmp_path / "fresh")
    scratch.migrate()
    assert scratch.shape() == project.shape()
