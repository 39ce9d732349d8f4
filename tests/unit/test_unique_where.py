"""Unique keys of some rows: `unique: [{fields: [email], where: active}]`."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, spec
from t3gen.errors import Problem, SpecErrors

FIELDS = """\
resource: Order
fields:
  email:  email
  active: boolean = true
  status: enum(draft, sent, gone) = draft
  level:  int?
  name:   string(20) unique
  code:   text max=20
  due:    datetime?
  pay:    int? read=role(hr)
"""
TWICE = "unique: [{fields: [email], where: active}, {fields: [email], where: due is null}]"


def record(text: str, fields: str = FIELDS, resource: str = "Order") -> dict[str, Any]:
    reading = spec.read({"order.yaml": f"{fields}{text}\n".encode()})
    return next(one.record() for one in model.resolve(reading) if one.name == resource)


def problems(text: str) -> list[Problem]:
    with pytest.raises(SpecErrors) as refused:
        record(text)
    return [*refused.value.problems]


def unique(fields: str, where: str) -> str:
    return f'unique: [{{fields: [{fields}], where: "{where}"}}]'


@pytest.mark.parametrize(
    ("where", "compared"),
    [
        ("active", [("active", "=", True)]),
        ("not (active)", [("active", "=", False)]),
        ("active = false", [("active", "=", False)]),
        ("status = sent", [("status", "=", "sent")]),
        ("status != gone", [("status", "!=", "gone")]),
        ("not (status = gone)", [("status", "!=", "gone")]),
        ("level = 3", [("level", "=", 3)]),
        ("code = 'a b'", [("code", "=", "a b")]),
        ("level is null", [("level", "is null", None)]),
        ("due is not null", [("due", "is not null", None)]),
        ("(active) & due is null", [("active", "=", True), ("due", "is null", None)]),
    ],
)
def test_conditions_are_comparisons_that_prisma_can_write(
    where: str, compared: list[tuple[str, str, object]]
) -> None:
    (found,) = record(unique("email", where))["uniques"]

    assert compared == [(one["field"], one["operator"], one["value"]) for one in found["where"]]


@pytest.mark.parametrize(
    ("where", "what", "hint"),
    [
        ("active | status = sent", '"|" cannot be', '"&"'),
        ("not (active & status = sent)", '"|" cannot be', '"&"'),
        ("status in (draft, sent)", '"in" cannot be', '"is null"'),
        ("level > 3", '">" cannot be', '"is null"'),
        ("level = -3", "a negative number", "a flag"),
        ("name = a", '"name" is string', "another field"),
        ("due = now", '"due" is datetime', '"is not null"'),
        ("owner", '"owner" depends on who asks', '"active"'),
        ("role(admin)", '"role" depends on who asks', '"active"'),
        ("actve", 'unknown rule "actve"', '"active"'),
        ("status = gon", '"gon" is not a value of "status"', '"gone"'),
        ("active is null", '"active" is never null', '"?"'),
        ("active & active = false", '"active" is compared twice', "Remove one"),
        ("pay is null", '"pay" may not be read by everybody', "another field"),
        ("active &", "the rule ends too early", "public"),
    ],
)
def test_other_conditions_are_refused_with_a_hint(where: str, what: str, hint: str) -> None:
    (found,) = problems(unique("email", where))

    assert "SPEC.RULE" == found.code
    assert what in found.what
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        (unique("name", "active"), "SAID_TWICE", "already unique"),
        (TWICE, "SAID_TWICE", "already unique"),
        ("unique: [{fields: [email]}]", "UNIQUE", "listed alone"),
        ("unique: [{fields: [], where: active}]", "WRONG_VALUE", '"unique.fields" is empty'),
        ("unique: [{fields: email, where: active}]", "WRONG_VALUE", "must be a list"),
        ("unique: [{fields: [email], where: true}]", "WRONG_VALUE", "must be a text"),
        ("unique: [{fields: [email], where: active, if: a}]", "UNKNOWN_KEY", '"if"'),
        (unique("emial", "active"), "UNKNOWN_FIELD", '"emial"'),
    ],
)
def test_what_no_unique_key_can_be_is_refused(text: str, code: str, what: str) -> None:
    (found,) = problems(text)

    assert f"SPEC.{code}" == found.code
    assert what in found.what


def test_tests_have_values_within_the_condition_and_outside_of_it() -> None:
    (found,) = record(unique("email", "status != gone & level is null"))["uniques"]

    assert [
        {"field": "status", "value": "draft"},
        {"field": "level", "value": None},
    ] == found["inside"]
    assert [{"field": "status", "value": "gone"}, {"field": "level", "value": None}] == found[
        "outside"
    ]


def test_a_field_of_a_role_has_no_values_for_tests() -> None:
    fields = FIELDS.replace("active: boolean = true", "active: boolean = true write=role(hr)")
    (found,) = record(unique("email", "active"), fields)["uniques"]

    assert ["fields", "where"] == sorted(found)


def test_rows_of_tests_are_outside_where_a_user_can_have_few_within() -> None:
    found = record(f"owner: user\n{unique('user', 'active')}")

    assert 1000 == found["capacity"]
    assert [{"field": "active", "value": False}] == found["uniques"][0]["avoided"]


def test_rows_of_tests_are_few_where_access_rules_compare_the_field_too() -> None:
    found = record(f"owner: user\n{unique('user', 'active')}\naccess: {{list: owner | active}}")

    assert 1 == found["capacity"]
    assert "avoided" not in found["uniques"][0]


def test_no_list_uses_the_index_of_some_rows() -> None:
    text = "relations: {shop: Shop}\napi: {filter: [email]}\n"
    shop = "---\nresource: Shop\nfields: {a: int}"
    found = record(f"{text}{unique('shop, email', 'active')}\n{shop}")
    full = record(f"{text}unique: [[shop, email]]\n{shop}")

    def leading(one: dict[str, Any]) -> list[str]:
        return [index["parts"][0]["name"] for index in one["indexes"]]

    assert ["shopId", "email"] == leading(found)
    assert ["email"] == leading(full)


TENANT = """
---
resource: Firm
fields: {name: string}
"""


def test_among_some_rows_of_a_tenant_is_within_the_tenant() -> None:
    text = f"relations: {{firm: Firm}}\n{unique('firm, email', 'active')}\n"
    text += f"access: {{tenant: firm}}{TENANT}"
    (found,) = record(text)["uniques"]

    assert ["email"] == found["fields"]
    assert [{"field": "active", "operator": "=", "value": True}] == found["where"]


def test_one_for_each_tenant_keeps_its_condition() -> None:
    text = (
        f"relations: {{firm: Firm}}\n{unique('firm', 'active')}\naccess: {{tenant: firm}}{TENANT}"
    )
    found = record(text)

    assert [] == found["uniques"][0]["fields"]
    assert ["firmId"] == [one["fields"] for one in found["constraints"]][-1]


def test_of_a_tenant_through_a_parent_it_is_within_the_parent() -> None:
    text = (
        f"relations: {{desk: Desk}}\n{unique('email', 'active')}\naccess: {{tenant: desk}}\n---\n"
    )
    text += "resource: Desk\nfields: {a: int}\nrelations: {firm: Firm}\naccess: {tenant: firm}"
    (partial, _) = record(text + TENANT)["uniques"]

    assert ["deskId", "name"] == partial["fields"]


def test_a_condition_that_excludes_null_prevents_the_warning_about_it() -> None:
    relation = "relations:\n  shop: Order? inverse=others\n"
    for where, codes in (("active", ["SPEC.UNIQUE_NULL"]), ("shop is not null", [])):
        text = f"{FIELDS}{relation}{unique('shop, email', where)}\n"
        reading = spec.read({"order.yaml": text.encode()})
        found = model.warnings(reading.specs, model.resolve(reading))

        assert codes == [one.code for one in found]


def test_specs_are_written_and_formatted_with_their_conditions() -> None:
    entry = "{fields: [email, level], where: \"active & name != 'a, b'\"}"
    text = f"{FIELDS}unique:\n  - {entry}\n  - [email, status]\n"
    data = {"resource": "Order", "unique": [["email", "status"], PARTIAL]}

    assert f"unique: [{entry}, [email, status]]\n" in spec.layout(text)
    assert f"unique: [[email, status], {entry}]\n" in spec.dump(spec.document(data))


PARTIAL = {"fields": ["email", "level"], "where": "active & name != 'a, b'"}
