"""Every hint of a refused change, followed to the letter, leads on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from databases import Database
from rows import Project, moved
from small_project import with_packages
from test_schema_edits import CASES, with_rows

from t3gen.errors import MigrationError

MORE: Mapping[str, Any] = {
    "value replaced by a default that is new": {
        "edits": {"order.yaml": {"(draft, ordered, paid) = draft": "(draft, paid, sent) = sent"}},
    },
    "value without a default": {
        "edits": {"order.yaml": {"(draft, ordered, paid) = draft": "(draft, paid)"}},
    },
    "resource under a name that was there": {
        "before": {
            "alpha.yaml": "resource: Alpha\nfields:\n  label: string\n",
            "beta.yaml": "resource: Beta\nfields:\n  label: string\n",
        },
        "edits": {"alpha.yaml": {"Alpha": "Alpha\nwas: Beta"}, "beta.yaml": None},
    },
    "unique over a field that is renamed at once": {
        "edits": {
            "order.yaml": {
                "count:  int": "quantity: int was=count",
                "[[customer, number]]": "[[customer, number], [customer, quantity]]",
            }
        },
    },
    "unique in a resource that is renamed at once": {
        "edits": {
            "tag.yaml": {"Tag": "Label\nwas: Tag", "label: string": "label: string unique"},
            "order.yaml": {"Tag[] many": "Label[] many"},
        },
    },
    "file taken for json": {
        "before": {"tag.yaml": {"label: string": "label: string\n  scan: file(image/png)?"}},
        "edits": {"tag.yaml": {"file(image/png)?": "json?"}},
    },
}
LIKE = (
    "field removed",
    "shorter text",
    "fewer decimals",
    "another type",
    "another kind of ids",
    "field under another name",
    "field under the name of one that goes",
    "resource under another name",
    "value under another name",
    "unique added over two fields",
    "required at once",
    "required field added",
    "required relation added",
    "owner of rows that exist",
    "tenant at once with its relation",
    "least value of a number",
)
ON_POSTGRESQL: Mapping[str, Any] = {
    "value that is new and the default": {
        "edits": {"order.yaml": {"paid) = draft": "paid, sent) = sent"}},
    },
}
REFUSED = {**{name: CASES[name] for name in LIKE}, **MORE}
EDITS = [(database, kind) for database in ("sqlite", "postgresql") for kind in REFUSED]
EDITS += [("postgresql", kind) for kind in ON_POSTGRESQL]


@dataclass
class Followed:
    """A project whose change is refused.

    Args:
        project: Its specs say what is wanted.
        before: The specs as they were.
        wanted: The specs as they are wanted.
    """

    project: Project
    before: dict[str, str]
    wanted: dict[str, str]

    def error(self) -> MigrationError | None:
        """Try to make the migration; write it where nothing speaks against it."""
        recorded = self.project.recorded
        try:
            self.project.write_next()
        except MigrationError as error:
            self.project.recorded = recorded
            return error
        return None

    def file(self, model: str) -> str:
        return next(
            name
            for name, text in self.project.specs.items()
            if re.search(rf"^resource: {model}$", text, re.MULTILINE)
        )

    def line(self, model: str, field: str, change: Callable[[str], str | None]) -> None:
        """Change the line of a field; one that is None goes."""
        name = self.file(model)
        pattern = re.compile(rf"^  {field}: .*\n", re.MULTILINE)
        found = pattern.search(self.project.specs[name])
        assert found, f"{field} is not in {self.project.specs[name]}"
        new = change(found[0].rstrip("\n"))
        text = self.project.specs[name]
        text = text[: found.start()] + (f"{new}\n" if new else "") + text[found.end() :]
        self.project.specs[name] = text

    def generate(self) -> None:
        """Make the migration, agreeing to what it asks for and filling what has to be filled."""
        told = ""
        while error := self.error():
            assert told != str(error.hint), "following it has led nowhere"
            told = str(error.hint)
            assert follow(self, error, "set this in") or follow(self, error, "backfill"), told


WAYS: Mapping[str, Callable[[Followed, re.Match[str], str], None]] = {}


def way(pattern: str) -> Callable[[Any], Any]:
    """Register how a hint is followed."""

    def register(function: Any) -> Any:
        WAYS[pattern] = function  # type: ignore[index]
        return function

    return register


@way(r"set this in resources/(?P<file>\S+): (?P<line>migrate: \{.*\})")
def agree(at: Followed, hint: re.Match[str], _where: str) -> None:
    text = re.sub(r"^migrate: .*\n", "", at.project.specs.get(hint["file"], ""), flags=re.MULTILINE)
    at.project.specs[hint["file"]] = f"{text}{hint['line']}\n"


@way(r"add `(?P<was>was=\w+)` to (?P<model>\w+)\.(?P<field>\w+)")
def say_was(at: Followed, hint: re.Match[str], _where: str) -> None:
    at.line(hint["model"], hint["field"], lambda line: f"{line} {hint['was']}")


@way(r"add `(?P<was>was: \w+)` below `(?P<head>resource: (?P<model>\w+))`")
def say_was_of_resource(at: Followed, hint: re.Match[str], _where: str) -> None:
    name = at.file(hint["model"])
    text = at.project.specs[name]
    at.project.specs[name] = text.replace(hint["head"], f"{hint['head']}\n{hint['was']}")


@way(r"write `(?P<new>\w+) was (?P<old>\w+)` in (?P<model>\w+)\.(?P<field>\w+)")
def say_was_of_value(at: Followed, hint: re.Match[str], _where: str) -> None:
    new, old = hint["new"], hint["old"]
    change = re.compile(rf"\b{new}\b(?=[,)])")
    at.line(hint["model"], hint["field"], lambda it: change.sub(f"{new} was {old}", it, count=1))


VALUES = {"int": "1", "boolean": "true", "enum(gold, silver)": "gold"}


@way(r"add a value for existing rows after its type: backfill=\.\.\.")
def backfill(at: Followed, _hint: re.Match[str], where: str) -> None:
    model, _, field = where.partition(".")

    def filled(line: str) -> str:
        return f"{line} backfill={VALUES[line.partition(':')[2].strip()]}"

    at.line(model, field, filled)


@way(r"or give it a default, or make it optional(?!,)")
def optional(at: Followed, _hint: re.Match[str], where: str) -> None:
    model, _, field = where.partition(".")
    at.line(model, field, lambda line: f"{line}?")


@way(
    r"add the (?P<target>\w+) of existing rows after the type of (?P<model>\w+)\.(?P<field>\w+): "
    r"backfill=<id>"
)
def point(at: Followed, hint: re.Match[str], _where: str) -> None:
    key = at.project.database.query(f'select "id" from "{hint["target"]}"')[0]
    at.line(hint["model"], hint["field"], lambda line: f"{line} backfill={key}")


@way(r"add an owner for existing rows after `owner: user`: backfill=<id of a user>")
def own(at: Followed, _hint: re.Match[str], where: str) -> None:
    name = at.file(where.partition(".")[0])
    at.project.edit({name: {"owner: user": "owner: user backfill=u1"}})


@way(r"make one that is kept the default")
def default(at: Followed, _hint: re.Match[str], where: str) -> None:
    model, field = where.split(".")[:2]
    at.line(model, field, lambda line: f"{line} = draft")


@way(r"generate with the additional value (?P<new>\w+) first, and remove (?P<old>\w+) after that")
def add_first(at: Followed, hint: re.Match[str], where: str) -> None:
    model, field = where.split(".")[:2]
    at.project.specs = dict(at.before)
    at.line(model, field, lambda line: line.replace("paid)", f"paid, {hint['new']})"))
    at.generate()
    at.project.specs = dict(at.wanted)


@way(r"generate with the new value first, and set the default after that")
def default_after(at: Followed, _hint: re.Match[str], where: str) -> None:
    model, _, field = where.partition(".")
    at.line(model, field, lambda line: line.partition(" = ")[0] + " = draft")
    at.generate()
    at.project.specs = dict(at.wanted)


@way(r"add a field (?:of the new type|with the new one)")
def beside(at: Followed, _hint: re.Match[str], where: str) -> None:
    model, _, field = where.partition(".")
    text = at.wanted[at.file(model)]
    found = re.search(rf"^  {field}:(.*?)\??$", text, re.MULTILINE)
    assert found
    at.project.specs = dict(at.before)
    added = f"  {field}2:{found[1]}?"
    at.line(model, field, lambda line: f"{line}\n{added}")


@way(
    r"(?:drop the values|give the values up),? ?:? ?remove the field, which asks for your consent,"
    r" generate"
)
def give_up(at: Followed, _hint: re.Match[str], where: str) -> None:
    model, _, field = where.partition(".")
    at.line(model, field, lambda _: None)
    at.generate()
    at.project.specs = dict(at.wanted)


@way(r"keep (?:the key|scale \d+|file|json)")
def keep(at: Followed, _hint: re.Match[str], _where: str) -> None:
    at.project.specs = dict(at.before)


@way(r"remove (?P<new>\w+) first, which asks for your consent, generate, and rename")
def remove_first(at: Followed, hint: re.Match[str], where: str) -> None:
    wanted, model = dict(at.wanted), where.partition(".")[0]
    at.project.specs = dict(at.before)
    if hint["new"][0].isupper():
        del at.project.specs[at.file(hint["new"])]
    else:
        at.line(model, hint["new"], lambda _: None)
    at.generate()
    at.project.specs = wanted


@way(r"this (?:finds|counts) them: (?P<query>SELECT .*)")
def look(at: Followed, hint: re.Match[str], _where: str) -> None:
    at.project.database.query(hint["query"])
    at.project.specs = dict(at.before)


def follow(at: Followed, error: MigrationError, only: str = "") -> bool:
    """Follow the ways of a hint that have a word in them."""
    found = False
    for pattern, function in WAYS.items():
        hint = re.search(pattern, str(error.hint))
        if hint and only in pattern:
            function(at, hint, _where(error))
            found = True
    return found


def _where(error: MigrationError) -> str:
    if error.where != "prisma":
        return str(error.where)
    return error.what.splitlines()[1].strip().partition(":")[0]


@pytest.fixture(scope="module")
def projects() -> dict[str, Project]:
    """The projects that have been made, by their kind of database."""
    return {}


def refused(made: Project, root: Path, case: Mapping[str, Any]) -> tuple[Followed, MigrationError]:
    """Ask for a change in a project of its own, whose migrations are applied to no database."""
    shutil.copytree(made.root / "prisma", root / "prisma", ignore=lambda *_: {"db.sqlite"})
    project = replace(made, root=with_packages(root), specs=dict(made.specs))
    if "before" in case:
        project.edit(case["before"])
        project.write_next()
    at = Followed(project, dict(project.specs), {})
    project.edit(case["edits"])
    at.wanted = dict(project.specs)
    error = at.error()
    assert error, "it is refused"
    return at, error


@pytest.mark.parametrize(("database", "kind"), EDITS, indirect=["database"])
def test_every_hint_leads_on(
    kind: str,
    database: Database,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    projects: dict[str, Project],
) -> None:
    provider = database.provider
    case = {**REFUSED, **ON_POSTGRESQL}[kind]
    case = case | case.get(provider, {})
    if provider not in projects:
        made = with_rows(database, tmp_path / "shop")
        projects[provider] = moved(made, tmp_path_factory.mktemp("hints") / "shop")
    _, error = refused(projects[provider], tmp_path / "asked", case)
    hints = [one for one in WAYS if re.search(one, str(error.hint))]

    assert hints, "nothing says how to go on"
    for number, pattern in enumerate(hints):
        at, error = refused(projects[provider], tmp_path / str(number), case)
        hint = re.search(pattern, str(error.hint))
        assert hint
        WAYS[pattern](at, hint, _where(error))
        at.generate()
