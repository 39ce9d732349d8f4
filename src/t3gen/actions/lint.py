"""`t3gen migrate lint`: what migrations ask of a database with rows in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from t3gen import migrate, project
from t3gen.errors import UsageError
from t3gen.migrate.lint import Verdict
from t3gen.programs import git

JUDGED = ("postgresql", "cockroachdb", "sqlite")


@dataclass(frozen=True)
class Linted:
    """A script and what is found in it.

    Args:
        file: As it was named, or below the project.
        verdicts: Every statement, in order.
    """

    file: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class LintRequest:
    """What is to be looked at.

    Args:
        places: Folders of migrations, or folders that hold several; all of the project by default.
        since: A commit: only migrations that came or changed after it.
        provider: The database, when no migration_lock.toml says it.
    """

    places: Sequence[Path] = ()
    since: str = ""
    provider: str = ""


def lint(start: Path, request: LintRequest) -> tuple[Linted, ...]:
    """Judge migrations, statement by statement; needs neither node nor a database.

    Raises:
        ProjectError: The folder is in no project, or git cannot tell what has changed.
        UsageError: There is no migration, or nothing says for which database it is.
    """
    places = [start / place for place in request.places]
    if not places:
        places = [project.find(start) / migrate.FOLDER]
    changed = _changed(places[0], request.since) if request.since else None
    scripts = [script for place in places for script in _scripts(place)]
    return tuple(
        Linted(_told(script, start), _judge(script, request.provider))
        for script in scripts
        if changed is None or script.resolve() in changed
    )


def _scripts(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif (place / migrate.SQL).is_file():
        yield place / migrate.SQL
    else:
        found = sorted(place.glob(f"*/{migrate.SQL}"))
        if not found and place.name != Path(migrate.FOLDER).name:
            hint = f"name a folder with a {migrate.SQL}, or one that holds such folders"
            raise UsageError("there is no migration", where=str(place), hint=hint)
        yield from found


def _judge(script: Path, provider: str) -> tuple[Verdict, ...]:
    """Judge a script, on the tables that the migrations beside it have made before."""
    history = script.parent.parent
    provider = provider or migrate.provider_of_folder(history) or ""
    if provider not in JUDGED:
        what = f"migrations for {provider} cannot be judged" if provider else "for which database?"
        hint = f"say it: --database {' | '.join(JUDGED)}"
        raise UsageError(what, where=str(script), hint=hint, code="lint-database")
    earlier = sorted(it for it in history.glob(f"*/{migrate.SQL}") if it.parent < script.parent)
    text = migrate.script_text(script)
    before = (migrate.script_text(it) for it in earlier)
    return migrate.lint_script(text, provider, before)


def _changed(place: Path, since: str) -> frozenset[Path]:
    """Ask git which files were added or changed, those that are not committed yet too."""
    folder = place if place.is_dir() else place.parent
    hint = "name a commit that is there; in CI, fetch it first"
    names: set[str] = set()
    for arguments in (
        ["diff", "--name-only", "-z", "--diff-filter=d", "--relative", since],
        ["ls-files", "-z", "--others", "--exclude-standard"],
    ):
        where = f"--since {since}"
        listed = git.run(*arguments, "--", ".", folder=folder, where=where, hint=hint)
        names |= {*listed.decode(errors="surrogateescape").split("\0")} - {""}
    return frozenset((folder / name).resolve() for name in names)


def _told(script: Path, start: Path) -> str:
    return script.relative_to(start).as_posix() if script.is_relative_to(start) else str(script)
