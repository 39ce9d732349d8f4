"""The record of what init did, by which it can be undone exactly."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from t3gen import project
from t3gen.errors import ProjectError

FILE = ".t3gen/init.json"
_ESCAPE = "surrogateescape"


@dataclass(frozen=True)
class Record:
    """What init did.

    Args:
        before: The texts of the files that it changed, by path; None for those that it created.
        after: The digests of what it wrote, by path.
        own_schema: The schema with the models of the app alone, as the baseline has it.
    """

    before: Mapping[str, str | None]
    after: Mapping[str, str]
    own_schema: str

    def edited(self, disk: project.Disk) -> list[str]:
        """Return the files that are no longer as init has written them."""
        return [path for path, digest in self.after.items() if _digest(disk.read(path)) != digest]


def text_of(steps: Iterable[project.Step], own_schema: str) -> bytes:
    """Return the record of steps, as text."""
    return extended(Record({}, {}, own_schema), steps)


def extended(record: Record, steps: Iterable[project.Step]) -> bytes:
    """Return a record with further steps, as text."""
    changes = [step for step in steps if step.changes]
    before = {step.path: _text(step.before) for step in changes}
    after = {step.path: _digest(step.after) for step in changes}
    whole = Record({**record.before, **before}, {**record.after, **after}, record.own_schema)
    return json.dumps(asdict(whole)).encode()


def read(disk: project.Disk) -> Record:
    """Read the record of an app.

    Raises:
        ProjectError: There is none, or it cannot be read.
    """
    data = disk.read(FILE)
    if data is None:
        raise ProjectError(
            "there is no record of what init did; git ignores it, so that it stays on one machine",
            where=FILE,
            hint="undo the commit instead: git revert",
            code="no-init-record",
        )
    try:
        return Record(**json.loads(data))
    except (ValueError, TypeError) as problem:
        raise ProjectError(f"cannot be read: {problem}", where=FILE) from problem


def data_of(text: str | None) -> bytes | None:
    """Return the content of a file from the record."""
    return None if text is None else text.encode(errors=_ESCAPE)


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode(errors=_ESCAPE)


def _digest(data: bytes | None) -> str:
    return sha256(data).hexdigest() if data is not None else ""
