"""Relations to models of the user's own, from the spec to the file that has the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shop import answer, edit, run

from t3gen import cli

pytestmark = pytest.mark.slow

SCHEMA = "prisma/schema.prisma"
TEAM = """
// Written by hand.
model Team {
  slug String @id

  name String // as it is called
}
"""
SPEC = """\
resource: Order
fields: {number: string}
relations:
  team: Team on_delete=cascade
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    root = tmp_path / "app"
    assert cli.run(["new", "app", str(root)]) == 0
    schema = root / SCHEMA
    schema.write_text(schema.read_text() + TEAM)
    (root / "resources").mkdir(exist_ok=True)
    (root / "resources" / "order.yaml").write_text(SPEC)
    assert run(root, "generate") == 1
    return root


def team(root: Path) -> str:
    return (root / SCHEMA).read_text().partition("// Written by hand.")[2]


def changed(told: dict[str, Any]) -> list[str]:
    return [one["path"] for one in told["files"]]


def test_the_model_gets_the_way_back_and_nothing_else(app: Path) -> None:
    assert "\n  name String // as it is called\n\n  orders Order[]\n}\n" in team(app)


def test_the_key_is_what_the_model_says(app: Path) -> None:
    model = (app / "prisma/models/order.prisma").read_text()

    assert "references: [slug], onDelete: Cascade)" in model


def test_a_second_run_changes_nothing_and_check_is_content(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = answer(app, capsys, "generate", "--dry-run")

    assert (1, []) == (code, changed(told))
    assert run(app, "check") in (0, 1)
    assert "schema.prisma" not in capsys.readouterr().err


def test_two_relations_to_one_model_are_read_again(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (app / "resources" / "order.yaml").write_text(f"{SPEC}  rival: Team?\n")
    assert run(app, "generate") == 1

    code, told = answer(app, capsys, "generate", "--dry-run")

    assert (1, []) == (code, changed(told))


def test_a_way_back_that_was_removed_is_missed_and_put_back(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(app, SCHEMA, "\n  orders Order[]\n", "")
    capsys.readouterr()
    assert run(app, "check") == 1
    assert f"{SCHEMA}: " in capsys.readouterr().out
    code, told = answer(app, capsys, "generate", "--dry-run")
    assert (1, [SCHEMA]) == (code, changed(told))

    assert run(app, "generate") == 1

    assert "orders Order[]" in team(app)


def test_edits_beside_it_survive(app: Path) -> None:
    edit(app, SCHEMA, "name String // as it", "name String @unique // as it")
    edit(app, "resources/order.yaml", "team: Team", "group: Team")

    assert run(app, "generate") == 1

    assert "name String @unique // as it is called\n\n  orders Order[]\n}" in team(app)


def test_it_follows_another_name_of_the_resource(app: Path) -> None:
    assert run(app, "rename", "resource", "Order", "Purchase") == 0

    assert "purchases Purchase[]" in team(app)
    assert "Order" not in team(app)


def test_it_goes_with_the_resource(app: Path) -> None:
    assert run(app, "destroy", "resource", "Order") == 0

    assert TEAM == "\n// Written by hand." + team(app)


def test_a_model_of_that_name_is_not_made_twice(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app, "new", "resource", "Team", "title:string") == 2

    assert f'"Team" is already a model in {SCHEMA}' in capsys.readouterr().err
