"""`t3gen diff`: folders, files and revisions of git, and what breaks between them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from shop import EXAMPLE, answer, edit, git, run

from t3gen import cli

pytestmark = pytest.mark.slow
ORDER = "resources/order.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specs of the shop in git, in a project in a folder of the repository."""
    root = tmp_path_factory.mktemp("diff") / "repository" / "shop"
    assert 0 == cli.run(["new", "app", str(root)])
    shutil.copytree(EXAMPLE, root / "resources", dirs_exist_ok=True)
    shutil.rmtree(root / ".git", ignore_errors=True)
    git(root.parent, "init", "--quiet", "--initial-branch", "main")
    git(root.parent, "add", "--all")
    git(root.parent, "commit", "--quiet", "-m", "first")
    return root


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made.parent, tmp_path / "repository") / "shop"


def found(root: Path, capsys: pytest.CaptureFixture[str], *of: str) -> dict[str, Any]:
    code, data = answer(root, capsys, "diff", *of)
    assert (code == 0) == data["ok"] == (not data["breaking"])
    return data


def test_the_specs_on_disk_are_compared_to_a_revision(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "  note:     text? max=2000\n", "  note:     text? max=100\n")

    data = found(shop, capsys, "main")

    assert {(one["affects"], one["where"]) for one in data["breaking"]} == {
        ("clients", "Order.note"),
        ("rows", "Order.note"),
    }


def test_a_range_is_two_revisions(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(shop, ORDER, "  placedAt: datetime?\n", "  placedAt: datetime?\n  gift: boolean = false\n")
    git(shop, "commit", "--quiet", "--all", "-m", "second")
    edit(shop, ORDER, "resource: Order\n", "resource: Purchase\nwas: Order\n")

    data = found(shop, capsys, "main~1..main")

    assert [one["column"] for one in data["columns"]] == ["gift"]
    assert data["breaking"] == data["access"] == []
    assert found(shop, capsys, "main~1", "main") == data


def test_folders_and_files_are_states_too(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(shop / "resources", tmp_path / "other")
    (other / "review.yaml").unlink()
    whole = tmp_path / "whole.yaml"
    whole.write_text("---\n".join(path.read_text() for path in sorted(other.glob("*.yaml"))))

    data = found(shop, capsys, "resources", str(other))

    gone = {"GET /api/reviews", "POST /api/reviews", "GET /api/reviews/{id}"}
    assert {f"{one['method']} {one['path']}" for one in data["operations"]} > gone
    assert {one["where"] for one in data["breaking"] if one["affects"] == "rows"} == {"Review"}
    assert found(shop, capsys, "resources", str(whole)) == data
    back = found(shop, capsys, str(whole), "resources")
    assert back["breaking"] == []
    assert {one["change"] for one in back["operations"]} == {"added"}


def test_a_renamed_field_is_another_one_to_clients_and_keeps_its_rows(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, "resources/review.yaml", "  title:", "  heading: string(80) was=title\n  other:")
    review = (shop / "resources/review.yaml").read_text()
    lines = [line for line in review.splitlines(True) if not line.startswith("  other:")]
    (shop / "resources/review.yaml").write_text("".join(lines))

    data = found(shop, capsys, "HEAD")

    assert {"change": "renamed", "table": "Review", "column": "heading"}.items() <= data["columns"][
        0
    ].items()
    assert "Review.title" in {one["where"] for one in data["breaking"]}
    assert "rows" not in {one["affects"] for one in data["breaking"] if "title" in one["where"]}


def test_access_that_opens_is_compatible_and_access_that_closes_is_not(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "  update: owner\n", "  update: owner | role(admin)\n")
    opened = found(shop, capsys, "HEAD")
    git(shop, "commit", "--quiet", "--all", "-m", "second")
    edit(shop, ORDER, "  update: owner | role(admin)\n", "  update: owner\n")
    closed = found(shop, capsys, "HEAD")

    text = "admin: {}, then {}"
    line = {"affects": "clients", "where": "Order update"}
    assert {**line, "what": text.format("404", "200")} in opened["compatible"]
    assert {**line, "what": text.format("200", "404")} in closed["breaking"]


@pytest.mark.parametrize("name", ["nothing", "main..nothing", "--nothing", "HEAD:resources"])
def test_what_is_nowhere_is_refused(
    name: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == run(shop, "diff", "--", name)
    assert "no such folder, file or revision of git" in capsys.readouterr().err


def test_a_wrong_spec_of_a_revision_is_named_with_it(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ORDER, "datetime?", "datetme?")
    git(shop, "commit", "--quiet", "--all", "-m", "second")

    assert 2 == run(shop, "diff", "main")
    assert "main:resources/order.yaml:9:" in capsys.readouterr().err
