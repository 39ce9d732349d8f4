"""`t3gen migrate lint`: risks of migrations for a database with rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from t3gen import migrate, project
from t3gen.errors import UsageError
from t3gen.migrate.lint import Verdict
from t3gen.programs import git

PROVIDERS = ("postgresql", "cockroachdb", "sqlite")


@dataclass(frozen=True)
class Linted:
    """The verdicts of a script.

    Args:
        file: Its path, relative to the current folder if it is inside.
        verdicts: Those of its statements, in order.
    """

    file: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class LintRequest:
    """Options of a lint run.

    Args:
        places: Migrations, or folders of migrations; by default those of the project.
        since: A commit; only migrations added or changed after it are checked.
        provider: The database; needed without a migration_lock.toml.
    """

    places: Sequence[Path] = ()
    since: str = ""
    provider: str = ""


def lint(start: Path, request: LintRequest) -> tuple[Linted, ...]:
    """Judge migrations, statement by statement; needs neither Node nor a database.

    Raises:
        ProjectError: The folder is in no project, or git cannot determine the changes.
        UsageError: There is no migration, or its database is unknown.
    """
    places = [start / place for place in request.places]
    if not places:
        places = [project.find(start) / migrate.FOLDER]
    changed = _changed(places[0], request.since) if request.since else None
    scripts = [script for place in places for script in _scripts(place)]
    # Each script is linted after all earlier ones, whose files are listed and read once.
    in_order, read = cache(_in_order), cache(migrate.script_text)
    return tuple(
        Linted(
            _display_path(script, start),
            _judge(script, request.provider, in_order(script.parent.parent), read),
        )
        for script in scripts
        if changed is None or script.resolve() in changed
    )


def _in_order(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob(f"*/{migrate.SQL}")))


def _scripts(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif (place / migrate.SQL).is_file():
        yield place / migrate.SQL
    else:
        scripts = _in_order(place)
        if not scripts and place.name != Path(migrate.FOLDER).name:
            hint = f"name a folder with a {migrate.SQL}, or one that holds such folders"
            raise UsageError("no migration found", where=str(place), hint=hint)
        yield from scripts


def _judge(
    script: Path, provider: str, siblings: Sequence[Path], read: Callable[[Path], str]
) -> tuple[Verdict, ...]:
    """Judge a script, given the tables that earlier migrations of its folder have created."""
    history = script.parent.parent
    provider = provider or migrate.provider_of_folder(history) or ""
    if provider not in PROVIDERS:
        what = f"migrations for {provider} cannot be checked" if provider else "unknown database"
        databases = " | ".join(PROVIDERS)
        hint = f"name migrations for {databases}" if provider else f"add --database {databases}"
        raise UsageError(what, where=str(script), hint=hint, code="lint-database")
    earlier = (it for it in siblings if it.parent < script.parent)
    return migrate.lint_script(read(script), provider, map(read, earlier))


def _changed(place: Path, since: str) -> frozenset[Path]:
    """Return the files that were added or changed since a commit, including uncommitted ones."""
    folder = place if place.is_dir() else place.parent
    hint = "name an existing commit; in CI, fetch it first"
    names: set[str] = set()
    for arguments in (
        ["diff", "--name-only", "-z", "--diff-filter=d", "--relative", since],
        ["ls-files", "-z", "--others", "--exclude-standard"],
    ):
        where = f"--since {since}"
        listed = git.run(*arguments, "--", ".", folder=folder, where=where, hint=hint)
        names |= {*listed.decode(errors="surrogateescape").split("\0")} - {""}
    return frozenset((folder / name).resolve() for name in names)


def _display_path(script: Path, start: Path) -> str:
    return script.relative_to(start).as_posix() if script.is_relative_to(start) else str(script)
