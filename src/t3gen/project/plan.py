"""Which verdict each file gets.

B is the file as the last generation made it, N as this one does, O as it is on disk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from t3gen import ANSWERS_FILE
from t3gen.errors import ProjectError
from t3gen.project.disk import Disk
from t3gen.project.steps import File, Plan, Step, Verdict

PENDING_FILE = ".t3gen/pending.json"
_PRIVATE = frozenset({".env"})
_RECORDS = frozenset({ANSWERS_FILE, PENDING_FILE})


def make(
    disk: Disk,
    base: Mapping[str, File],
    new: Mapping[str, File],
    own: Mapping[str, bytes] | None = None,
) -> Plan:
    """Compare what was generated, what should be and what is.

    Args:
        disk: The project.
        base: Every file of the last generation, the answers file included.
        new: Every file of this generation.
        own: Files that are written once and then belong to the user: specs, migrations.

    Raises:
        ProjectError: A file cannot be read, or holds unresolved merge markers.
    """
    written = _written(disk)
    steps = [
        _step(disk, path, base.get(path), new.get(path), written.get(path))
        for path in sorted(base.keys() | new.keys() | written.keys())
        if path not in _RECORDS
    ]
    steps += [_own(disk, path, data) for path, data in sorted((own or {}).items())]
    plan = Plan(tuple(sorted(steps, key=lambda step: step.path)))
    return _with_records(disk, plan, new, written)


def _step(disk: Disk, path: str, base: File | None, new: File | None, written: str | None) -> Step:
    is_settled = base is not None and new is not None and base.data == new.data
    if is_settled and written is None:
        return Step(path, Verdict.SAME, None, None)
    ours = disk.read(path)
    untouched = ours is not None and (
        (base is not None and ours == base.data) or _digest(ours) == written
    )
    if new is None:
        return _dropped(path, ours, untouched)
    return _wanted(path, ours, new, is_new=base is None, untouched=untouched)


def _dropped(path: str, ours: bytes | None, untouched: bool) -> Step:
    if ours is None:
        return Step(path, Verdict.SAME, None, None)
    if untouched:
        return Step(path, Verdict.DELETE, ours, None)
    return Step(path, Verdict.KEEP, ours, ours, reason="no longer generated, but edited: now yours")


def _wanted(path: str, ours: bytes | None, new: File, *, is_new: bool, untouched: bool) -> Step:
    if ours == new.data:
        return Step(path, Verdict.SAME, ours, ours)
    if ours is None and not is_new:
        return Step(path, Verdict.KEEP, None, None, reason="you deleted it, so it stays deleted")
    if ours is None:
        return Step(path, Verdict.CREATE, None, new.data, new.executable)
    if untouched:
        return Step(path, Verdict.UPDATE, ours, new.data, new.executable)
    return _both_changed(path, ours, is_new)


def _both_changed(path: str, ours: bytes, is_new: bool) -> Step:
    _check_markers(path, ours)
    if is_new:
        reason = "another file is already there"
        return Step(path, Verdict.CONFLICT, ours, ours, reason=reason)
    return Step(path, Verdict.EDITED, ours, ours, reason="edited by hand, so it is left alone")


def _check_markers(path: str, ours: bytes) -> None:
    lines = ours.splitlines()
    if any(line.startswith(b">>>>>>> ") for line in lines):
        for number, line in enumerate(lines, 1):
            if line.startswith(b"<<<<<<< "):
                raise ProjectError(
                    "unresolved merge markers",
                    where=f"{path}:{number}",
                    hint="resolve them, then run the command again",
                    code="unresolved-markers",
                )


def _own(disk: Disk, path: str, data: bytes) -> Step:
    ours = disk.read(path)
    if ours == data:
        return Step(path, Verdict.SAME, ours, ours)
    verdict = Verdict.CREATE if ours is None else Verdict.UPDATE
    return Step(path, verdict, ours, data, private=path in _PRIVATE)


def _with_records(disk: Disk, plan: Plan, new: Mapping[str, File], written: dict[str, str]) -> Plan:
    """Add the answers file last; while a file is left undone, its base must stay recorded.

    Then the answers stay as they are, and what has been written is noted beside them, so that the
    next run does not take it for an edit.
    """
    noted = disk.read(PENDING_FILE)
    if plan.blocked:
        done = written | {step.path: _digest(step.after) for step in plan.steps if _is_write(step)}
        text = json.dumps(done, indent=2, sort_keys=True).encode() + b"\n" if done else None
        return Plan(plan.steps, (_record(PENDING_FILE, noted, text),))
    answers = new.get(ANSWERS_FILE)
    last = [_record(PENDING_FILE, noted, None)]
    if answers is not None:
        last.append(_record(ANSWERS_FILE, disk.read(ANSWERS_FILE), answers.data))
    return Plan(plan.steps, tuple(last))


def _is_write(step: Step) -> bool:
    return step.changes and step.after is not None


def _record(path: str, before: bytes | None, after: bytes | None) -> Step:
    return Step(path, Verdict.SAME if before == after else Verdict.UPDATE, before, after)


def _written(disk: Disk) -> dict[str, str]:
    text = disk.read(PENDING_FILE)
    try:
        return dict(json.loads(text)) if text else {}
    except ValueError:
        return {}


def _digest(data: bytes | None) -> str:
    return sha256(data or b"").hexdigest()
