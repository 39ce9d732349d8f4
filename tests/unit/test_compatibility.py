"""What breaks for clients, and what does not: a change of a spec each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from t3gen import model, spec

READER = YAML(typ="safe", pure=True)

ORDER = """\
resource: Order
fields:
  number: string(32) unique
  status: enum(draft, placed, paid) = draft
  total:  decimal(12, 2) min=0
  count:  int? max=100
  note:   text? max=500
  secret: text(80)? hidden
relations:
  customer: Customer
options: {version: true}
emit: [created, deleted]
api:
  filter: [status, total, customer.name]
  sort: [total]
  search: [number]
  include: [customer]
  fields: true
  bulk: 100
  page: {size: 20, max: 100}
"""
CUSTOMER = "resource: Customer\nfields: {name: string(80), country: string(2)}\n"
ORDER = ORDER.replace("text(80)?", "string(80)?")

CASES = READER.load(Path(__file__).with_name("tables") / "compatibility.yaml")


def changes(before: str, after: str) -> tuple[model.ClientChange, ...]:
    pair = []
    for text in (before, after):
        texts = {"customer.yaml": CUSTOMER.encode(), "order.yaml": text.encode()}
        pair.append([one.record() for one in model.resolve(spec.read(texts))])
    return model.client_changes(*pair)


@pytest.mark.parametrize("case", CASES, ids=[one["new"] for one in CASES])
def test_what_breaks_is_found_and_nothing_else(case: dict[str, Any]) -> None:
    assert case["old"] in ORDER

    found = changes(ORDER, ORDER.replace(case["old"], case["new"], 1))

    broken = [f"{one.where.removeprefix('Order.')}: {one.what}" for one in found if one.breaks]
    assert sorted(broken) == case.get("breaks", [])
    assert found, "clients notice every one of these"


@pytest.mark.parametrize("case", CASES, ids=[one["new"] for one in CASES])
def test_a_change_that_is_taken_back_is_noticed_too(case: dict[str, Any]) -> None:
    assert changes(ORDER.replace(case["old"], case["new"], 1), ORDER)


def test_all_types_of_texts_are_strings_to_clients() -> None:
    edited = ORDER.replace("note:   text? max=500", "note:   string(500)?")

    assert changes(ORDER, edited) == ()


STATES = """\
resource: Order
fields: {status: "enum(open, paid, sent) = open"}
states:
  status:
    pay: {from: open, to: paid}
    send: {from: [open, paid], to: sent}
    accept: {from: open, to: paid}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[open, paid], to: sent", "paid, to: sent", {("no longer starts from open", True)}),
        ("pay: {from: open", "pay: {from: [open, sent]", {("starts from sent", False)}),
        (
            "pay: {from: open, to: paid",
            "pay: {from: open, to: sent",
            {("leads to sent, not to paid", True)},
        ),
        ("    pay: {from: open, to: paid}\n", "", set()),  # that is an operation that has gone
    ],
)
def test_an_action_of_which_less_is_possible_breaks(
    old: str, new: str, expected: set[tuple[str, bool]]
) -> None:
    assert old in STATES

    found = changes(STATES, STATES.replace(old, new))

    assert {(one.what, one.breaks) for one in found} == expected
    assert all(one.operations in {("pay",), ("send",)} for one in found)


def test_rows_that_can_no_longer_be_created_with_another_break() -> None:
    line = "resource: Line\nfields: {count: int}\nrelations: {order: Order inverse=lines}\n"
    order = "resource: Order\nfields: {number: string}\nrelations: {lines: 'Line[] embed'}\n"
    without = order.replace(" embed", "")
    both = f"{line}---\n"

    [gone] = [one for one in changes(both + order, both + without) if one.part == "create"]
    [new] = [one for one in changes(both + without, both + order) if one.part == "create"]

    assert (gone.where, gone.what, gone.breaks) == (
        "Order.lines",
        "rows no longer accepted by create",
        True,
    )
    assert (new.what, new.breaks) == ("rows accepted by create", False)


def test_an_equal_spec_is_no_change() -> None:
    assert changes(ORDER, f"# a comment\n{ORDER}") == ()


def test_a_resource_is_the_same_if_its_path_is() -> None:
    renamed = ORDER.replace("resource: Order", "resource: Purchase\nwas: Order")
    kept = renamed.replace("api:\n", "api:\n  path: orders\n").replace("  search: [number]\n", "")

    assert changes(ORDER, renamed) == ()  # its operations have gone
    whats = {one.what for one in changes(ORDER, kept) if one.breaks}
    assert "no longer available to search" in whats
