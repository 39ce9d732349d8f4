"""The edits of src/env.js and of `.env` files: the variables that t3gen's code reads."""

from __future__ import annotations

import re

from t3gen.adopting.edits import Edit
from t3gen.errors import ProjectError

FILE = "src/env.js"
_OBJECTS = ("server", "runtimeEnv")
_COMMENT = "    //"
_KEY = re.compile(r"    (\w+):")
_STOCK_URL = "    DATABASE_URL: z.string().url(),"
_SKIP = "  skipValidation: !!process.env.SKIP_ENV_VALIDATION,\n"
_SCHEMA = re.compile(r"  createFinalSchema: .*\n(?:    .*\n)*")
_HELPER = re.compile(r"\n/\*\*\n(?: \*.*\n)+function lenient.*\Z", re.DOTALL)
_ASSIGNED = re.compile(r"^(\w+)=", re.MULTILINE)
_FILE_URL = re.compile(r'^(DATABASE_URL="?file:)\./(?!prisma/)', re.MULTILINE)


def settings(text: str, generated: str) -> Edit:
    """Return the edit of src/env.js: t3gen's variables, after those of the app.

    The variables stay together, in their order and last, so that later generations merge.

    Raises:
        ProjectError: The file has another form than create-t3-app gives it.
    """
    added: list[str] = []
    changed: list[str] = []
    for name in _OBJECTS:
        start, end = _body(text, name)
        theirs = _entries(text[start:end])
        ours = _entries(generated[slice(*_body(generated, name))])
        if theirs.get("DATABASE_URL") == f"{_STOCK_URL}\n":
            changed.append(f"{name}: {_STOCK_URL.strip()} -> {ours['DATABASE_URL'].strip()}")
            theirs["DATABASE_URL"] = ours["DATABASE_URL"]
        added += [f"{name}: {key}" for key in ours if key not in theirs]
        rest = [entry for key, entry in theirs.items() if key and key not in ours]
        block = [_same(theirs.get(key, entry), entry) for key, entry in ours.items()]
        body = "".join([*rest, theirs.get("", ""), *block])
        text = f"{text[:start]}{body}{text[end:]}"
    text, lenient = _lenient(text, generated)
    return Edit(FILE, text, tuple(added), (*changed, *lenient))


def _lenient(text: str, generated: str) -> tuple[str, tuple[str, ...]]:
    """Replace `skipValidation`, which leaves variables without their defaults."""
    schema, helper = _SCHEMA.search(generated), _HELPER.search(generated)
    if _SKIP not in text or schema is None or helper is None:
        return text, ()
    what = "skipValidation -> createFinalSchema, by which skipped variables keep their defaults"
    return f"{text.replace(_SKIP, schema[0]).rstrip()}\n{helper[0]}", (what,)


def _body(text: str, name: str) -> tuple[int, int]:
    match = re.search(rf"^  {name}: \{{\n(.*?)^  \}},\n", text, re.MULTILINE | re.DOTALL)
    if match is None:
        raise ProjectError(
            f'there is no "{name}: {{" of createEnv on a line of its own',
            where=FILE,
            hint="give the file the form that create-t3-app gives it, with an indentation of two",
            code="not-adoptable",
        )
    return match.span(1)


def _entries(body: str) -> dict[str, str]:
    """Return the properties of an object with their lines, and comments with the one below them.

    Comments at the end have an empty name.
    """
    entries: dict[str, str] = {}
    name, comments = "", ""
    for line in body.splitlines(keepends=True):
        key = _KEY.match(line)
        if key:
            name = key[1]
            entries[name], comments = f"{comments}{line}", ""
        elif name and not line.startswith(_COMMENT):
            entries[name] += line
        else:
            comments += line
    return {**entries, "": comments} if comments else entries


def _same(theirs: str, ours: str) -> str:
    """Return ours where the two differ in space only."""
    return ours if "".join(theirs.split()) == "".join(ours.split()) else theirs


def dotenv(path: str, text: str, example: str, *, moved: bool) -> Edit:
    """Return the edit of `.env` or `.env.example`: the variables that it lacks, at its end.

    Args:
        path: The file.
        text: Its text.
        example: The `.env.example` that t3gen generates; with secrets for `.env`.
        moved: Whether file addresses are meant from prisma/, as by Prisma 6.
    """
    changed: tuple[str, ...] = ()
    if moved and _FILE_URL.search(text):
        text = _FILE_URL.sub(r"\1./prisma/", text)
        changed = ("DATABASE_URL: ./ -> ./prisma/, since Prisma 7 starts from the app's folder",)
    present = set(_ASSIGNED.findall(text))
    _, *paragraphs = example.strip().split("\n\n")
    missing = [one for one in paragraphs if _is_missing(one, present)]
    added = tuple(name for one in missing for name in _ASSIGNED.findall(one))
    block = "".join(f"\n{one}\n" for one in missing)
    return Edit(path, f"{text.rstrip()}\n{block}" if block else text, added, changed)


def _is_missing(paragraph: str, present: set[str]) -> bool:
    named = set(_ASSIGNED.findall(paragraph.replace("\n# ", "\n")))
    return bool(named) and not named & present
