"""A project in which things happen at random, and what has to hold after each of them.

Whatever somebody writes carries a mark of its own, `mine-7`: as a line of its own, or behind a
generated one. So a line that gets lost is missed, and without its marks a file has to be what the
recorded template makes of the recorded resources.
"""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from copied import copier_update
from shop import edit, git, run, tree

from t3gen import project
from t3gen.actions import templates
from t3gen.actions.steps.change import DELETED
from t3gen.psl import columns
from t3gen.render import Origin, Template

SUFFIXES = (".js", ".mjs", ".prisma", ".ts")
MARKED = re.compile(rb"^[ \t]*// mine-\d+\n|[ ]// mine-\d+(?=\n)", re.MULTILINE)
MARK = re.compile(rb"// mine-\d+")
CONFLICT = re.compile(
    rb"^<{7} [^\n]*\n(.*?)(?:^\|{7} [^\n]*\n.*?)?^={7}\n(.*?)^>{7} [^\n]*\n",
    re.MULTILINE | re.DOTALL,
)
DROPPED = "log.ts"  # by the next version, and copier deletes it whatever is in it
FIELDS = ("extra{}: string(20)?", "extra{}: int = 0", "extra{}: enum(good, bad) = good")


Deed = Callable[["Life"], str]


class Life:
    """A project, and who does what in it."""

    def __init__(self, root: Path, seed: int) -> None:
        """Take a project over.

        Args:
            root: It, committed.
            seed: What is random about it.
        """
        self.root = root
        self.rng = random.Random(seed)
        self.marks: Counter[bytes] = Counter()
        self.deleted: set[str] = set()
        self.told: list[str] = []
        self.conflicts = 0

    def step(self, deed: Deed) -> None:
        """Let something happen, commit it, and look at what has to hold."""
        self.told.append(deed(self))
        self.settle()
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "-m", self.told[-1])
        self.check()

    def t3gen(self, *command: str) -> int:
        """Run t3gen in the project."""
        return run(self.root, *command)

    def settle(self) -> None:
        """Settle conflicts as people do: the generated lines, and what was their own."""
        for path in self.generated():
            data = path.read_bytes()
            if CONFLICT.search(data):
                self.conflicts += 1
                resolved = CONFLICT.sub(_settled, data)
                if path.suffix == ".prisma":
                    # A conflict splits what is aligned together; `prisma format` puts that right.
                    resolved = columns.align(columns.normalize(resolved.decode()), "").encode()
                path.write_bytes(resolved)

    def generated(self) -> list[Path]:
        """Return the files that somebody may edit."""
        return [
            path
            for path in sorted(self.root.rglob("*"))
            if path.suffix in SUFFIXES and path.is_file() and path.name != DROPPED
        ]

    def check(self) -> None:
        """Look at every file: nothing is lost, and nothing but edits differs from a render."""
        files = {
            name: (self.root / name).read_bytes()
            for name in git(self.root, "ls-files", "-z").split("\0")
            if name
        }
        found = Counter(mark for data in files.values() for mark in MARK.findall(data))
        assert self.marks == found, self.told
        answers = project.read_answers(self.root)
        plain = _template(templates.recorded(answers)).render(answers.values)
        assert self.deleted & plain.keys() == plain.keys() - files.keys(), self.told
        for name in plain.keys() & files.keys():
            assert plain[name].data == MARKED.sub(b"", files[name]), (name, self.told)


@cache
def _template(origin: Origin) -> Template:
    return templates.load(origin)


def _settled(conflict: re.Match[bytes]) -> bytes:
    yours, new = conflict.groups()
    return b"".join(b"  " + mark + b"\n" for mark in MARK.findall(yours)) + new


def write(life: Life) -> str:
    """Write a line somewhere, or add to one."""
    mark = f"// mine-{len(life.marks)}".encode()
    path = life.rng.choice(life.generated())
    lines = path.read_bytes().splitlines(keepends=True)
    at = life.rng.randrange(len(lines))
    own = re.match(rb"[ \t]*", lines[at])
    if life.rng.random() < 0.5 or not lines[at].strip() or MARK.search(lines[at]):
        lines.insert(at, (own[0] if own else b"") + mark + b"\n")
    else:
        lines[at] = lines[at].removesuffix(b"\n") + b" " + mark + b"\n"
    path.write_bytes(b"".join(lines))
    life.marks[mark] += 1
    return f"write {mark.decode()} in {path.relative_to(life.root)}:{at + 1}"


def delete(life: Life) -> str:
    """Delete a test that nobody has edited."""
    tests = [path for path in life.generated() if path.name.endswith(".test.ts")]
    path = life.rng.choice([path for path in tests if not MARK.search(path.read_bytes())])
    path.unlink()
    life.deleted.add(path.relative_to(life.root).as_posix())
    return f"delete {path.relative_to(life.root)}"


def add_field(life: Life) -> str:
    """Add a field to a spec, and generate."""
    path = life.rng.choice(sorted((life.root / "resources").glob("*.yaml")))
    field = life.rng.choice(FIELDS).replace("{}", str(len(life.told)))
    edit(path.parent, path.name, "fields:\n", f"fields:\n  {field}\n")
    assert life.t3gen("generate") in {0, 1}
    return f"add {field} to {path.name}"


def drop_field(life: Life) -> str:
    """Take a field away that was added, and generate."""
    for path in sorted((life.root / "resources").glob("*.yaml")):
        if found := re.search(r"  extra\d+: .*\n", path.read_text()):
            edit(path.parent, path.name, found[0], "")
            assert life.t3gen("generate") in {0, 1}
            return f"drop{found[0].rstrip()} from {path.name}"
    return add_field(life)


def add_resource(life: Life) -> str:
    """Add a resource that points to another."""
    name = f"Note{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[len(life.told)]}"
    command = ["new", "resource", name, "text:string", f"about{name}:Product"]
    assert life.t3gen(*command) in {0, 1}
    return " ".join(command)


def destroy(life: Life) -> str:
    """Take a resource away that nothing points to; edited files stay."""
    notes = sorted((life.root / "resources").glob("note-*.yaml"))
    name = f"Note{notes[0].stem[-1].upper()}" if notes else "Review"
    if not notes and not (life.root / "resources/review.yaml").exists():
        return add_resource(life)
    assert life.t3gen("destroy", "resource", name) in {0, 1}
    gone = {"Review": "/reviews/"}.get(name, f"/note-{name[-1].lower()}")
    life.deleted = {path for path in life.deleted if gone not in path}
    return f"destroy {name}"


def rename(life: Life) -> str:
    """Give a field another name."""
    old = next(
        one
        for one in ("note", "remark", "hint")
        if f"  {one}:" in (life.root / "resources/order.yaml").read_text()
    )
    new = {"note": "remark", "remark": "hint", "hint": "note"}[old]
    assert life.t3gen("rename", "field", "Order", old, new) in {0, 1}
    return f"rename {old} to {new}"


def upgrade(version: str) -> Deed:
    """Take a new version of the template by t3gen."""

    def deed(life: Life) -> str:
        assert life.t3gen("upgrade", "--to", version) in {0, 1}
        return f"upgrade to {version}"

    return deed


def update(version: str) -> Deed:
    """Take a new version of the template by copier: it agrees with us where nothing conflicts."""

    def deed(life: Life) -> str:
        by_us = shutil.copytree(life.root, life.root.with_name("by-us"))
        code = run(by_us, "upgrade", "--to", version)
        copier_update(life.root, "--vcs-ref", f"v{version}")
        if not code and not any(CONFLICT.search(data) for data in tree(life.root).values()):
            # Copier keeps no list of what was deleted.
            ours, theirs = ({**tree(root), DELETED: b""} for root in (by_us, life.root))
            assert ours == theirs, life.told
        shutil.rmtree(by_us)
        return f"copier update to {version}"

    return deed


DEEDS = (write, write, write, write, delete, add_field, drop_field, add_resource, destroy, rename)
