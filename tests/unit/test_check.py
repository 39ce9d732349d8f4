"""What `t3gen check` finds, and what it leaves alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from shop import answer, edit, make_shop, run, tree

from t3gen import ANSWERS_FILE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("check") / "shop")


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


def found(root: Path, capsys: pytest.CaptureFixture[str]) -> set[tuple[str, str]]:
    """Return the findings but for migrations, which need node's packages."""
    code, told = answer(root, capsys, "check")
    findings = {(one["file"], one["code"]) for one in told["findings"]}
    assert (code == 0) == (not findings) == told["ok"]
    return {one for one in findings if one[0] != "prisma/migrations"}


def test_an_edit_is_no_finding(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        shop,
        "src/server/orders/service.ts",
        "return repository.list(",
        "return await repository.list(",
    )

    assert found(shop, capsys) == set()


def test_a_changed_spec_makes_files_stale(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(shop, "resources/tag.yaml", "name: string(40)", "name: string(41)")

    assert found(shop, capsys) >= {
        (ANSWERS_FILE, "recorded"),
        ("src/server/tags/schema.ts", "stale"),
    }


def test_a_spec_of_no_generation_lacks_its_files(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "resources" / "post.yaml").write_text("resource: Post\nfields: {title: string}\n")

    assert ("src/server/posts/service.ts", "missing") in found(shop, capsys)


def test_a_resource_that_no_spec_declares_any_more_is_found(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "resources" / "review.yaml").unlink()

    assert found(shop, capsys) == {("resources", "lacking")}


def test_a_file_that_is_gone_is_missing_until_generate_has_taken_note(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "tests/orders/operations.test.ts"
    (shop / name).unlink()

    assert found(shop, capsys) == {(name, "missing")}
    assert run(shop, "generate") == 1
    assert found(shop, capsys) == set()
    assert not (shop / name).exists()


def test_a_restored_file_is_noted_no_longer(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(shop)
    name = "tests/orders/operations.test.ts"
    (shop / name).unlink()
    run(shop, "generate")
    (shop / name).write_bytes(before[name])

    run(shop, "generate")

    assert before == tree(shop)
    assert found(shop, capsys) == set()


def test_markers_are_found_at_their_line(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        shop,
        "src/server/orders/service.ts",
        "export async function create",
        "<<<<<<< yours\nx\n=======\ny\n>>>>>>> this generation\nexport async function create",
    )

    _, told = answer(shop, capsys, "check")

    line = (shop / "src/server/orders/service.ts").read_text().splitlines().index("<<<<<<< yours")
    finding = {"file": "src/server/orders/service.ts", "line": line + 1}
    assert [finding] == [
        {key: one[key] for key in finding}
        for one in told["findings"]
        if one["code"] == "unresolved-markers"
    ]


def test_a_wrong_spec_is_a_finding_at_its_place(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, "resources/tag.yaml", "string(40)", "strng(40)")

    assert run(shop, "check", "--format", "github") == 1

    assert re.search(
        r"^::error file=resources/tag\.yaml,line=\d+,col=\d+,title=t3gen%3A SPEC\.",
        capsys.readouterr().out,
    )


def test_a_record_that_was_edited_is_a_finding(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ANSWERS_FILE, '"label": "tag"', '"label": "tags"')

    assert (ANSWERS_FILE, "recorded") in found(shop, capsys)


def test_a_template_that_cannot_be_fetched_is_a_finding(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, ANSWERS_FILE, "_src_path: ", "_src_path: /nowhere")

    assert found(shop, capsys) == {(ANSWERS_FILE, "template-version")}


def test_check_writes_nothing(shop: Path) -> None:
    edit(shop, "resources/tag.yaml", "name: string(40)", "name: string(41)")
    before = tree(shop)

    run(shop, "check")

    assert before == tree(shop)


def test_rows_that_would_be_read_otherwise_are_a_finding_at_the_field(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "prisma" / "migrations").mkdir(exist_ok=True)
    edit(shop, "resources/order-item.yaml", "decimal(10, 2)", "decimal(10, 3)")

    _, told = answer(shop, capsys, "check")

    (one,) = told["findings"]
    assert ("resources/order-item.yaml", 7, 3) == (one["file"], one["line"], one["column"])
    assert "migration-unsafe" == one["code"]
