"""The digest of a plan: what it was made of, and what it would do, as one number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from t3gen import ANSWERS_FILE, migrate, project, render
from t3gen.actions.steps import migration
from t3gen.actions.steps.change import Change
from t3gen.errors import ProjectError, UsageError

OUTCOME = "what it would do"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_STAMP = re.compile(rf"^({migrate.FOLDER}/)\d{{14}}_")
_KEPT = 100
_MOST = 10

Parts = Mapping[str, str]


def parts(change: Change, planned: project.Plan, due: migration.DueMigration) -> Parts:
    """Return the hashes of what a plan depends on, by name: specs, files, migrations, its outcome.

    The answers file has the version of the template, and the resources of the last generation.
    """
    disk = project.Disk(change.root)
    paths = {step.path for step in planned.everything} | {ANSWERS_FILE}
    texts: dict[str, bytes | None] = {path: disk.read(path) for path in paths}
    texts |= {path: text.encode() for path, text in migration.schema(change.root).items()}
    texts |= change.specs
    history = migrate.read(change.root)
    for name in history.names[-1:]:
        files = (f"{migrate.FOLDER}/{name}/{file}" for file in (migrate.SQL, migrate.SNAPSHOT))
        texts |= {path: disk.read(path) for path in files}
    hashes = {path: _hash(data) for path, data in texts.items() if data is not None}
    return hashes | {OUTCOME: _hash("\n".join(_outcome(planned, due)).encode())}


def digest(of: Parts) -> str:
    """Return the digest of a plan, from its parts."""
    return _hash(json.dumps(sorted(of.items())).encode())


def keep(of: Parts) -> None:
    """Keep the parts of a plan in the user's cache, so that a refusal can name what has changed."""
    folder = _folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / digest(of)).write_text(json.dumps(of), encoding="utf-8")
        for old in sorted(folder.iterdir(), key=lambda one: -one.stat().st_mtime)[_KEPT:]:
            old.unlink()


def check(
    approved: str, change: Change, planned: project.Plan, due: migration.DueMigration
) -> None:
    """Check that a plan is the approved one.

    Raises:
        UsageError: The text is not a digest.
        ProjectError: Something has changed since; it says what, if that plan was made here.
    """
    names = changed(approved, parts(change, planned, due))
    if names is None:
        return
    raise ProjectError(
        f"the plan {difference(names)}",
        where="--plan",
        hint="nothing has been written; review the plan as it is now: t3gen plan",
        code="plan-changed",
    )


def difference(names: Sequence[str]) -> str:
    """Return how a plan differs from the approved one, for messages."""
    if not names:
        return "of this project, as it stands, is another one"
    more = f", and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"has changed since it was made: {', '.join(names[:_MOST])}{more}"


def changed(approved: str, now: Parts) -> list[str] | None:
    """Return what has changed since a plan; None if nothing has, no names if the cache lacks it.

    Raises:
        UsageError: The text is not a digest.
    """
    if not _DIGEST.fullmatch(approved):
        hint = "write all 64 digits that t3gen plan shows"
        raise UsageError(f'"{approved}" is not the digest of a plan', where="--plan", hint=hint)
    if digest(now) == approved:
        return None
    before = _kept(approved)
    names = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    inputs = [name for name in names if name != OUTCOME]
    return (inputs or names) if before else []


def _kept(approved: str) -> dict[str, str]:
    try:
        kept = json.loads((_folder() / approved).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and digest(kept) == approved else {}


def _folder() -> Path:
    return render.user_cache() / "plans"


def _outcome(planned: project.Plan, due: migration.DueMigration) -> Iterator[str]:
    """Yield what a plan does, without the time at which it would do it."""
    yield due.pending
    for step in planned.everything:
        if not step.changes:
            continue
        path = _STAMP.sub(r"\1", step.path)
        # Snapshots name the migration before; they follow from the schema, which is a part.
        is_snapshot = path != step.path and path.endswith(f"/{migrate.SNAPSHOT}")
        yield f"{path} {step.verdict} {'' if is_snapshot else _hash(step.after or b'')}"


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
