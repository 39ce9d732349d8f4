"""Names of constraints, as Prisma 7 derives them on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from t3gen.model import reserved
from t3gen.model.findings import Findings
from t3gen.model.record import Check, Constraint, Field, Index, Resource, Unique
from t3gen.model.relations import Link
from t3gen.spec import ResourceSpec, Word

LONGEST = 63
_SHORTEN = "Shorten the resource or its fields."
_RENAME = 'Give one of them a name: "{fields: [status], name: by_status}".'


def name(table: str, fields: Sequence[str], kind: str, longest: int = LONGEST) -> str:
    """Return the name of a unique key (kind "key"), foreign key ("fkey") or index ("idx").

    PostgreSQL limits names to 63 bytes. Prisma truncates the part before the kind.
    """
    suffix = f"_{kind}"
    return "_".join([table, *fields])[: longest - len(suffix)] + suffix


@dataclass(frozen=True)
class Table:
    """A table in the database.

    Args:
        columns: The columns whose names differ from their fields.
        unique_id: Whether the id has a unique index beside the primary key.
    """

    name: str
    columns: Mapping[str, str]
    unique_id: bool = False

    def constraint(self, fields: Sequence[str], kind: str) -> str:
        """Return the name of a constraint or index over some fields; see `name`."""
        return name(self.name, [self.columns.get(one, one) for one in fields], kind)


def of(
    table: Table,
    fields: Iterable[Field],
    uniques: Sequence[Unique],
    scope: Sequence[str] = (),
    *,
    reports_names: bool = True,
) -> tuple[Constraint, ...]:
    """Return the unique and foreign keys of a table, with their names.

    Args:
        table: The table.
        fields: Its fields.
        uniques: Its composite unique keys.
        scope: Fields that all unique keys start with, such as the tenant's.
        reports_names: Whether the database names the constraint that a row violates; SQLite names
            the columns, from which the usual name follows.
    """
    columns = list(fields)
    given = [(one.name,) for one in columns if one.unique and one.name == reserved.ID]
    alone = [one for one in columns if one.unique and one.name != reserved.ID]
    links = [(one.name,) for one in alone if one.type == "reference"]
    values = [(one.name,) for one in alone if one.type != "reference"]
    foreign = [(one.name,) for one in columns if one.type in ("reference", "owner")]
    keys = [*given, *(one.fields for one in uniques if one.primary)]
    primary = table.constraint((), "pkey")
    return (
        *(
            Constraint(primary if reports_names else table.constraint(row, "key"), row)
            for row in keys
        ),
        *(
            Constraint(table.constraint(row, "key"), row)
            for row in given
            if table.unique_id and reports_names
        ),
        *(Constraint(table.constraint(row, "key"), row) for row in links),
        *(Constraint(table.constraint((*scope, *row), "key"), row) for row in values),
        *(
            Constraint(
                (reports_names and one.map) or table.constraint((*scope, *one.fields), "key"),
                one.fields,
            )
            for one in uniques
            if not one.primary
        ),
        *(Constraint(table.constraint(row, "fkey"), row) for row in foreign),
    )


def check_tables(links: Iterable[Link], findings: Findings) -> None:
    """Add many-to-many tables whose truncated names are equal."""
    used: dict[str, Link] = {}
    for link in links:
        if not link.many:
            continue
        label = link.label or "To".join(sorted((link.source, link.target)))
        first = used.setdefault(f"_{label}"[:LONGEST], link)
        if first is not link:
            what = f"its table would have the same name as that of {first.source}.{first.name}"
            findings.add(link.spec, link.at, "LONG_NAME", what, "Shorten the names.")


def check(spec: ResourceSpec, resource: Resource, findings: Findings) -> None:
    """Add constraints and indexes of a table whose names are equal."""
    table = Table(resource.table or resource.name, resource.columns)
    rows: list[tuple[str, tuple[str, ...], Constraint | Index | Check]] = [
        (one.name, one.fields, one) for one in resource.constraints
    ]
    rows += [(one.constraint, (one.name,), one) for one in resource.checks]
    for index in resource.indexes:
        parts = tuple(part.name for part in index.parts)
        rows.append((index.map or table.constraint(parts, "idx"), parts, index))
    used: dict[str, tuple[tuple[str, ...], Constraint | Index | Check]] = {}
    for named, row, one in rows:
        first, other = used.setdefault(named, (row, one))
        if other != one:
            what = (
                f"the constraints over {', '.join(first)} and over {', '.join(row)} "
                f'would both be named "{named}"'
            )
            hint = _SHORTEN if len(named) == LONGEST else _RENAME
            findings.add(spec, _word(spec, row), "LONG_NAME", what, hint)


def _word(spec: ResourceSpec, row: Sequence[str]) -> Word:
    """Return the word that declares a constraint or an index over some columns.

    Columns of a tenant may precede its own. An index that only lists need is left out where names
    collide, so that it is never the cause.
    """
    lists = [row.fields for row in spec.uniques]
    lists += [tuple(part.name for part in index.parts) for index in spec.indexes]
    for words in sorted(lists, key=len, reverse=True):
        if words and _are(words, row[-len(words) :]):
            return words[0]
    keys = [one.settings["key"] for one in spec.relations if "key" in one.settings]
    declared = [*(one.name for one in spec.fields), *(one.name for one in spec.relations), *keys]
    declared += [one.name for one in spec.invariants]
    return next((word for word in declared if _are([word], row[-1:])), spec.name)


def _are(words: Sequence[Word], row: Sequence[str]) -> bool:
    """Return whether words name columns: by a field, or by the relation that has the key."""
    pairs = zip(words, row, strict=False)
    return len(words) == len(row) and all(name in (one.text, f"{one}Id") for one, name in pairs)
