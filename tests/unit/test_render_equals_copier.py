"""Our renderer against copier itself: every byte and every mode."""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from t3gen import model, spec
from t3gen.render import Origin, Template, package_root

pytestmark = pytest.mark.slow

TRICKY = Path(__file__).parent / "tricky"
DOC = 'it\'s "quoted" {{ braces }} \t tab, 😀 emoji'
VERSION = "v0.1.0"
TAG = {"name": "Tag", "slug": "tag", "doc": "", "fields": []}
ORDER = {"name": "Order", "slug": "order", "doc": DOC, "fields": [{"name": "a"}, {"name": "b"}]}


def tagged(source: Path, folder: Path) -> Path:
    """Make a git repository with a tag, as copier wants it, of a template folder."""
    folder.mkdir()
    shutil.copy2(source / "copier.yml", folder)
    shutil.copytree(source / "template", folder / "template")
    commit(folder)
    git(folder, "tag", VERSION)
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def commit(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    git(folder, *who, "commit", "--quiet", "-m", "t")


def by_copier(
    template: Path, folder: Path, answers: dict[str, Any]
) -> dict[str, tuple[bytes, int]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from copier import run_copy

        run_copy(
            str(template),
            folder,
            data=answers,
            defaults=True,
            quiet=True,
            vcs_ref=VERSION,
        )
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode & 0o111)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def by_us(template: Path, answers: dict[str, Any]) -> dict[str, tuple[bytes, int]]:
    rendered = Template.load(template, Origin(str(template), VERSION)).render(answers)
    return {path: (file.data, 0o111 if file.executable else 0) for path, file in rendered.items()}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"resources": [TAG], "auth": "x"},
        {"resources": [ORDER, TAG], "project_name": "Größe: 1"},
    ],
    ids=["nothing", "one", "two"],
)
def test_a_tricky_template_renders_as_copier_renders_it(
    tmp_path: Path, answers: dict[str, Any]
) -> None:
    template = tagged(TRICKY, tmp_path / "template")

    assert by_copier(template, tmp_path / "out", answers) == by_us(template, answers)


def shop(*names: str) -> list[dict[str, Any]]:
    texts = spec.texts(package_root() / "examples" / "shop" / "resources")
    wanted = {file: text for file, text in texts.items() if not names or Path(file).stem in names}
    return [resource.record() for resource in model.resolve(spec.read(wanted))]


@pytest.mark.parametrize(
    ("database", "auth", "names", "adopted"),
    [
        ("sqlite", "better-auth", (), False),
        ("postgresql", "none", ("tag", "category"), True),
        ("postgresql", "better-auth", ("customer", "address"), False),
    ],
)
def test_the_template_renders_as_copier_renders_it(
    tmp_path: Path, database: str, auth: str, names: tuple[str, ...], adopted: bool
) -> None:
    template = tagged(package_root(), tmp_path / "template")
    answers = {
        "project_name": "shop",
        "database": database,
        "auth": auth,
        "resources": shop(*names),
        "adopted": adopted,
    }

    assert by_copier(template, tmp_path / "out", answers) == by_us(template, answers)


def test_copier_updates_a_project_of_ours_without_asking(tmp_path: Path) -> None:
    template = tagged(package_root(), tmp_path / "template")
    files = Template.load(template, Origin(str(template), VERSION)).render(
        {"resources": shop("tag")}
    )
    project = tmp_path / "project"
    for path, file in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(file.data)
    commit(project)
    (template / "template" / "project" / "new.md.jinja").write_text("{{ project_name }}\n")
    commit(template)
    git(template, "tag", "v99.0.0")

    ended = subprocess.run(
        [Path(sys.executable).parent / "copier", "update", "--quiet"],
        cwd=project,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )

    assert (0, b"") == (ended.returncode, ended.stdout)
    assert (project / "new.md").read_text() == "my-t3-app\n"
    kept = project / "prisma" / "models" / "tag.prisma"
    assert files["prisma/models/tag.prisma"].data == kept.read_bytes()


def test_git_holds_every_file_of_the_template() -> None:
    ignored = subprocess.run(
        ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "template"],
        cwd=package_root(),
        capture_output=True,
        check=True,
        text=True,
    )

    assert ignored.stdout == ""
