"""A new template reaches a project with edits by `t3gen upgrade`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from next_version import LATEST, NEXT, tagged_versions
from shop import answer, edit, git, make_shop, run, tree

from t3gen import ANSWERS_FILE
from t3gen.render import SOURCE, installed_commit


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tagged_versions(tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_shop(tmp_path_factory.mktemp("upgrade") / "shop")
    git(root, "init", "--quiet")
    commit(root)
    return root


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "state")


def upgrade(root: Path, versions: Path) -> int:
    return run(root, "upgrade", "--to", NEXT, "--from", str(versions))


def test_edits_live_through_an_upgrade(shop: Path, versions: Path) -> None:
    edit(shop, "src/server/orders/service.ts", "type Where", "// mine\ntype Where")

    assert upgrade(shop, versions) == 0

    files = tree(shop)
    service = files["src/server/orders/service.ts"]
    assert b"// mine\ntype Where" in service
    assert b"/** One of them. */" in service
    assert "src/server/version.ts" in files
    assert "src/server/log.ts" not in files
    assert f"_commit: v{NEXT}\n_src_path: {SOURCE}\n".encode() in files[ANSWERS_FILE]


def test_an_edited_file_that_the_template_dropped_stays(
    shop: Path, versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (shop / "src/server/log.ts").open("a") as file:
        file.write("// mine\n")

    code, told = answer(shop, capsys, "upgrade", "--to", NEXT, "--from", str(versions))

    verdicts = {one["path"]: one["verdict"] for one in told["files"]}
    assert (0, "keep") == (code, verdicts["src/server/log.ts"])
    assert (shop / "src/server/log.ts").read_text().endswith("// mine\n")


def test_a_conflict_of_an_upgrade_is_a_finding(shop: Path, versions: Path) -> None:
    name = "src/server/orders/service.ts"
    edit(shop, name, "export async function get(", "// mine\nexport async function get(")

    assert upgrade(shop, versions) == 1

    assert b"<<<<<<< yours\n// mine\n" in tree(shop)[name]


def test_a_dry_upgrade_writes_nothing(shop: Path, versions: Path) -> None:
    before = tree(shop)

    assert run(shop, "upgrade", "--to", NEXT, "--from", str(versions), "--dry-run") == 0

    assert before == tree(shop)


def test_an_unknown_version_is_answered_with_those_that_there_are(
    shop: Path, versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert run(shop, "upgrade", "--to", "98.7", "--from", str(versions)) == 2

    assert f"there are: v{LATEST}, v{NEXT}, {installed_commit()}" in capsys.readouterr().err


def test_a_repository_that_is_not_there_is_told(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert run(shop, "upgrade", "--to", NEXT, "--from", str(tmp_path / "nothing")) == 2

    assert "nothing: fatal: " in capsys.readouterr().err


def test_what_is_no_version_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shop, "upgrade", "--to", "newest") == 2

    assert '"newest" is no version' in capsys.readouterr().err


def test_an_older_version_is_refused(shop: Path, versions: Path) -> None:
    assert run(shop, "upgrade", "--to", "0.0.1", "--from", str(versions)) == 2


def test_an_upgrade_to_the_installed_version_needs_no_git(shop: Path) -> None:
    before = tree(shop)

    assert run(shop, "upgrade", "--from", "/nowhere/at/all") == 0

    assert before == tree(shop)
