"""What a change of specs means to clients and rows: what breaks, and what does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from t3gen import migrate, model
from t3gen.actions.steps import surface
from t3gen.actions.steps.surface import Flip, Operation

CLIENTS, ROWS = "clients", "rows"


@dataclass(frozen=True)
class Generation:
    """The files and the resources of one state of the specs."""

    files: surface.Rendered
    records: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ChangedOperation:
    """An operation that comes, goes, or changes.

    Args:
        change: added, removed or changed.
        operation: The operation.
        what: What changes in it; empty for those that come or go.
    """

    change: str
    operation: Operation
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effect:
    """An effect on clients or rows.

    Args:
        affects: clients or rows.
        where: What it is about.
        what: The effect, in words.
        breaks: Whether a client may fail, or rows may be lost or refused.
    """

    affects: str
    where: str
    what: str
    breaks: bool


@dataclass(frozen=True)
class Differences:
    """The difference of two generations.

    Args:
        operations: Operations that come, go, or change.
        flips: Cells of access tables that change.
        columns: Columns that change.
        effects: The effects on clients and rows.
    """

    operations: tuple[ChangedOperation, ...]
    flips: tuple[Flip, ...]
    columns: tuple[migrate.ColumnChange, ...]
    effects: tuple[Effect, ...]


def differences(before: Generation, after: Generation, schemas: migrate.Comparison) -> Differences:
    """Return the difference of two generations.

    Args:
        before: The generation before.
        after: The one after.
        schemas: The difference of their schemas.
    """
    clients = model.client_changes(before.records, after.records)
    operations = tuple(_operations(before, after, clients))
    flips = tuple(surface.flips(before.files, after.files))
    effects = [*_lost(operations), *_noticed(clients), *_refused(flips)]
    effects += [Effect(ROWS, one.where, one.what, breaks=True) for one in schemas.risks]
    return Differences(operations, flips, schemas.columns, tuple(dict.fromkeys(effects)))


def _operations(
    before: Generation, after: Generation, clients: Sequence[model.ClientChange]
) -> Iterator[ChangedOperation]:
    old, new = _changed(before, after), _changed(after, before)
    had, has = surface.operations(before.files, old), surface.operations(after.files, new)
    for one in sorted(_served(had, has)):
        yield ChangedOperation("removed", one)
    for one in sorted(_served(has, had)):
        yield ChangedOperation("added", one)
    for one in sorted(has):
        touching = [
            f"{it.where}: {it.what}"
            for it in clients
            if it.resource == one.resource and one.name in it.operations
        ]
        if touching and not _served({one}, had):
            yield ChangedOperation("changed", one, tuple(touching))


def _served(some: set[Operation], others: set[Operation]) -> set[Operation]:
    """Return the operations whose method and path others lack."""
    paths = {(one.method, one.path) for one in others}
    return {one for one in some if (one.method, one.path) not in paths}


def _changed(generation: Generation, other: Generation) -> dict[str, Mapping[str, Any]]:
    """Return the resources that differ from those of another generation, by name."""
    others = {record["name"]: record for record in other.records}
    records = {record["name"]: record for record in generation.records}
    return {name: record for name, record in records.items() if others.get(name) != record}


def _lost(operations: Sequence[ChangedOperation]) -> Iterator[Effect]:
    for one in operations:
        if not one.what:
            it = one.operation
            text = f"{it.method} {it.path} is {one.change}"
            yield Effect(CLIENTS, it.resource, text, breaks=one.change == "removed")


def _noticed(clients: Sequence[model.ClientChange]) -> Iterator[Effect]:
    for one in clients:
        yield Effect(CLIENTS, one.where, one.what, breaks=one.breaks)


def _refused(flips: Sequence[Flip]) -> Iterator[Effect]:
    for one in flips:
        if one.opens or one.closes:
            row = f" of row {one.row}" if one.row and one.row != "base" else ""
            text = f"{one.who}{row}: {one.before}, then {one.after}"
            yield Effect(CLIENTS, f"{one.resource} {one.subject}", text, breaks=one.closes)
