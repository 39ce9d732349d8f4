"""The events that writes of a resource emit: `emit: [created, placed]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from t3gen.model.findings import Findings
from t3gen.model.names import check_word
from t3gen.model.record import Event
from t3gen.model.relations import Link
from t3gen.spec import EventSpec, ResourceSpec, Word, suggestion

MODELS = ("OutboxEvent", "EventDelivery")
"""The models of the outbox."""
ENDPOINT = "WebhookEndpoint"
"""The model of endpoints of webhooks."""
WRITES = {"created": "create", "updated": "update", "deleted": "delete", "restored": "restore"}
"""The operations that emit, by what their events are called."""


def events(spec: ResourceSpec, var: str) -> tuple[Event, ...]:
    """Return the events of a resource, each once for every operation that emits it."""
    return tuple(
        Event(f"{var}.{event.name}", operation)
        for event in spec.events
        for operation in dict.fromkeys(_operations(spec, event))
    )


def has_writes(
    spec: ResourceSpec, specs: Mapping[str, ResourceSpec], incoming: Iterable[Link]
) -> bool:
    """Return whether writes of a resource emit events, or the rows that are created nested do."""
    nested = (specs[link.source] for link in incoming if link.embed)
    return bool(spec.events) or any("create" in _emitting(one) for one in nested)


def check(
    specs: Mapping[str, ResourceSpec], incoming: Mapping[str, Sequence[Link]], findings: Findings
) -> None:
    """Add problems of the events of resources."""
    embedded = {link.source for links in incoming.values() for link in links if link.embed}
    used = [spec for spec in specs.values() if spec.events]
    for spec in used:
        _check(spec, findings, is_embedded=spec.name.text in embedded)
    webhooks = next((one.webhooks for one in specs.values() if one.webhooks), None)
    if webhooks and not used:
        what, hint = "no resource emits events", 'Add "emit" to a resource, or remove "webhooks".'
        findings.add_at(webhooks.source, webhooks.role, "EVENT", what, hint)
    for name, spec in specs.items() if used else ():
        what = f'"{name}" is a model of the outbox of events'
        if name in MODELS or (webhooks and name == ENDPOINT):
            findings.add(spec, spec.name, "RESERVED_NAME", what, "Choose another name.")


def _emitting(spec: ResourceSpec) -> set[str]:
    return {one for event in spec.events for one in _operations(spec, event)}


def _operations(spec: ResourceSpec, event: EventSpec) -> Iterator[str]:
    for word in event.sources or (event.name,):
        yield from _meant(spec, word.text)


def _meant(spec: ResourceSpec, name: str) -> Sequence[str]:
    """Return the operations or transitions that a name stands for."""
    steps = [one for states in spec.states for one in states.transitions]
    if name in WRITES or name in WRITES.values():
        return (WRITES.get(name, name),)
    if any(one.name.text == name for one in steps):
        return (name,)
    return [one.name.text for one in steps if one.target.text == name]


def _check(spec: ResourceSpec, findings: Findings, *, is_embedded: bool) -> None:
    seen: set[str] = set()
    for event in spec.events:
        if event.name.text in seen:
            what = f'"{event.name}" is declared twice'
            findings.add(spec, event.name, "SAID_TWICE", what, "Keep one.")
            continue
        seen.add(event.name.text)
        if event.sources:
            check_word(spec, event.name, findings, in_database=False)
        for word in event.sources or (event.name,):
            _check_source(spec, word, findings, is_embedded=is_embedded)


def _check_source(spec: ResourceSpec, word: Word, findings: Findings, *, is_embedded: bool) -> None:
    operations = _meant(spec, word.text)
    if not operations:
        steps = [one for states in spec.states for one in states.transitions]
        known = [*WRITES, *(one.name.text for one in steps), *(one.target.text for one in steps)]
        hint = suggestion.hint(word.text, dict.fromkeys(known))
        findings.add(spec, word, "EVENT", f'nothing is called "{word}" that emits an event', hint)
        return
    missing = _missing(spec, operations[0], is_embedded=is_embedded)
    if missing:
        findings.add(spec, word, "EVENT", f'nothing emits "{word}"', missing)


def _missing(spec: ResourceSpec, operation: str, *, is_embedded: bool) -> str:
    """Return how to add an operation that there is not; empty where there is."""
    if operation == "restore":
        hint = 'Remove it, or add "options: {soft_delete: true}" and the operation "delete".'
        return "" if spec.soft_delete and "delete" in spec.api.operations else hint
    is_there = operation not in WRITES.values() or operation in spec.api.operations
    if is_there or (is_embedded and operation == "create"):
        return ""
    return f'Remove it, or add "{operation}" to "operations".'
