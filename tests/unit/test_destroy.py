"""What `t3gen destroy resource` takes away, and what it keeps."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from shop import answer, edit, make_shop, run, tree

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("destroy") / "shop")


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


def test_a_resource_goes_without_a_trace(shop: Path) -> None:
    assert run(shop, "destroy", "resource", "Review") == 0

    word = re.compile(rb"(?<![a-z])review", re.IGNORECASE)
    assert [] == [name for name, data in tree(shop).items() if word.search(name.encode() + data)]


def test_destroying_what_was_just_made_leaves_the_tree_as_before(shop: Path) -> None:
    before = tree(shop)
    assert run(shop, "new", "resource", "Post", "title:string") == 0

    assert run(shop, "destroy", "resource", "Post") == 0

    assert before == tree(shop)


def test_edited_files_stay_unless_forced(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "src/server/reviews/service.ts"
    edit(shop, name, "export async function get", "// mine\nexport async function get")

    code, told = answer(shop, capsys, "destroy", "resource", "Review", "--dry-run", "--force")
    verdicts = {one["path"]: one["verdict"] for one in told["files"]}
    assert (0, "delete") == (code, verdicts[name])

    code, told = answer(shop, capsys, "destroy", "resource", "Review")
    verdicts = {one["path"]: one["verdict"] for one in told["files"]}
    assert (0, "keep") == (code, verdicts[name])
    assert "1 edited file" in told["notes"][-1]
    assert "// mine" in (shop / name).read_text()


def test_relations_of_others_are_named_and_nothing_is_written(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(shop)
    capsys.readouterr()

    assert run(shop, "destroy", "resource", "Product") == 2

    said = capsys.readouterr().err
    assert re.search(r"resources/order-item\.yaml:\d+: OrderItem\.product", said)
    assert re.search(r"resources/review\.yaml:\d+: Review\.product", said)
    assert before == tree(shop)


def test_what_others_include_of_it_is_named(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(shop, "resources/product.yaml", "[category, tags]", "[category, tags, reviews]")
    before = tree(shop)

    assert run(shop, "destroy", "resource", "Review") == 2

    said = capsys.readouterr().err
    line = (
        (shop / "resources/product.yaml")
        .read_text()
        .splitlines()
        .index("  include: [category, tags, reviews]")
    )
    assert f"resources/product.yaml:{line + 1}: Product refers to its reviews" in said
    assert before == tree(shop)


def test_an_unknown_resource_is_answered_with_the_closest(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shop, "destroy", "resource", "Reviw") == 2

    assert 'Did you mean "Review"?' in capsys.readouterr().err


def test_a_diff_shows_every_change_and_writes_nothing(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(shop)
    capsys.readouterr()

    assert run(shop, "destroy", "resource", "Review", "--diff") == 0

    said = capsys.readouterr().out
    assert "--- a/resources/review.yaml\n+++ /dev/null\n" in said
    assert '-import * as reviewRows from "./factories/review";' in said
    assert before == tree(shop)
