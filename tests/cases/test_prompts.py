"""The questions, answered by typing on a real pseudo-terminal."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest
import yaml

BIN = Path(sys.executable).parent
ENTER, DOWN, SPACE = "\r", "\x1b[B", " "
POST = "resource: Post\n\nfields:\n  title: string\n"


def start(folder: Path, *arguments: str) -> pexpect.spawn[str]:
    # A pseudo-terminal does not answer where its cursor is, and prompt_toolkit waits for that.
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1"}
    environment.pop("CI", None)
    return pexpect.spawn(
        str(BIN / "t3gen"),
        list(arguments),
        cwd=str(folder),
        env=environment,
        encoding="utf-8",
        timeout=30,
        dimensions=(50, 120),
    )


def answer(terminal: pexpect.spawn[str], question: str, *keys: str) -> None:
    """Wait for a question, and for the cursor to rest at it, then type."""
    terminal.expect(re.escape(question))
    for key in keys:
        terminal.send(key)


def ended(terminal: pexpect.spawn[str]) -> int:
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus is not None
    return int(terminal.exitstatus)


@pytest.fixture
def app(tmp_path: Path) -> Path:
    terminal = start(tmp_path, "new", "app", "shop", "--yes")
    assert ended(terminal) == 0
    return tmp_path / "shop"


def test_a_new_app_is_asked_for(tmp_path: Path) -> None:
    terminal = start(tmp_path, "new", "app", "My Shop")
    answer(terminal, "Name of the project", ENTER)
    answer(terminal, "Database", DOWN, ENTER)
    answer(terminal, "Sign-in", DOWN, ENTER)
    answer(terminal, "tRPC routers", "y")
    answer(terminal, "A server for the API alone", "y")
    answer(terminal, "Background jobs", ENTER)
    answer(terminal, "Organisations", ENTER)

    assert ended(terminal) == 0
    answers = yaml.safe_load((tmp_path / "My Shop" / ".copier-answers.yml").read_text())
    names = ("project_name", "database", "auth", "trpc", "standalone", "jobs")
    assert ["my-shop", "postgresql", "none", True, True, False] == [answers[name] for name in names]


def test_the_folder_of_a_new_app_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    terminal = start(tmp_path, "new", "app", "--database", "sqlite", "--auth", "none")
    answer(terminal, "Folder of the new app", "\x15taken", ENTER)
    terminal.expect("not empty")
    terminal.send("\x15shop\r")
    answer(terminal, "Name of the project", ENTER)
    answer(terminal, "tRPC routers", ENTER)
    answer(terminal, "A server for the API alone", ENTER)
    answer(terminal, "Background jobs", ENTER)
    answer(terminal, "Organisations", ENTER)

    assert ended(terminal) == 0
    assert (tmp_path / "shop" / "package.json").is_file()


def test_what_a_flag_says_is_not_asked(tmp_path: Path) -> None:
    flags = ["--name", "x", "--database", "sqlite", "--trpc", "--standalone", "--jobs"]
    flags += ["--organisations"]
    terminal = start(tmp_path, "new", "app", "shop", *flags)
    terminal.expect(["Sign-in", "Name of the project", "Database"])

    assert terminal.match.group() == "Sign-in"
    terminal.send(ENTER)
    assert ended(terminal) == 0


def test_a_resource_is_asked_for_previewed_and_generated(app: Path) -> None:
    (app / "resources").mkdir(exist_ok=True)
    (app / "resources" / "post.yaml").write_text(POST)
    terminal = start(app, "new", "resource")
    answer(terminal, "Name of the resource", "Comment", ENTER)
    answer(terminal, "First field", "body", ENTER)
    answer(terminal, "Type of body", DOWN, ENTER)
    answer(terminal, "body is", SPACE, ENTER)
    answer(terminal, "Next field", "stars", ENTER)
    answer(terminal, "Type of stars", DOWN, DOWN, ENTER)
    answer(terminal, "stars is", ENTER)
    answer(terminal, "Next field", "post", ENTER)
    answer(terminal, "Type of post", "\x1b[A", "\x1b[A", ENTER)  # above User
    answer(terminal, "post is", ENTER)
    answer(terminal, "Next field", ENTER)
    answer(terminal, "belong to the signed-in user", "y")
    answer(terminal, "Who may see them?", DOWN, ENTER)
    answer(terminal, "Who may make, change and delete them?", ENTER)
    answer(terminal, "post: Post")
    answer(terminal, "Write this spec", "y")
    terminal.expect(
        r"t3gen new resource --owner user --access list=public Comment 'body:text\?' "
        "stars:int post:Post"
    )

    assert ended(terminal) == 0
    text = (app / "resources" / "comment.yaml").read_text()
    assert text == (
        "# yaml-language-server: $schema=../.t3gen/resource.schema.json\n"
        "resource: Comment\n\n"
        "fields:\n  body:  text?\n  stars: int\n\n"
        "relations:\n  post: Post\n\n"
        "owner: user\naccess:\n  list: public\n"
    )
    assert (app / "prisma" / "models" / "comment.prisma").is_file()


def test_a_name_that_is_taken_is_refused_while_it_is_typed(app: Path) -> None:
    (app / "resources").mkdir(exist_ok=True)
    (app / "resources" / "post.yaml").write_text(POST)
    terminal = start(app, "new", "resource")
    answer(terminal, "Name of the resource", "Post", ENTER)
    terminal.expect("already exists")
    terminal.send("\x15Other\r")

    answer(terminal, "First field")
    terminal.send("\x03")
    assert ended(terminal) == 130


@pytest.mark.parametrize("keys", ["n", "\x03"], ids=["no", "Ctrl-C"])
def test_declining_writes_nothing(app: Path, keys: str) -> None:
    terminal = start(app, "new", "resource", "Tag")
    answer(terminal, "First field", "name", ENTER)
    answer(terminal, "Type of name", ENTER)
    answer(terminal, "Longest length", ENTER)
    answer(terminal, "name is", ENTER)
    answer(terminal, "Next field", ENTER)
    answer(terminal, "belong to the signed-in user", "n")
    answer(terminal, "Who may see them?", ENTER)
    answer(terminal, "Who may make, change and delete them?", ENTER)
    answer(terminal, "Write this spec", keys)

    assert ended(terminal) == 130
    assert ["README.md"] == [path.name for path in (app / "resources").iterdir()]
