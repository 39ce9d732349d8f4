"""Names of constraints, as Prisma 7 derives them on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import Constraint, Field, Resource, Unique
from t3gen.model.relations import Link
from t3gen.spec import ResourceSpec, Word

LONGEST = 63


def name(table: str, fields: Sequence[str], kind: str, longest: int = LONGEST) -> str:
    """Return the name of a unique key (kind "key"), foreign key ("fkey") or index ("idx").

    PostgreSQL limits names to 63 bytes. Prisma truncates the part before the kind.
    """
    suffix = f"_{kind}"
    return "_".join([table, *fields])[: longest - len(suffix)] + suffix


def of(
    table: str, fields: Iterable[Field], uniques: Iterable[Unique], scope: Sequence[str] = ()
) -> tuple[Constraint, ...]:
    """Return the unique and foreign keys of a table, with their names.

    Args:
        table: The table.
        fields: Its columns.
        uniques: Its composite unique keys.
        scope: Columns that all unique keys start with, such as the tenant's.
    """
    columns = list(fields)
    links = [(one.name,) for one in columns if one.unique and one.type == "reference"]
    values = [(one.name,) for one in columns if one.unique and one.type != "reference"]
    within = [*values, *(one.fields for one in uniques)]
    foreign = [(one.name,) for one in columns if one.type in ("reference", "owner")]
    return (
        *(Constraint(name(table, row, "key"), row) for row in links),
        *(Constraint(name(table, (*scope, *row), "key"), row) for row in within),
        *(Constraint(name(table, row, "fkey"), row) for row in foreign),
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
    """Add constraints and indexes of a table whose truncated names are equal."""
    rows = [(one.name, one.fields) for one in resource.constraints]
    for index in resource.indexes:
        parts = tuple(part.name for part in index.parts)
        rows.append((name(resource.name, parts, "idx"), parts))
    used: dict[str, tuple[str, ...]] = {}
    words = _words(spec)
    for cut, row in rows:
        first = used.setdefault(cut, row)
        if first is not row and len(cut) == LONGEST:
            what = (
                f"the constraints over {', '.join(first)} and over {', '.join(row)} "
                f'would both be named "{cut}"'
            )
            word = next((one for one in words if {one.text, f"{one}Id"} & {*row}), spec.name)
            findings.add(spec, word, "LONG_NAME", what, "Shorten the resource or its fields.")


def _words(spec: ResourceSpec) -> list[Word]:
    """Return the words that declare constraints, the longest first."""
    rows = [*spec.uniques, *([part.name for part in row] for row in spec.indexes)]
    return [row[0] for row in sorted(rows, key=len, reverse=True) if row]
