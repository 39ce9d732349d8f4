"""Conditions that every row satisfies: `check: {paid: "total >= paid"}`."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, spec
from t3gen.errors import Problem, SpecErrors

FIELDS = """\
resource: Order
fields:
  total:  decimal(12, 2) min=0
  paid:   decimal(12, 2) min=0 = 0
  cost:   decimal(12, 4)?
  count:  int
  most:   bigint?
  starts: datetime
  ends:   datetime?
  day:    date
  status: enum(draft, paid, gone) = draft
  level:  enum(low, high)
  active: boolean = true
  name:   string(20) unique
  code:   string(20)
  tags:   json?
  pay:    int? read=role(hr)
relations:
  parent: Order? on_delete=set_null
  parts:  Order[] many inverse=wholes
owner: user
"""


def record(checks: str) -> dict[str, Any]:
    reading = spec.read({"order.yaml": f"{FIELDS}{checks}\n".encode()})
    return next(one.record() for one in model.resolve(reading))


def problems(checks: str) -> list[Problem]:
    with pytest.raises(SpecErrors) as refused:
        record(checks)
    return [*refused.value.problems]


@pytest.mark.parametrize(
    ("condition", "fields", "message"),
    [
        ("total >= paid", ["total", "paid"], "total must be at least paid."),
        ("starts < ends", ["starts", "ends"], "starts must be before ends."),
        ("count <= most", ["count", "most"], "count must be at most most."),
        ("name != code", ["name", "code"], "name must not be code."),
        ("code != 'name'", ["code"], "code must not be name."),
        ("status != paid", ["status"], "status must not be paid."),
        ("parent is null | active", ["parentId", "active"], None),
        (
            "status = draft | (ends is not null & active)",
            ["status", "ends", "active"],
            "This must hold: status = draft or (ends is not null and active).",
        ),
        ("not (status = paid & total < paid)", ["status", "total", "paid"], None),
    ],
)
def test_a_check_compares_fields_with_values_and_with_each_other(
    condition: str, fields: list[str], message: str | None
) -> None:
    (check,) = record(f'check: {{rule: "{condition}"}}')["checks"]

    assert check["fields"] == fields
    assert check["constraint"] == "Order_rule_check"
    assert message in (None, check["message"])


@pytest.mark.parametrize(
    ("condition", "what", "hint"),
    [
        ("total >= payd", 'unknown field "payd"', "paid"),
        ("totl >= paid", 'unknown field "totl"', "total"),
        ("total >= count", "decimal", "the same type"),
        ("total >= cost", "2 decimals", "the same number of decimals"),
        ("total >= total", "with itself", "another field"),
        ("status < draft", '"<" does not apply to enum', '"="'),
        ("level = status", "enum", "value"),
        ("tags = code", "json", "Conditions"),
        ("pay > 3", "may not be read by everybody", "read"),
        ("count < pay", "may not be read by everybody", "read"),
        ("starts < now", '"now" changes', "service"),
        ("owner", '"owner" depends', "Compare fields"),
        ("role(admin) | active", '"role" depends', "Compare fields"),
        ("not (member(parts))", '"member" depends', "Compare fields"),
        ("parent.owner | active", '"parent.owner" depends', "Compare fields"),
        ("active & not (active)", "no row satisfies", "alternatives"),
        ("total < paid & paid < total", "no row satisfies", "alternatives"),
        ("total >= 0", "true for every row", "Remove it"),
        ("total >= paid | total < paid", "true for every row", "Remove it"),
        ("count is not null", "never null", "?"),
        ("parent is not null", "tests can make no row", "create"),
        ("name = code", "tests can make no row", "unique"),
        ("total >", "value is missing", "value"),
    ],
)
def test_what_a_check_cannot_be_is_refused_with_a_hint(
    condition: str, what: str, hint: str
) -> None:
    (problem,) = problems(f'check: {{rule: "{condition}"}}')

    assert what in problem.what
    assert hint in (problem.hint or "")
    assert problem.line == len(FIELDS.splitlines()) + 1


def test_names_of_checks_look_like_names_of_fields() -> None:
    (problem,) = problems('check: {Is-Paid: "total >= paid"}')

    assert "Is-Paid" in problem.what


def test_rows_of_tests_satisfy_all_checks_and_each_is_violated_by_one_value() -> None:
    made = record(
        'check: {paid: "total >= paid", period: "starts < ends", '
        'done: "status = draft | ends is not null"}'
    )

    valid = {one["field"]: one["value"] for one in made["valid"]}
    # Factories draw the other fields, whatever they are.
    assert set(valid) == {"paid", "starts", "ends"}
    assert valid["paid"] == "0.00"
    assert valid["starts"] < valid["ends"]
    assert [one["name"] for one in made["checks"] if "breaks" in one] == ["paid", "period", "done"]


def test_a_unique_field_keeps_its_values_and_the_other_one_is_beyond_them() -> None:
    made = record('check: {period: "starts < ends"}\nunique: [[starts, active]]')

    assert made["valid"] == [{"field": "ends", "value": "9000-01-02T00:00:00.000Z"}]


def test_an_app_without_checks_has_the_record_that_it_had() -> None:
    made = record("")

    assert "checks" not in made
    assert "valid" not in made


def test_values_of_tests_are_as_fields_store_them() -> None:
    fields = "resource: Tag\nfields: {code: string(20) upper, other: string(20)}\n"
    checks = "check: {code: code != other, large: code != 'ROOT' | other != 'root'}\n"
    (made,) = model.resolve(spec.read({"tag.yaml": f"{fields}{checks}".encode()}))

    broken = {one.name: {it.field: it.value for it in one.breaks} for one in made.checks}
    assert broken["code"] == {"code": "OTHER", "other": "OTHER"}
    assert broken["large"] == {"code": "ROOT", "other": "root"}


def test_checks_whose_truncated_names_are_equal_are_refused() -> None:
    name = "AVeryLongNameOfAResourceThatIsFortyLong"
    checks = "".join(f"  {'check' * 5}{one}: count > {one}\n" for one in "12")
    text = f"resource: {name}\nfields: {{count: int}}\ncheck:\n{checks}"
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read({"long.yaml": text.encode()}))

    assert ["SPEC.LONG_NAME"] == [one.code for one in refused.value.problems]


def test_rows_of_tests_satisfy_checks_in_every_state() -> None:
    text = (
        "resource: Bill\nfields: {paid: 'decimal(6, 2)', status: 'enum(open, paid) = open'}\n"
        "states: {status: {pay: open -> paid}}\nowner: user\n"
        "check: {paid: status != paid | paid > 0}\n"
    )
    (made,) = model.resolve(spec.read({"bill.yaml": text.encode()}))

    assert [("paid", "0.01")] == [(one.field, one.value) for one in made.valid]
