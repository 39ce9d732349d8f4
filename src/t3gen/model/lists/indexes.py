"""The indexes of a table: declared ones, and those that its lists need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from t3gen.model.names import constraints
from t3gen.model.record import Field, Index, Part, Unique
from t3gen.model.reserved import ID, TIMESTAMPS
from t3gen.spec.indexes import BTREE
from t3gen.spec.vocabulary import LONGEST_INDEXED, TEXTS, UNORDERED

KEYS = ("reference", "owner")
NOT_INDEXED = ("references", *UNORDERED)


@dataclass(frozen=True)
class ListNeeds:
    """The columns that lists query.

    Args:
        fields: Columns to filter or sort by, also by lists of other resources.
        texts: Columns to search in, if the database has an index for that.
        scope: Columns that all queries filter by and all unique keys start with: the tenant's.
        key: The columns of the key, by which all lists are sorted in the end.
        unindexed: Foreign keys without an index.
    """

    fields: tuple[str, ...]
    texts: tuple[str, ...]
    scope: tuple[str, ...] = ()
    key: tuple[str, ...] = (ID,)
    unindexed: frozenset[str] = frozenset()


def of(
    table: constraints.Table,
    fields: Sequence[Field],
    uniques: Sequence[Unique],
    declared: Sequence[Index],
    needs: ListNeeds,
) -> tuple[Index, ...]:
    """Return all indexes of a table.

    Foreign keys get one, which deletes need, unless the spec declines it. Each field to filter or
    sort by gets one, followed by the id so that all pages cost the same, unless another index
    starts with it. A search gets one over all its texts.
    """
    links = {one.name for one in fields if one.unique and one.type == "reference"}
    # Of the index of some rows, queries of all rows make no use.
    complete = [one for one in uniques if not one.where]
    within = {one.name for one in fields if one.unique} | {one.fields[0] for one in complete}
    ordered = {one.parts[0].name for one in declared if one.kind == BTREE}
    others = {one.parts[0].name for one in declared if one.kind != BTREE}
    leading = ordered | (links if needs.scope else within)
    leading |= set(needs.scope) if within - links else set()
    without = leading | others | needs.unindexed
    keys = [one.name for one in fields if one.type in KEYS and one.name not in without]
    usable = {one.name for one in fields if is_indexed(one)} | {*TIMESTAMPS}
    candidates = usable - {*leading, *within, *keys}
    names = [one for one in dict.fromkeys(needs.fields) if one in candidates]
    added = [Index(tuple(map(Part, dict.fromkeys((name, *needs.key))))) for name in names]
    if needs.texts:
        added.append(Index(tuple(map(Part, needs.texts)), "trigram"))
    own = [*declared, *(Index((Part(name),)) for name in keys)]
    return (*own, *_with_distinct_names(table, own, added))


def is_indexed(field: Field) -> bool:
    """Return whether an index can hold every value of a field."""
    longest = field.max if field.length is None else field.length
    if field.type in TEXTS:
        return not field.list and isinstance(longest, int) and longest <= LONGEST_INDEXED
    return not field.list and field.type not in NOT_INDEXED


def _with_distinct_names(
    table: constraints.Table, own: Sequence[Index], added: Sequence[Index]
) -> Iterator[Index]:
    """Yield the added indexes whose truncated names are not in use."""
    used = {_name(table, index) for index in own}
    for index in added:
        if _name(table, index) not in used:
            used.add(_name(table, index))
            yield index


def _name(table: constraints.Table, index: Index) -> str:
    return index.map or table.constraint([part.name for part in index.parts], "idx")
