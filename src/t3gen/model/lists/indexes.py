"""The indexes of a table: those that a spec asks for, and those that its lists need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from t3gen.model.names import constraints
from t3gen.model.record import Field, Index, Part, Unique
from t3gen.model.reserved import TIMESTAMPS
from t3gen.spec.vocabulary import TEXTS, UNORDERED

LONGEST = 650
"""The letters that an index holds: PostgreSQL keeps 2,704 bytes, and a letter takes up to four."""
KEYS = ("reference", "owner")
NOT_INDEXED = ("references", *UNORDERED)


@dataclass(frozen=True)
class Asked:
    """What lists ask of a table.

    Args:
        fields: What they are filtered or ordered by, those of other resources too.
        texts: What a search looks in, where the database has an index for that.
        scope: The columns that all of them are narrowed by, and within whose values all is unique.
    """

    fields: tuple[str, ...]
    texts: tuple[str, ...]
    scope: tuple[str, ...] = ()


def of(
    table: str,
    lines: Sequence[Field],
    uniques: Sequence[Unique],
    said: Sequence[Index],
    asked: Asked,
) -> tuple[Index, ...]:
    """Return every index of a table.

    Foreign keys have one, for deletes need it. So has every field that lists are filtered or
    ordered by, unless one begins with it already: with the id behind it, so that a page costs the
    same wherever it is. A search has one over all its texts.
    """
    links = {one.name for one in lines if one.unique and one.type == "reference"}
    within = {one.name for one in lines if one.unique} | {one.fields[0] for one in uniques}
    leading = {one.parts[0].name for one in said} | (links if asked.scope else within)
    leading |= set(asked.scope) if within - links else set()
    keys = [one.name for one in lines if one.type in KEYS and one.name not in leading]
    usable = {one.name for one in lines if is_indexed(one)} | {*TIMESTAMPS}
    left = usable - {*leading, *within, *keys}
    wanted = [one for one in dict.fromkeys(asked.fields) if one in left]
    added = [Index((Part(name), Part("id"))) for name in wanted]
    if asked.texts:
        added.append(Index(tuple(map(Part, asked.texts)), "trigram"))
    own = [*said, *(Index((Part(name),)) for name in keys)]
    return (*own, *_named_apart(table, own, added))


def is_indexed(field: Field) -> bool:
    """Return whether an index can hold every value of a field."""
    longest = field.max if field.length is None else field.length
    if field.type in TEXTS:
        return not field.list and isinstance(longest, int) and longest <= LONGEST
    return not field.list and field.type not in NOT_INDEXED


def _named_apart(table: str, own: Sequence[Index], added: Sequence[Index]) -> Iterator[Index]:
    """Leave out those whose names the database would cut to one that is there already."""
    taken = {_name(table, index) for index in own}
    for index in added:
        if _name(table, index) not in taken:
            taken.add(_name(table, index))
            yield index


def _name(table: str, index: Index) -> str:
    return constraints.name(table, [part.name for part in index.parts], "idx")
