"""A decimal of SQLite keeps its scale."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen.actions import scales
from t3gen.errors import MigrationError
from t3gen.model import Former


def order(scale: int, name: str = "total") -> list[dict[str, Any]]:
    return [{"name": "Order", "fields": [{"name": name, "type": "decimal", "scale": scale}]}]


def test_another_scale_is_refused_and_named() -> None:
    with pytest.raises(MigrationError) as refused:
        scales.check(order(2), order(3), Former())

    assert refused.value.where == "Order.total"
    assert "0.01" in refused.value.what


def test_the_same_scale_and_a_new_field_are_fine() -> None:
    scales.check(order(2), order(2), Former())
    scales.check(order(2), order(3, "weight"), Former())


def test_a_scale_is_kept_under_another_name() -> None:
    former = Former(fields={"Order": {"amount": "total"}})

    scales.check(order(2), order(2, "amount"), former)
    with pytest.raises(MigrationError) as refused:
        scales.check(order(2), order(3, "amount"), former)

    assert refused.value.where == "Order.amount"


def test_names_that_were_exchanged_are_not_exchanged_again() -> None:
    former = Former(fields={"Order": {"total": "count", "count": "total"}})
    made = {"Order.total was count", "Order.count was total"}
    whole = {"name": "count", "type": "int"}
    before = [{"name": "Order", "fields": [*order(2)[0]["fields"], whole]}]
    after = [{"name": "Order", "fields": [*before[0]["fields"], {"name": "note", "type": "text"}]}]

    scales.check(before, after, former, made)
    with pytest.raises(MigrationError):
        scales.check(before, after, former)


def test_exchanges_are_known_under_the_new_name_of_their_resource() -> None:
    former = Former(models={"Sale": "Order"}, fields={"Sale": {"total": "count", "count": "total"}})
    made = {"Order.total was count", "Order.count was total"}
    fields = [*order(2)[0]["fields"], {"name": "count", "type": "int"}]

    scales.check(
        [{"name": "Order", "fields": fields}], [{"name": "Sale", "fields": fields}], former, made
    )
