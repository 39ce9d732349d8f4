"""Golden directories: commands that cannot do what they are asked, and what they say.

commands/<what-it-shows>/
  before/      the folder the command runs in; `<version>` and `<address>` stand for
               those of the installed template
  case.txtar
    setup.sh     optional, run there first
    command.txt  the command line
    stderr.txt   what it says; `<here>` stands for the folder
    exit.txt     its exit code
    written.txt  optional: the files it makes or changes, or `...` for many; without it, none

Counts of files are told as `<n>`, so that a new template file changes no case.
`pytest tests/cases --update-goldens` writes stderr.txt, exit.txt and written.txt anew.
"""

from __future__ import annotations

import ctypes
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import txtar

from t3gen.actions.templates import installed

CASES = sorted(path for path in (Path(__file__).parent / "commands").iterdir() if path.is_dir())
BIN = Path(sys.executable).parent
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": f"{BIN}:/usr/bin:/bin",
    "PYTHON": sys.executable,
    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
}
COUNT = re.compile(r"\d+(?= (?:created|updated|unchanged|files)\b)")
MANY = 9


def without_privileges() -> None:
    """Take from root the right to write where nobody may."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def prepare(case: Path, folder: Path) -> None:
    if (case / "before").is_dir():
        shutil.copytree(case / "before", folder)
    folder.mkdir(exist_ok=True)
    answers = folder / ".copier-answers.yml"
    if answers.is_file():
        answers.write_text(recorded(answers.read_text()))
    if setup := txtar.read(case / "case.txtar").get("setup.sh"):
        subprocess.run(["sh", "-e", "-c", setup], cwd=folder, env=ENVIRONMENT, check=True)


def recorded(text: str) -> str:
    """Let a project record the installed template."""
    origin = installed.origin()
    # In quotes, as copier writes it: a short commit can be all digits.
    return text.replace("<version>", f"'{origin.commit}'").replace("<address>", origin.address)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
        if not path.is_symlink()
    }


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_command_says_what_is_wrong_and_writes_nothing_else(
    case: Path, tmp_path: Path, update_goldens: bool
) -> None:
    folder = tmp_path / "here"
    prepare(case, folder)
    before = contents(folder)
    files = txtar.read(case / "case.txtar")
    command = shlex.split(files["command.txt"].decode())
    ended = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        preexec_fn=without_privileges,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )

    after = contents(folder)
    changed = sorted(path for path in before | after if before.get(path) != after.get(path))
    said = {
        "stderr.txt": told(ended.stderr, folder),
        "exit.txt": f"{ended.returncode}\n",
        "written.txt": "".join(f"{path}\n" for path in changed) if len(changed) < MANY else "...\n",
    }
    if update_goldens:
        given = {name: data for name, data in files.items() if name not in said}
        found = {name: text.encode() for name, text in said.items() if text}
        txtar.write(case / "case.txtar", given | found)
        files = txtar.read(case / "case.txtar")
    assert {name: files.get(name, b"").decode() for name in said} == said


def told(text: str, folder: Path) -> str:
    text = text.replace(str(folder), "<here>").replace(installed.origin().commit, "<version>")
    return COUNT.sub("<n>", text)
