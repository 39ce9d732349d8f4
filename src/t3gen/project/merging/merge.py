"""The merge of one file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from t3gen.project.merging import imports
from t3gen.project.merging.form import Form, plain
from t3gen.project.merging.json_keys import merge_keys
from t3gen.project.merging.lines import merge_lines
from t3gen.project.merging.renaming import KnownNames, Renaming
from t3gen.psl import columns

_COLUMNS = ".prisma"
_JSON = ".json"
_CODE = (".ts", ".tsx", ".mts", ".js", ".mjs")


@dataclass(frozen=True)
class Sides:
    """The three texts of a file: the user's, the last generation's and this one's."""

    ours: bytes
    base: bytes
    new: bytes

    @property
    def are_text(self) -> bool:
        """Whether there are lines to merge at all."""
        return not any(b"\0" in data for data in (self.ours, self.base, self.new))


@dataclass(frozen=True)
class Merged:
    """What came of a merge.

    Args:
        data: The text, in the form of the user's.
        conflicts: How many conflicts are marked in it.
    """

    data: bytes
    conflicts: int


def merge(path: str, sides: Sides) -> Merged:
    """Merge a file; every line that the user changed is in the result, in a marked conflict or not.

    Raises:
        ProjectError: Git is missing.
    """
    if not sides.are_text:
        return Merged(sides.ours, 1)
    form = Form.of(sides.ours)
    bare = Sides(form.plain(sides.ours), plain(sides.base), plain(sides.new))
    merged = _by_keys(bare) if path.endswith(_JSON) else None
    if merged is None:
        merged = _in_columns(bare) if path.endswith(_COLUMNS) else Merged(*_lines(bare))
    if merged.conflicts and path.endswith(_CODE):
        text, settled = imports.settle(_text(merged.data))
        merged = Merged(text.encode(errors=_ESCAPE), merged.conflicts - settled)
    return replace(merged, data=form.put_on(merged.data))


def renamed(path: str, data: bytes, renaming: Renaming, known: KnownNames) -> bytes:
    """Rename in a file, which keeps its columns and its form."""
    form = Form.of(data)
    bare = form.plain(data)
    after = renaming.apply(bare, known)
    if path.endswith(_COLUMNS):
        after = columns.realign(_text(bare), _text(after)).encode(errors=_ESCAPE)
    return form.put_on(after)


def _lines(sides: Sides) -> tuple[bytes, int]:
    return merge_lines(sides.ours, sides.base, sides.new)


def _by_keys(sides: Sides) -> Merged | None:
    merged = merge_keys(_text(sides.ours), _text(sides.base), _text(sides.new))
    return merged and Merged(merged[0].encode(errors=_ESCAPE), merged[1])


def _in_columns(sides: Sides) -> Merged:
    loose = Sides(*(_loosened(data) for data in (sides.ours, sides.base, sides.new)))
    data, conflicts = _lines(loose)
    return Merged(columns.align(_text(data), _text(sides.ours)).encode(errors=_ESCAPE), conflicts)


_ESCAPE = "surrogateescape"


def _text(data: bytes) -> str:
    return data.decode(errors=_ESCAPE)


def _loosened(data: bytes) -> bytes:
    return columns.normalize(_text(data)).encode(errors=_ESCAPE)
