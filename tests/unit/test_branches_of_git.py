"""Two branches that each generated something, merged by git itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from shop import answer, edit, git, run, tree

from t3gen import ANSWERS_FILE, cli

pytestmark = pytest.mark.slow

SEED = "prisma/seed.ts"
RATES = "src/server/limits/rates.ts"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("branches") / "app"
    assert 0 == cli.run(["new", "app", str(root)])
    assert 0 == run(root, "new", "resource", "Customer", "name:string", "email:email")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


@pytest.fixture
def app(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "app")


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "state")


def generate(root: Path, name: str) -> None:
    assert 0 == run(root, "new", "resource", name, "title:string", "customer:Customer")


def on_a_branch(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "other")


def merged(root: Path, *command: str) -> None:
    """Let git bring the branches together, as far as it can."""
    if git(root, "status", "--porcelain"):
        commit(root)
    git(root, "checkout", "--quiet", "main") if command[0] == "merge" else None
    with pytest.raises(subprocess.CalledProcessError):
        git(root, *command)


def test_what_two_branches_have_added_is_brought_together(
    app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = shutil.copytree(app, tmp_path / "alone")
    on_a_branch(app)
    generate(app, "Post")
    edit(app, SEED, "await db.$disconnect", "// theirs\nawait db.$disconnect")
    edit(
        app,
        "src/server/posts/service.ts",
        "export async function get(",
        "// theirs\nexport async function get(",
    )
    commit(app)
    git(app, "checkout", "--quiet", "main")
    generate(app, "Tag")
    edit(app, SEED, "import { db }", "// ours\nimport { db }")
    edit(app, RATES, "// Add those of", "// ours\n  // Add those of")
    merged(app, "merge", "other")

    code, told = answer(app, capsys, "generate")

    assert 1 == code
    assert told["migration"]["pending"]
    assert {SEED: "merge", RATES: "merge"}.items() <= {
        one["path"]: one["verdict"] for one in told["files"]
    }.items()
    assert "git add --all" in told["notes"][0]
    generate(alone, "Post")
    generate(alone, "Tag")
    edit(alone, SEED, "await db.$disconnect", "// theirs\nawait db.$disconnect")
    edit(
        alone,
        "src/server/posts/service.ts",
        "export async function get(",
        "// theirs\nexport async function get(",
    )
    edit(alone, SEED, "import { db }", "// ours\nimport { db }")
    edit(alone, RATES, "// Add those of", "// ours\n  // Add those of")
    assert tree(alone) == tree(app)


def test_a_field_of_one_resource_on_each_branch_and_what_goes_on_one(app: Path) -> None:
    generate(app, "Post")
    generate(app, "Tag")
    commit(app)
    on_a_branch(app)
    edit(app, "resources/customer.yaml", "email: email", "email: email\n  phone: string(20)?")
    assert 1 == run(app, "generate")
    commit(app)
    git(app, "checkout", "--quiet", "main")
    edit(app, "resources/customer.yaml", "fields:\n", "fields:\n  nick: string?\n")
    assert 0 == run(app, "destroy", "resource", "Tag")
    merged(app, "merge", "other")

    assert 1 == run(app, "generate")

    files = tree(app)
    assert not [name for name in files if "/tags/" in name]
    columns = [line.split()[:1] for line in files["prisma/models/customer.prisma"].splitlines()]
    assert [[b"id"], [b"nick"], [b"name"], [b"email"], [b"phone"]] == columns[1:6]
    assert b"phone" in files["src/server/customers/schema.ts"]
    assert not [name for name, data in files.items() if b"<<<<<<<" in data]


def test_edits_of_one_line_on_both_branches_stay_a_conflict(app: Path) -> None:
    on_a_branch(app)
    generate(app, "Post")
    edit(app, SEED, "await db.$disconnect();", "await db.$disconnect(); // theirs")
    commit(app)
    git(app, "checkout", "--quiet", "main")
    generate(app, "Tag")
    edit(app, SEED, "await db.$disconnect();", "await db.$disconnect(); // ours")
    merged(app, "merge", "other")

    assert 1 == run(app, "generate")

    seed = (app / SEED).read_text()
    assert 1 == seed.count("<<<<<<< ")
    assert "// theirs" in seed
    assert "// ours" in seed
    assert '"./factories/post"' in seed.split("<<<<<<< ")[0]
    assert b"<<<<<<<" not in (app / ANSWERS_FILE).read_bytes()


def test_a_rebase_is_brought_together_like_a_merge(app: Path) -> None:
    on_a_branch(app)
    generate(app, "Post")
    commit(app)
    git(app, "checkout", "--quiet", "main")
    generate(app, "Tag")
    commit(app)
    git(app, "checkout", "--quiet", "other")
    merged(app, "rebase", "main")

    assert 1 == run(app, "generate")

    assert b"posts: {" in (app / RATES).read_bytes()
    assert b"tags: {" in (app / RATES).read_bytes()
    assert not [name for name, data in tree(app).items() if b"<<<<<<<" in data]


def test_a_dry_run_shows_it_and_a_second_run_has_nothing_to_do(app: Path) -> None:
    on_a_branch(app)
    generate(app, "Post")
    commit(app)
    git(app, "checkout", "--quiet", "main")
    generate(app, "Tag")
    merged(app, "merge", "other")
    before = tree(app)

    assert 1 == run(app, "generate", "--dry-run")
    assert before == tree(app)
    assert 1 == run(app, "generate")
    after = tree(app)
    assert 1 == run(app, "generate")

    assert after == tree(app)


def test_other_versions_of_the_template_are_refused(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_branch(app)
    generate(app, "Post")
    edit(app, ANSWERS_FILE, "_commit: ", "_commit: v9")
    commit(app)
    git(app, "checkout", "--quiet", "main")
    generate(app, "Tag")
    merged(app, "merge", "other")
    before = tree(app)

    assert 2 == run(app, "generate")

    assert "the branches have different templates: " in capsys.readouterr().err
    assert before == tree(app)
