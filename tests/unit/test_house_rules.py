"""Rules of the house that no linter has."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path, PureWindowsPath

import pytest
import yaml

import t3gen
from t3gen.render import package_root

SOURCES = sorted(Path(t3gen.__file__).parent.rglob("*.py"))
LONGEST = 400
HERE = Path(__file__).parents[2]
LONGEST_PATH = 200  # Windows takes 260, and a checkout lies in a folder of its own
WINGS = (
    *(f"t3gen.model.{name}." for name in ("access", "fields", "lists", "names", "policies")),
    "t3gen.model.record.",
    *(f"t3gen.model.{name}." for name in ("relations", "renames")),
    *(f"t3gen.migrate.{name}." for name in ("database", "diff", "engine", "history", "lint")),
    *(f"t3gen.migrate.{name}." for name in ("online", "safety", "sql")),
    *(f"t3gen.spec.{name}." for name in ("patterns", "short_form", "vocabulary")),
    *("t3gen.spec.writing.", "t3gen.spec.yaml."),
    *("t3gen.actions.steps.", "t3gen.actions.templates.", "t3gen.programs.", "t3gen.psl."),
)
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def committed() -> list[str]:
    """Every path of the repository, as git has it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HERE, capture_output=True, check=True)
    paths = {name for name in listed.stdout.decode().split("\0") if name}
    return sorted(name for name in paths if (HERE / name).exists())


@pytest.mark.parametrize("source", SOURCES, ids=[path.name for path in SOURCES])
def test_a_module_is_short_enough_to_be_read(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("source", SOURCES, ids=[path.name for path in SOURCES])
def test_no_module_imports_what_only_unix_has(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    plain = {
        name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names
    }
    names = plain | {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}

    assert set() == names & {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}


def test_no_module_is_named_for_nothing() -> None:
    assert not {path.stem for path in SOURCES} & {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize("source", SOURCES, ids=[path.name for path in SOURCES])
def test_a_wing_is_entered_by_its_face(source: Path) -> None:
    own = ".".join(source.relative_to(HERE / "src").with_suffix("").parts)
    imported = {
        node.module
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }

    assert [] == [
        module
        for module in sorted(imported)
        if module.startswith(WINGS)
        and (wing := next(one for one in WINGS if module.startswith(one)))
        and not own.startswith(wing)
    ]


def test_copier_needs_no_trust() -> None:
    config = yaml.safe_load((package_root() / "copier.yml").read_text(encoding="utf-8"))

    assert not {"_tasks", "_migrations", "_jinja_extensions", "_external_data"} & config.keys()


def test_windows_can_check_every_file_out() -> None:
    parts = {part for path in committed() for part in path.split("/")}

    assert [] == [part for part in sorted(parts) if re.search(r'[<>:"|?*\\\x00-\x1f]', part)]
    assert [] == [part for part in sorted(parts) if part.endswith((".", " "))]
    assert [] == [part for part in sorted(parts) if DEVICE.fullmatch(part)]


def test_no_path_is_too_long_for_windows() -> None:
    assert [] == [path for path in committed() if len(path) > LONGEST_PATH]


def test_no_two_paths_differ_in_capitals_only() -> None:
    folders = {str(parent) for path in committed() for parent in PureWindowsPath(path).parents}
    paths = {path.replace("/", "\\") for path in committed()} | folders
    alike = Counter(path.casefold() for path in paths)

    assert [] == [path for path, count in alike.items() if count > 1]
