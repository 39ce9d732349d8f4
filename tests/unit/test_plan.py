"""What `t3gen plan` shows of a change, and what it leaves out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from shop import answer, edit, make_shop, run, tree

from t3gen import migrate

pytestmark = pytest.mark.slow

SNAPSHOT = "prisma/migrations/20260101000000_init/schema.snapshot"
ORDER = "resources/order.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop with a first migration, made of its schema alone: nothing here needs Node."""
    root = make_shop(tmp_path_factory.mktemp("plan") / "shop")
    files = {
        path.relative_to(root).as_posix(): path.read_text()
        for path in (root / "prisma").rglob("*.prisma")
    }
    (root / SNAPSHOT).parent.mkdir(parents=True)
    (root / SNAPSHOT).write_text(migrate.compose(files))
    (root / SNAPSHOT).with_name("migration.sql").write_text("-- by hand\n")
    (root / "prisma/migrations/migration_lock.toml").write_text('provider = "sqlite"\n')
    return root


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


def plan(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    before = tree(root)
    code, found = answer(root, capsys, "plan", *options)
    assert (code == 0) == found["ok"]
    assert before == tree(root), "a plan writes nothing"
    return found


def breaking(found: dict[str, Any]) -> set[str]:
    return {f"{one['affects']} {one['where']}: {one['what']}" for one in found["breaking"]}


def test_a_comment_in_a_spec_changes_the_digest_and_nothing_else(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = plan(shop, capsys)
    with (shop / ORDER).open("a") as file:
        file.write("# a comment\n")

    after = plan(shop, capsys)

    assert after["digest"] != before["digest"]
    assert {**after, "digest": before["digest"]} == before


def test_what_does_not_change_is_not_shown(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(shop, ORDER, "  placedAt: datetime?\n", "  placedAt: datetime?\n  gift: boolean = false\n")

    found = plan(shop, capsys)

    assert {"same"}.isdisjoint(one["verdict"] for one in found["files"])
    assert found["columns"] == [
        {"change": "added", "table": "Order", "column": "gift", "before": None}
        | {"after": "Boolean = false"}
    ]
    assert {one["resource"] for one in found["operations"]} == {"Order"}
    assert found["breaking"] == found["access"] == found["packages"] == []


def test_lines_of_files_are_counted(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(shop, ORDER, "  placedAt: datetime?\n", "  placedAt: datetime?\n  gift: boolean = false\n")

    files = {one["path"]: one for one in plan(shop, capsys)["files"]}

    assert files["prisma/models/order.prisma"] == {
        "path": "prisma/models/order.prisma",
        "verdict": "update",
        "added": 1,
        "removed": 0,
    }


def test_an_edited_line_that_changes_is_a_conflict_of_the_plan(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, "src/server/orders/schema.ts", ".max(2000)", ".max(1999)")
    edit(shop, ORDER, "max=2000", "max=3000")

    found = plan(shop, capsys)

    verdicts = {one["path"]: one["verdict"] for one in found["files"]}
    assert verdicts["src/server/orders/schema.ts"] == "conflict"
    assert not found["ok"]


def test_who_gets_in_and_who_no_longer_does_is_a_cell_each(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "  update: owner\n", "  update: role(admin)\n")

    found = plan(shop, capsys)

    cells = {
        (one["resource"], one["subject"], one["who"], one["before"], one["after"])
        for one in found["access"]
    }
    assert cells >= {
        ("Order", "update", "admin", "404", "200"),
        ("Order", "update", "alice", "200", "403"),
        ("Order", "update", "bob", "404", "403"),
    }
    # A line of an order is written by whoever may change the order.
    assert ("OrderItem", "create", "alice", "201", "422") in cells
    assert "clients Order update: alice: 200, then 403" in breaking(found)
    assert not any(one.startswith("clients Order update: bob") for one in breaking(found))


def test_a_role_that_no_rule_had_is_compared_to_any_user(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, "resources/tag.yaml", "  delete: role(admin)", "  delete: role(admin) | role(clerk)")

    found = plan(shop, capsys)

    [cell] = found["access"]
    assert cell == {
        "resource": "Tag",
        "subject": "delete",
        "who": "clerk",
        "row": None,
        "before": "403",
        "after": "204",
    }
    assert found["breaking"] == []


def test_a_rule_with_a_condition_is_compared_row_by_row(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "  update: owner\n", "  update: owner & status = draft\n")

    found = plan(shop, capsys)

    closed = [one for one in found["access"] if (one["before"], one["after"]) == ("200", "404")]
    assert {(one["who"], one["subject"]) for one in closed} == {("bob=owner", "update")}
    assert all(one["row"] not in (None, "base") for one in closed)
    assert any("Order update: bob=owner of row" in one for one in breaking(found))


def test_what_loses_rows_names_the_line_that_consents(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "  note:     text? max=2000\n", "")
    edit(shop, ORDER, "search: [number, note]", "search: [number]")

    found = plan(shop, capsys)

    [risk] = found["consent"]["risks"]
    assert (risk["key"], risk["name"], risk["where"]) == ("allow_loss", "Order.note", "Order.note")
    assert (risk["file"], risk["line"]) == (ORDER, 2)
    assert found["consent"]["write"] == [{"file": ORDER, "line": "migrate: {allow_loss: [note]}"}]
    assert found["digest"] is None
    assert {"change": "removed", "table": "Order", "column": "note", "before": "String?"} | {
        "after": None
    } in found["columns"]
    assert "clients Order.note: no longer in answers" in breaking(found)
    assert any(one.startswith("rows Order.note: ") for one in breaking(found))
    with (shop / ORDER).open("a") as file:
        file.write(found["consent"]["write"][0]["line"] + "\n")
    assert plan(shop, capsys)["consent"] is None


def test_several_risks_are_collected_from_every_stage(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "  note:     text? max=2000\n", "  note:     text? max=20\n")
    edit(shop, "resources/product.yaml", "description: text?", "description: text? max=50")
    edit(shop, "resources/product.yaml", "  stock:       int = 0 min=0\n", "")
    edit(shop, "resources/product.yaml", "sort: [name, price, stock]", "sort: [name, price]")

    found = plan(shop, capsys)

    risks = {(one["key"], one["name"]) for one in found["consent"]["risks"]}
    assert risks == {
        ("allow_loss", "Product.stock"),
        ("assume", "Order.note"),
        ("assume", "Product.description"),
    }
    lines = {one["file"]: one["line"] for one in found["consent"]["write"]}
    assert lines[ORDER] == "migrate: {assume: [note]}"


def test_a_resource_that_goes_is_refused_as_by_generate(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "resources/review.yaml").unlink()

    assert run(shop, "plan") == 2
    found = plan(shop, capsys, "--prune")

    gone = [one for one in found["operations"] if one["change"] == "removed"]
    assert {(one["method"], one["path"]) for one in gone} >= {
        ("GET", "/api/reviews"),
        ("DELETE", "/api/reviews/{id}"),
    }
    assert {one["name"] for one in gone} >= {"list", "create", "get", "update", "delete"}
    assert "clients Review: GET /api/reviews is removed" in breaking(found)


def test_packages_that_come_are_named(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(shop, "resources/tag.yaml", "api:\n", "api:\n  export: true\n")

    found = plan(shop, capsys)

    [package] = found["packages"]
    assert (package["name"], package["before"]) == ("csv-stringify", None)
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["after"])
    [export] = [one for one in found["operations"] if one["change"] == "added"]
    assert (export["method"], export["path"], export["name"]) == (
        "GET",
        "/api/tags/export",
        "export",
    )


def test_the_lines_for_people_end_with_the_command(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "  update: owner\n", "  update: owner | role(admin)\n")
    digest = plan(shop, capsys)["digest"]
    run(shop, "plan")

    lines = capsys.readouterr().out.splitlines()

    titles = [line for line in lines if not line.startswith(" ")]
    assert titles == ["Files", "Access", f"Do exactly this: t3gen generate --plan {digest}"]
    assert "  Order update: admin: 404, then 200" in lines
    assert re.search(r"update  src/server/orders/policy.ts  \+\d+ -\d+", "\n".join(lines))


def test_packages_are_listed_with_what_becomes_of_them(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, "resources/tag.yaml", "  sort: [name]", "  sort: [name]\n  export: true")
    capsys.readouterr()

    run(shop, "plan")

    assert re.search(r"^Packages\n +\+ csv-stringify  6\.\d+\.\d+$", capsys.readouterr().out, re.M)
