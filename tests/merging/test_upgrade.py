"""A new template reaches a project with edits by `t3gen upgrade`, from the address it records."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from copied import copier_update
from next_version import FIRST, LATEST, NEXT, tagged_versions
from shop import answer, edit, git, make_shop, run, tree

from t3gen import ANSWERS_FILE, cli, render
from t3gen.model import RECORD_VERSION

RECORDS = f"_records: {[*range(1, RECORD_VERSION + 1)]}"
SERVICE = "src/server/orders/service.ts"
GET = "export async function get("


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tagged_versions(tmp_path_factory.mktemp("versions"))
    commit(folder, "v100.0.0rc1")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, versions: Path) -> Path:
    root = make_shop(tmp_path_factory.mktemp("upgrade") / "shop", f"{versions}@v{FIRST}")
    git(root, "init", "--quiet")
    commit(root)
    return root


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A small template of a team's own, with one version."""
    folder = tmp_path / "template"
    assert cli.run(["template", "new", str(folder)]) == 0
    return folder


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield render.user_cache() / "versions"


def commit(root: Path, tag: str | None = None) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "state")
    if tag:
        git(root, "tag", tag)


def recorded(root: Path) -> tuple[str, str]:
    lines = dict(
        line.split(": ", 1) for line in (root / ANSWERS_FILE).read_text().splitlines()[1:3]
    )
    return lines["_src_path"], lines["_commit"]


def agrees(root: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    """Return whether check finds nothing but the migration that waits for npm's packages."""
    _, told = answer(root, capsys, "check")
    return {one["code"] for one in told["findings"]} <= {"migration"}


def test_edits_live_through_an_upgrade(shop: Path, versions: Path) -> None:
    edit(shop, SERVICE, GET, f"// mine\n{GET}")

    assert run(shop, "upgrade", "--to", NEXT) == 0

    files = tree(shop)
    assert f"// mine\n{GET}".encode() in files[SERVICE]
    assert b"/** One of them. */" in files[SERVICE]
    assert "src/server/version.ts" in files
    assert "src/server/log.ts" not in files
    assert recorded(shop) == (str(versions), f"v{NEXT}")


def test_an_upgrade_goes_to_the_newest_release_by_itself(shop: Path, versions: Path) -> None:
    assert run(shop, "upgrade") == 0

    assert recorded(shop) == (str(versions), f"v{LATEST}")


def test_a_project_stays_on_its_version_until_it_is_upgraded(
    shop: Path, versions: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(shop, tmp_path / "other")
    assert run(other, "upgrade", "--to", NEXT) == 0

    for root in (shop, other):
        edit(root, "resources/order.yaml", "fields:\n", "fields:\n  extra: string(20)?\n")
        assert run(root, "generate") == 1  # a migration is pending
        assert run(root, "new", "resource", "Note", "text:string") == 0

    assert recorded(shop) == (str(versions), f"v{FIRST}")
    assert recorded(other) == (str(versions), f"v{NEXT}")
    doc = b"/** One of them. */"
    assert (doc in tree(shop)[SERVICE], doc in tree(other)[SERVICE]) == (False, True)
    assert (doc in tree(shop)["src/server/notes/service.ts"]) is False
    assert (doc in tree(other)["src/server/notes/service.ts"]) is True


def test_an_edited_file_that_the_template_dropped_stays(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (shop / "src/server/log.ts").open("a") as file:
        file.write("// mine\n")

    code, told = answer(shop, capsys, "upgrade", "--to", NEXT)

    verdicts = {one["path"]: one["verdict"] for one in told["files"]}
    assert (0, "keep") == (code, verdicts["src/server/log.ts"])
    assert (shop / "src/server/log.ts").read_text().endswith("// mine\n")


def test_a_conflict_of_an_upgrade_is_a_finding(shop: Path) -> None:
    edit(shop, SERVICE, "export async function list(", "// mine\nexport async function list(")

    assert run(shop, "upgrade", "--to", NEXT) == 1

    assert b"<<<<<<< yours\n// mine\n" in tree(shop)[SERVICE]


def test_a_dry_upgrade_writes_nothing(shop: Path) -> None:
    before = tree(shop)

    assert run(shop, "upgrade", "--to", NEXT, "--dry-run") == 0

    assert before == tree(shop)


def test_an_unknown_version_is_answered_with_the_tags_that_exist(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert run(shop, "upgrade", "--to", "98.7") == 2

    error = capsys.readouterr().err
    assert 'there is no version "98.7"' in error
    assert f"v{LATEST}, v{NEXT}, v{FIRST}" in error


@pytest.mark.parametrize(
    ("tag", "following"),
    [
        ("v0.2.0rc1", "v0.2.0"),
        ("v0.2", "v0.10"),
        ("2026.1", "2026.2.post1"),
        ("v1.0.dev1", "v1.0a1"),
    ],
)
def test_versions_are_ordered_as_python_orders_them(
    template: Path, tmp_path: Path, tag: str, following: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(template, tag)
    commit(template, following)
    root = tmp_path / "app"
    assert cli.run(["new", "app", str(root), "--template", f"{template}@{tag}"]) == 0

    assert run(root, "upgrade", "--to", following) == 0
    assert recorded(root) == (str(template), following)
    capsys.readouterr()
    assert run(root, "upgrade", "--to", tag) == 2
    assert (
        f"the project has template {following}, which is newer than {tag}"
        in capsys.readouterr().err
    )


def test_a_branch_is_recorded_as_git_describes_it(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "app"
    assert cli.run(["new", "app", str(root), "--template", str(template)]) == 0
    (template / "template/project/NOTES.md").write_text("ours\n")
    commit(template)

    assert run(root, "upgrade", "--to", "main") == 0

    described = git(template, "describe", "--tags", "--always").strip()
    assert recorded(root) == (str(template), described)
    assert described.startswith(f"v{FIRST}-1-g")
    assert agrees(root, capsys)
    (template / "template/project/NOTES.md").write_text("ours, again\n")
    commit(template, "v99.0.0")
    git(root, "init", "--quiet")
    commit(root)
    copier_update(root)
    assert recorded(root) == (str(template), "v99.0.0")
    assert (root / "NOTES.md").read_text() == "ours, again\n"


def test_what_is_changed_in_a_template_without_a_version_reaches_no_project(
    template: Path, tmp_path: Path
) -> None:
    root = tmp_path / "app"
    assert cli.run(["new", "app", str(root), "--template", str(template)]) == 0
    (template / "template/project/NOTES.md").write_text("ours\n")

    assert run(root, "new", "resource", "Note", "text:string") == 0
    assert not (root / "NOTES.md").exists()

    commit(template, "v0.2.0")
    assert run(root, "upgrade") == 0
    assert (root / "NOTES.md").read_text() == "ours\n"


def test_without_its_repository_a_project_works_from_the_cache(
    empty_cache: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, elsewhere = tmp_path / "app", tmp_path / "elsewhere"
    assert cli.run(["new", "app", str(root), "--template", str(template)]) == 0
    template.rename(elsewhere)

    assert run(root, "new", "resource", "Note", "text:string") == 0
    assert agrees(root, capsys)
    shutil.rmtree(empty_cache)
    capsys.readouterr()
    assert run(root, "generate") == 2
    error = capsys.readouterr().err
    assert f"and fetching it from {template} failed" in error
    assert "t3gen template fetch --from CLONE" in error
    assert "Traceback" not in error

    assert run(root, "template", "fetch", "--from", str(elsewhere)) == 0
    assert run(root, "generate") == 1  # a migration is pending
    assert agrees(root, capsys)
    assert recorded(root) == (str(template), f"v{FIRST}")


def test_a_cached_version_that_was_changed_is_fetched_again(
    empty_cache: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "app"
    assert cli.run(["new", "app", str(root), "--template", str(template)]) == 0
    (cached,) = empty_cache.glob("*/*")
    (cached / "template/project/next.config.js").write_text("// changed\n")

    assert agrees(root, capsys)
    assert "changed" not in (cached / "template/project/next.config.js").read_text()


def test_a_template_made_anew_with_the_same_tag_is_not_taken_for_the_old_one(
    template: Path, tmp_path: Path
) -> None:
    assert cli.run(["new", "app", str(tmp_path / "old"), "--template", str(template)]) == 0
    (template / "template/project/NOTES.md").write_text("anew\n")
    commit(template)
    git(template, "tag", "--force", f"v{FIRST}")

    assert cli.run(["new", "app", str(tmp_path / "new"), "--template", str(template)]) == 0

    assert (tmp_path / "new" / "NOTES.md").read_text() == "anew\n"


def test_a_project_moves_to_another_template(
    shop: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (template / "template/project/NOTES.md").write_text("ours\n")
    commit(template, "v0.0.1")
    edit(shop, SERVICE, GET, f"// mine\n{GET}")

    assert run(shop, "upgrade", "--template", f"{template}@v0.0.1") == 0

    assert recorded(shop) == (str(template), "v0.0.1")
    assert (shop / "NOTES.md").read_text() == "ours\n"
    assert f"// mine\n{GET}".encode() in tree(shop)[SERVICE]
    assert agrees(shop, capsys)


def test_a_new_question_is_answered_or_its_default_is_named(
    shop: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (template / "copier.yml").open("a") as file:
        file.write("region: {type: str, help: Region, choices: [eu, us], default: eu}\n")
        file.write("replicas: 2\n")
    (template / "template/project/REGION.jinja").write_text("{{ region }} {{ replicas + 1 }}\n")
    commit(template, "v99.0.0")
    other = shutil.copytree(shop, tmp_path / "other")
    capsys.readouterr()

    assert run(shop, "upgrade", "--template", str(template)) == 0
    assert "New question \"region\": answered with its default, 'eu'" in capsys.readouterr().err
    assert (shop / "REGION").read_text() == "eu 3\n"
    answers = ["--data", "region=us", "--data", "replicas=4"]
    assert run(other, "upgrade", "--template", str(template), *answers) == 0
    assert (other / "REGION").read_text() == "us 5\n"
    for wrong, message in {
        "planet=earth": 'there is no question "planet"',
        "region=mars": 'region: cannot be "mars"',
        "replicas=many": 'replicas: "many" is not of type int',
        "region": '"region" is not QUESTION=ANSWER',
    }.items():
        root = tmp_path / "wrong"
        arguments = ["new", "app", str(root), "--template", str(template), "--data", wrong]
        assert cli.run(arguments) == 2
        assert message in capsys.readouterr().err
        assert not root.exists()


def test_a_template_for_other_records_is_refused(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(template, "copier.yml", RECORDS, "_records: [98, 99]")
    commit(template, "v99.0.0")

    assert cli.run(["new", "app", str(tmp_path / "app"), "--template", str(template)]) == 2

    error = capsys.readouterr().err
    assert (
        f"reads records of version 98, 99, and this t3gen writes version {RECORD_VERSION}" in error
    )
    assert "install a newer t3gen" in error


def test_a_project_of_an_older_record_is_upgraded(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(template, "copier.yml", RECORDS, "_records: [1]")
    commit(template, "v7.0.0")
    edit(template, "copier.yml", "_records: [1]", RECORDS)
    commit(template, "v7.0.1")
    root = tmp_path / "app"
    assert cli.run(["new", "app", str(root), "--template", f"{template}@v7.0.1"]) == 0
    edit(root, ANSWERS_FILE, "_commit: v7.0.1", "_commit: v7.0.0")
    capsys.readouterr()

    assert run(root, "generate") == 2
    assert "upgrade the project to a newer template: t3gen upgrade" in capsys.readouterr().err
    assert run(root, "upgrade") == 0
    assert recorded(root) == (str(template), "v7.0.1")
    assert run(root, "generate") == 1  # a migration is pending


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nowhere/at/all", '"nowhere/at/all" is neither a folder nor a git address'),
        ("nowhere.git@v1", "nowhere.git: "),
        ("git+file:///nowhere/at/all", "git+file:///nowhere/at/all: "),
        (".", "is not a git repository"),
    ],
)
def test_an_address_that_leads_nowhere_is_reported(
    tmp_path: Path,
    address: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert cli.run(["new", "app", "app", "--template", address]) == 2

    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_an_older_version_is_refused(shop: Path) -> None:
    assert run(shop, "upgrade", "--to", NEXT) == 0
    assert run(shop, "upgrade", "--to", FIRST) == 2


def test_an_upgrade_to_the_version_it_has_changes_nothing(shop: Path) -> None:
    before = tree(shop)

    assert run(shop, "upgrade", "--to", FIRST) == 0

    assert before == tree(shop)


def test_copier_and_t3gen_take_the_same_version_alike(
    shop: Path, versions: Path, tmp_path: Path
) -> None:
    edit(shop, SERVICE, GET, f"// mine\n{GET}")
    commit(shop)
    by_copier = shutil.copytree(shop, tmp_path / "by-copier")

    assert run(shop, "upgrade") == 0
    copier_update(by_copier)

    assert recorded(by_copier) == (str(versions), f"v{LATEST}")
    assert tree(shop) == tree(by_copier)
