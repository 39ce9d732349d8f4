"""`t3gen init`: t3gen's files beside those of an app, and edits of the few that both have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from t3gen import ANSWERS_FILE, adopting, project, spec
from t3gen.actions import new_app, templates
from t3gen.actions.adoption import record
from t3gen.actions.steps import Outcome, change, migration
from t3gen.adopting import Edit, Found
from t3gen.errors import ProjectError
from t3gen.render import Rendered

_ENV_FILES = (".env", ".env.example")
_SOURCES = "src"
_SHOWN = 8
_ESCAPE = "surrogateescape"
_WINDOWS = "\r\n"
Files = Mapping[str, Rendered]


@dataclass(frozen=True)
class Options:
    """Options of init.

    Args:
        database: The database of an app without Prisma.
        upgrade: Whether lines that are there may change.
        dry_run: Whether to write nothing.
    """

    database: str = "sqlite"
    upgrade: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Adoption:
    """An app with t3gen in it, or the result of a dry run.

    Args:
        found: What it had.
        edits: The edits of its files.
    """

    found: Found
    edits: tuple[Edit, ...]
    outcome: Outcome


def init(root: Path, options: Options) -> Adoption:
    """Add t3gen to the app of a folder.

    Raises:
        ProjectError: It is there already, cannot be added, or lines of the app have to
            change without consent.
    """
    disk = project.Disk(root)
    if disk.read(ANSWERS_FILE) is not None:
        raise ProjectError(
            "the app has t3gen already",
            where=ANSWERS_FILE,
            hint="declare a resource: t3gen new resource Order number:string; "
            "or go back: t3gen init --undo",
            code="initialised",
        )
    found = adopting.look(disk, options.database)
    files = _rendered(disk.root, found)
    own_schema, edits = _edits(disk, found, files)
    _check_consent(edits, options)
    written = {edit.path: _data(disk, edit) for edit in edits}
    written |= {adopting.CLIENT: files[adopting.CLIENT].data, **_port(found, files)}
    created = {path: file for path, file in files.items() if path not in written}
    _check_free(disk, created)
    own: dict[str, bytes | None] = {**written, spec.SCHEMA_FILE: spec.schema_text().encode()}
    with change.session(disk.root, dry_run=options.dry_run):
        plan = project.make_plan(disk, {}, created, own)
        own[record.FILE] = record.text_of(plan.everything, own_schema)
        plan = project.make_plan(disk, {}, created, own)
        if not options.dry_run:
            project.apply(disk.root, plan)
    notes = tuple(adopting.advice(found))
    due = migration.DueMigration()
    outcome = Outcome(disk.root, plan, due, options.dry_run, notes=notes)
    return Adoption(found, edits, outcome)


def _rendered(root: Path, found: Found) -> Files:
    """Return t3gen's files for an app that has its own pages, lint and sign-in."""
    template = new_app.template(None)
    if "adopted" not in template.questions:
        origin = templates.installed.origin()
        raise ProjectError("the template is not made for existing apps", where=str(origin))
    return template.render(
        {
            "project_name": new_app.default_name(root),
            "database": found.database,
            "auth": "none",
            "trpc": False,
            "standalone": False,
            "jobs": False,
            "organisations": False,
            "adopted": True,
        }
    )


def _edits(disk: project.Disk, found: Found, files: Files) -> tuple[str, tuple[Edit, ...]]:
    """Return the schema of the app alone, and the edits of the files that both have."""
    edits = [
        adopting.manifest(_text(disk, "package.json"), _generated(files, "package.json")),
        adopting.ignored(
            _text(disk, ".gitignore"), _generated(files, ".gitignore"), [f"/{record.FILE}"]
        ),
        *_environment(disk, found, files),
    ]
    if disk.read("tsconfig.json") is not None:
        edits.append(adopting.typescript(_text(disk, "tsconfig.json")))
    own_schema = ""
    if found.prisma:
        generated = _generated(files, adopting.SCHEMA)
        own = adopting.own_schema(_text(disk, adopting.SCHEMA), generated)
        own_schema = own.text
        edits.append(adopting.schema(own, generated))
        edits += _client(disk)
    return own_schema, tuple(edit for edit in edits if edit.added or edit.changed)


def _environment(disk: project.Disk, found: Found, files: Files) -> Iterator[Edit]:
    path = "src/env.js"
    if disk.read(path) is not None:
        yield adopting.settings(_text(disk, path), _generated(files, path))
    example = _generated(files, ".env.example")
    for name in _ENV_FILES:
        text = _text(disk, name)
        if name == ".env" or text:
            filled = new_app.with_secrets(example.encode()).decode() if name == ".env" else example
            yield adopting.dotenv(name, text, filled, moved=found.from_prisma_folder)


def _client(disk: project.Disk) -> Iterator[Edit]:
    """Yield the edits of what uses the Prisma client.

    Raises:
        ProjectError: The app's module of the client has more than t3gen's.
    """
    text = disk.read(adopting.CLIENT)
    if text is not None:
        if not adopting.is_stock_client(text.decode(errors="replace")):
            raise ProjectError(
                "has more than create-t3-app's, and t3gen's takes its place",
                where=adopting.CLIENT,
                hint="move it away, run t3gen init again, which creates this file with `db`, and "
                "bring into it what you need, such as extensions",
                code="not-adoptable",
            )
        what = "the client of Prisma 7, with its adapter; exports `db` as before"
        yield Edit(adopting.CLIENT, "", changed=(what,))
    for file in sorted((disk.root / _SOURCES).rglob("*.ts*")):
        path = file.relative_to(disk.root).as_posix()
        if path != adopting.CLIENT:
            yield adopting.imports(path, _text(disk, path))


def _port(found: Found, files: Files) -> dict[str, bytes]:
    """Return the modules by which t3gen's code learns the caller from the app."""
    if not found.auth:
        return {}
    session = adopting.session(found.auth)
    actor = adopting.actor(_generated(files, adopting.ACTOR))
    tests = adopting.tests(found.auth, _generated(files, adopting.TESTS))
    texts = {session.path: session.text, adopting.ACTOR: actor, adopting.TESTS: tests}
    return {path: text.encode() for path, text in texts.items()}


def _check_consent(edits: tuple[Edit, ...], options: Options) -> None:
    lines = [f"  {edit.path}: {line}" for edit in edits for line in edit.changed]
    if lines and not options.upgrade:
        count = f"{len(lines)} line{'s' if len(lines) > 1 else ''}"
        raise ProjectError(
            "\n".join([f"t3gen needs newer versions, for which {count} would change:", *lines]),
            where="t3gen init",
            hint="commit your work, and accept them: t3gen init --upgrade",
            code="needs-upgrade",
        )


def _check_free(disk: project.Disk, created: Files) -> None:
    """Check that no file of the app is where one of t3gen's would be.

    Raises:
        ProjectError: One is.
    """
    taken = [path for path, file in created.items() if disk.read(path) not in (None, file.data)]
    if taken:
        more = f" and {len(taken) - _SHOWN} more" if len(taken) > _SHOWN else ""
        raise ProjectError(
            f"files of yours are where t3gen's would be: {', '.join(taken[:_SHOWN])}{more}",
            where=taken[0],
            hint="move them, run t3gen init again, and bring into t3gen's files what you need",
            code="taken",
        )


def _text(disk: project.Disk, path: str) -> str:
    return (disk.read(path) or b"").decode(errors=_ESCAPE).replace(_WINDOWS, "\n")


def _data(disk: project.Disk, edit: Edit) -> bytes:
    """Return the content of an edited file, with the line ends that it had."""
    has_windows_ends = _WINDOWS.encode() in (disk.read(edit.path) or b"")
    text = edit.text.replace("\n", _WINDOWS) if has_windows_ends else edit.text
    return text.encode(errors=_ESCAPE)


def _generated(files: Files, path: str) -> str:
    return files[path].data.decode()
