"""Transitions of specs: their two forms, what is refused, and what is recorded of them."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, spec
from t3gen.errors import Problem, SpecErrors
from t3gen.spec import renaming, shape, yaml
from t3gen.spec.yaml import Mapping, Source

HEAD = """\
resource: Order

fields:
  total:  int
  status: enum(draft, placed, paid) = draft

"""
STATES = """\
states:
  status:
    place: draft -> placed
    pay:   {from: [placed, draft], to: paid, access: role(admin)}  # by hand

"""
REST = "owner: user\naccess:\n  update: owner & total > 0\n"
TEXT = HEAD + STATES + REST


def read(text: str) -> spec.ResourceSpec:
    reading = spec.read({"order.yaml": text.encode()})
    assert reading.problems == ()
    return reading.specs[0]


def record(text: str) -> dict[str, Any]:
    (one,) = model.resolve(spec.read({"order.yaml": text.encode()}))
    return one.record()


def problems(text: str) -> list[Problem]:
    with pytest.raises(SpecErrors) as refused:
        record(text)
    return [*refused.value.problems]


def transitions(text: str) -> list[tuple[object, ...]]:
    return [
        (one.name.text, [word.text for word in one.sources], one.target.text)
        for states in read(text).states
        for one in states.transitions
    ]


@pytest.mark.parametrize(
    "form",
    [
        "draft | placed -> paid",
        "draft|placed->paid",
        '"draft | placed -> paid"',
        "{from: [draft, placed], to: paid}",
    ],
)
def test_the_forms_of_a_transition_mean_the_same(form: str) -> None:
    text = f"{HEAD}states: {{status: {{place: draft -> placed, pay: {form}}}}}\n"

    expected = [("place", ["draft"], "placed"), ("pay", ["draft", "placed"], "paid")]
    assert transitions(text) == expected


@pytest.mark.parametrize(
    "form", ["draft", "-> paid", "draft ->", "draft paid", "a - > b", "a->b->c"]
)
def test_what_is_no_transition_is_refused_with_an_example(form: str) -> None:
    reading = spec.read({"order.yaml": f"{HEAD}states: {{status: {{pay: {form}}}}}\n".encode()})

    (problem,) = reading.problems
    assert problem.code == "SPEC.STATE"
    assert 'Write "draft -> placed"' in problem.hint


def test_the_layout_of_transitions_is_aligned_and_keeps_comments() -> None:
    loose = TEXT.replace("    pay:   {from: [placed, draft],", "    pay: {from:  [placed,draft],")

    assert spec.layout(loose) == TEXT
    assert spec.layout(TEXT) == TEXT


def test_a_spec_with_states_means_the_same_once_it_is_written_anew() -> None:
    (root,) = yaml.parse(Source.of("order.yaml", TEXT)).roots
    assert isinstance(root, Mapping)

    assert record(spec.dump(spec.document(shape.document_data(root)))) == record(TEXT)


def test_only_transitions_change_a_field_with_states() -> None:
    field = next(one for one in record(TEXT)["fields"] if one["name"] == "status")

    assert (field["in_create"], field["in_update"], field["required"]) == (False, False, False)
    assert (field["in_answer"], field["state"]) == (True, True)


def test_a_transition_without_a_rule_has_that_of_updates() -> None:
    place, pay = record(TEXT)["transitions"]

    assert (place["declared"], pay["declared"]) == (False, True)
    assert place["rule"] == next(
        one["rule"] for one in record(TEXT)["access"] if one["operation"] == "update"
    )
    assert pay["rule"] == {"kind": "role", "role": "admin"}


def test_a_spec_without_states_records_nothing_of_them() -> None:
    plain = record(HEAD + REST)

    assert "transitions" not in plain
    assert not any("state" in one for one in plain["fields"])


def test_a_renamed_field_is_renamed_in_its_states_and_in_rules_of_transitions() -> None:
    text = TEXT.replace("role(admin)", "status = placed")
    words = list(renaming.member_words(read(text), "status"))
    changed = renaming.replaced(text.encode(), [(word, "phase") for word in words]).decode()

    assert "status" not in changed
    assert "  phase:\n    place: draft -> placed\n" in changed


def test_the_table_of_conditions_tells_where_an_action_leads_from() -> None:
    text = TEXT.replace("total > 0", "status != paid")
    head, *lines = record(text)["conditions"]["table"]
    cells = {(line[0], line[1]): dict(zip(head, line, strict=True)) for line in lines}

    assert cells["bob=owner", "base"]["place"] == "200"
    assert cells["bob=owner", "paid"]["place"] == "404"
    assert cells["admin", "paid"]["pay"] == "409"
    assert cells["bob=owner", "paid"]["create"] == "-"


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("place: draft -> placed", "place: draft -> gone", 'unknown state "gone"'),
        ("place: draft -> placed", "place: draft -> draft", '"place" leads to "draft"'),
        ("place:", "restore:", '"restore" is reserved'),
        ("place:", "list:", '"list" is the name of an operation'),
        ("paid) = draft", "paid)", '"status" has no first state'),
        ("paid) = draft", "paid)? = draft", '"status" is optional'),
        ("paid) = draft", "paid) = paid", "no transition starts from"),
        ("paid) = draft", "paid, lost) = draft", 'no transitions lead from "draft" to "lost"'),
        ("enum(draft, placed, paid) = draft", "string = draft", '"status" is string'),
        ("= draft", "= draft readonly", '"readonly" does not go with states'),
        ("  status:\n    place", "  stauts:\n    place", 'unknown field "stauts"'),
        ("total > 0", "status = paid", '"place" never starts from "draft"'),
    ],
)
def test_what_states_cannot_be_is_refused(before: str, after: str, what: str) -> None:
    assert TEXT.count(before) == 1

    assert any(what in str(one) for one in problems(TEXT.replace(before, after)))
