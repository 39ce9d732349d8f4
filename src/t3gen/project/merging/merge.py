"""Merge of one file, by keys, aligned columns or lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from t3gen.project.merging import imports
from t3gen.project.merging.json_keys import merge_keys
from t3gen.project.merging.lines import merge_lines
from t3gen.project.merging.ranges import without_allowed
from t3gen.project.merging.renaming import RelatedNames, Renaming
from t3gen.project.merging.text_format import TextFormat, normalize
from t3gen.psl import columns

_COLUMNS = ".prisma"
_JSON = ".json"
_PACKAGES = "package.json"
_CODE = (".ts", ".tsx", ".mts", ".js", ".mjs")


@dataclass(frozen=True)
class Sides:
    """The three versions of a file: the user's, the last generation's and this one's."""

    ours: bytes
    base: bytes
    new: bytes

    @property
    def are_text(self) -> bool:
        """Return whether none of them is binary."""
        return not any(b"\0" in data for data in (self.ours, self.base, self.new))


@dataclass(frozen=True)
class Merged:
    """The result of a merge.

    Args:
        data: The text, in the user's format.
        conflicts: The number of conflicts marked in it.
    """

    data: bytes
    conflicts: int


def merge(path: str, sides: Sides) -> Merged:
    """Merge a file. Every line that the user changed is in the result, maybe inside a conflict.

    Raises:
        ProjectError: Git is missing.
    """
    if not sides.are_text:
        return Merged(sides.ours, 1)
    text_format = TextFormat.of(sides.ours)
    normalized = Sides(
        text_format.normalize(sides.ours), normalize(sides.base), normalize(sides.new)
    )
    if path.rpartition("/")[2] == _PACKAGES:
        texts = (_text(side) for side in (normalized.ours, normalized.base, normalized.new))
        normalized = replace(normalized, new=without_allowed(*texts).encode(errors=_ESCAPE))
    merged = _by_keys(normalized) if path.endswith(_JSON) else None
    if merged is None:
        merged = _in_columns(normalized) if path.endswith(_COLUMNS) else Merged(*_lines(normalized))
    if merged.conflicts and path.endswith(_CODE):
        text, resolved = imports.resolve(_text(merged.data))
        merged = Merged(text.encode(errors=_ESCAPE), merged.conflicts - resolved)
    return replace(merged, data=text_format.restore(merged.data))


def renamed(path: str, data: bytes, renaming: Renaming, related: RelatedNames) -> bytes:
    """Return a file with its names renamed, keeping aligned columns and its format."""
    text_format = TextFormat.of(data)
    normalized = text_format.normalize(data)
    after = renaming.apply(normalized, related)
    if path.endswith(_COLUMNS):
        after = columns.realign(_text(normalized), _text(after)).encode(errors=_ESCAPE)
    return text_format.restore(after)


def _lines(sides: Sides) -> tuple[bytes, int]:
    return merge_lines(sides.ours, sides.base, sides.new)


def _by_keys(sides: Sides) -> Merged | None:
    merged = merge_keys(_text(sides.ours), _text(sides.base), _text(sides.new))
    return merged and Merged(merged[0].encode(errors=_ESCAPE), merged[1])


def _in_columns(sides: Sides) -> Merged:
    unaligned = Sides(*(_unaligned(data) for data in (sides.ours, sides.base, sides.new)))
    data, conflicts = _lines(unaligned)
    return Merged(columns.align(_text(data), _text(sides.ours)).encode(errors=_ESCAPE), conflicts)


_ESCAPE = "surrogateescape"


def _text(data: bytes) -> str:
    return data.decode(errors=_ESCAPE)


def _unaligned(data: bytes) -> bytes:
    return columns.normalize(_text(data)).encode(errors=_ESCAPE)
