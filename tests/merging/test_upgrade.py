"""A new template reaches a project with edits: by `t3gen upgrade`, and by plain `copier update`.

Both are tried on two tagged versions in a repository of this machine; copier is sent there from
the public address that projects record, as a mirror would do it.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from next_version import NEXT, tagged_versions
from shop import answer, edit, git, make_shop, run, tree

from t3gen import ANSWERS_FILE
from t3gen.render import SOURCE, installed_commit

SEQUENCES = 100 if os.environ.get("T3GEN_FUZZ") else 4


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


def copier_update(root: Path, versions: Path) -> None:
    """Update as a user does: no terminal, no --trust, no answer."""
    redirect = {
        # Copier keeps a mirror of each address, and this one means another folder in every run.
        "XDG_CACHE_HOME": str(versions.parent / f"{versions.name}-cache"),
        "GIT_CONFIG_COUNT": "3",
        "GIT_CONFIG_KEY_0": f"url.{versions}.insteadOf",
        "GIT_CONFIG_VALUE_0": SOURCE,
        "GIT_CONFIG_KEY_1": "user.name",
        "GIT_CONFIG_VALUE_1": "t",
        "GIT_CONFIG_KEY_2": "user.email",
        "GIT_CONFIG_VALUE_2": "t@example.com",
    }
    ended = subprocess.run(
        [Path(sys.executable).parent / "copier", "update", "--quiet", "--context-lines", "20"],
        cwd=root,
        env={**os.environ, **redirect},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


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

    assert f"there are: v{NEXT}, {installed_commit()}" in capsys.readouterr().err


def test_a_repository_that_is_not_there_is_told(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert run(shop, "upgrade", "--to", NEXT, "--from", str(tmp_path / "nothing")) == 2

    assert "nothing: fatal: " in capsys.readouterr().err


def test_an_older_version_is_refused(shop: Path, versions: Path) -> None:
    assert run(shop, "upgrade", "--to", "0.0.1", "--from", str(versions)) == 2


def test_an_upgrade_to_the_installed_version_needs_no_git(shop: Path) -> None:
    before = tree(shop)

    assert run(shop, "upgrade", "--from", "/nowhere/at/all") == 0

    assert before == tree(shop)


EDITS = [
    (
        "src/server/orders/service.ts",
        "type Where = repository.Where;",
        "// note {}\ntype Where = repository.Where;",
    ),
    ("src/server/orders/repository.ts", "const select = {", "// note {}\nconst select = {"),
    ("src/server/tags/schema.ts", "/** The path of one. */", "// note {}\n/** The path of one. */"),
    ("prisma/seed.ts", "await db.$disconnect();", "console.log({});\nawait db.$disconnect();"),
    ("src/server/reviews/policy.ts", "// Who may do what.", "// note {}\n// Who may do what."),
    ("prisma/schema.prisma", "generator client {", "// note {}\ngenerator client {"),
]
SPECS = [
    ("order.yaml", "fields:\n", "fields:\n  extra{}: string(20)?\n"),
    ("tag.yaml", "fields:\n", "fields:\n  extra{}: int = 0\n"),
    (
        "product.yaml",
        "  tags:     Tag[] many\n",
        "  tags:     Tag[] many\n  owner{}: Customer? inverse=owned{}\n",
    ),
    (
        "review.yaml",
        "  title:  string(120) trim\n",
        "  title:  string(120) trim\n  mood{}: enum(good, bad) = good\n",
    ),
]


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_sequence_copier_and_upgrade_agree_and_no_line_is_lost(
    made: Path, versions: Path, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    shop = shutil.copytree(made, tmp_path / "shop")
    fresh = shutil.copytree(made, tmp_path / "fresh")
    written: Counter[str] = Counter()
    for number in range(rng.randint(2, 6)):
        if rng.random() < 0.5:
            name, old, new = rng.choice(EDITS)
            edit(shop, name, old, new.replace("{}", str(seed * 100 + number)))
            written[str(seed * 100 + number)] += 1
        else:
            name, old, new = rng.choice(SPECS)
            for root in (shop, fresh):
                edit(root, f"resources/{name}", old, new.replace("{}", str(number)))
            assert run(shop, "generate") == 0
    run(fresh, "generate")
    commit(shop)
    by_copier = shutil.copytree(shop, tmp_path / "copier")

    assert upgrade(shop, versions) == 0
    assert upgrade(fresh, versions) == 0
    copier_update(by_copier, versions)

    assert tree(shop) == tree(by_copier)
    theirs, plain = tree(shop), tree(fresh)
    assert theirs.keys() == plain.keys()
    edits = [one for name in theirs for one in _added(plain[name], theirs[name])]
    assert sorted(written) == sorted(mark for one in edits for mark in written if mark in one)


def _added(before: bytes, after: bytes) -> list[str]:
    """Return the lines that one text has beyond another, which lacks none of the other's."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    assert not Counter(old) - Counter(new)
    return list((Counter(new) - Counter(old)).elements())
