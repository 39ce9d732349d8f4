"""Events of specs: what their names mean, what is recorded, and who has no events."""

from __future__ import annotations

import jsonschema
import pytest
import yaml

from t3gen import model, spec
from t3gen.spec.documents import ResourceDocument
from t3gen.spec.schema import resource_schema
from t3gen.spec.writing import dump, layout

HEAD = """\
resource: Order

fields:
  status: enum(draft, placed, cancelled) = draft

states:
  status:
    place:  draft -> placed
    cancel: draft | placed -> cancelled
    expire: draft -> cancelled

"""
LINE = """\
resource: Line
fields: {count: int}
relations: {order: Order}
emit: [created]
api: {operations: [list]}
"""


def resources(*texts: str) -> dict[str, model.Resource]:
    files = {f"{at}.yaml": text.encode() for at, text in enumerate(texts)}
    return {one.name: one for one in model.resolve(spec.read(files))}


def events(emit: str) -> list[tuple[str, str]]:
    order = resources(f"{HEAD}emit: {emit}\n")["Order"]
    return [(one.type, one.operation) for one in order.emits]


@pytest.mark.parametrize(
    ("emit", "expected"),
    [
        ("[created, updated, deleted]", ["created: create", "updated: update", "deleted: delete"]),
        ("[place]", ["place: place"]),
        ("[placed]", ["placed: place"]),
        ("[cancelled]", ["cancelled: cancel", "cancelled: expire"]),
        ("{placed: place}", ["placed: place"]),
        ("{ended: [cancelled, delete]}", ["ended: cancel", "ended: expire", "ended: delete"]),
        ("{ended: [cancel, cancelled]}", ["ended: cancel", "ended: expire"]),
        ("{changed: [updated, place]}", ["changed: update", "changed: place"]),
    ],
)
def test_names_mean_operations_transitions_and_states(emit: str, expected: list[str]) -> None:
    pairs = [one.split(": ") for one in expected]

    assert [(f"order.{name}", operation) for name, operation in pairs] == events(emit)


def test_a_row_that_has_rows_nested_records_their_events() -> None:
    text = HEAD + 'relations: {lines: "Line[] embed"}\n'
    found = resources(text, LINE)

    assert (found["Order"].emits, found["Order"].writes) == ((), True)
    assert "emits" not in found["Order"].record()
    assert [{"type": "line.created", "operation": "create"}] == found["Line"].record()["emits"]


def test_what_emits_nothing_has_no_trace_of_it() -> None:
    record = resources(HEAD)["Order"].record()

    assert {"emits", "writes", "webhooks"} & set(record) == set()


def test_webhooks_are_recorded_where_events_are() -> None:
    files = {
        "_project.yaml": b"webhooks: role(support)\n",
        "order.yaml": f"{HEAD}emit: [created]\n".encode(),
        "other.yaml": b"resource: Other\nfields: {x: int}\n",
    }
    order, other = model.resolve(spec.read(files))

    assert ("support", "") == (order.webhooks, other.webhooks)


@pytest.mark.parametrize(
    "emit", ["[created, placed]", "{placed: place, ended: [cancel, delete]}", "{a: [create]}"]
)
def test_specs_with_events_are_written_and_checked_by_the_schema(emit: str) -> None:
    text = f"{HEAD}emit: {emit}\n"
    data = yaml.safe_load(text)

    jsonschema.validate(data, resource_schema())
    written = dump(ResourceDocument.model_validate(data))
    assert resources(text) == resources(written)
    assert f"\nemit: {emit}\n" in written
    assert layout(text) == text


@pytest.mark.parametrize("emit", ["created", "[]", "{}", "[3]", "{a: []}", "{A-B: create}"])
def test_the_schema_refuses_other_shapes(emit: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(f"{HEAD}emit: {emit}\n"), resource_schema())
