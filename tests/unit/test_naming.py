"""Name arithmetic."""

from __future__ import annotations

import pytest

from t3gen.model import inflection
from t3gen.model.inflection import Names


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("OrderItem", ["order", "item"]),
        ("orderItem", ["order", "item"]),
        ("order-item", ["order", "item"]),
        ("order_item", ["order", "item"]),
        ("URLShortener", ["url", "shortener"]),
        ("Order2Item", ["order2", "item"]),
        ("XAxis", ["x", "axis"]),
        ("", []),
    ],
)
def test_a_name_in_any_case_has_the_same_words(name: str, words: list[str]) -> None:
    assert words == inflection.words(name)


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Order", "Orders"),
        ("Category", "Categories"),
        ("Address", "Addresses"),
        ("OrderStatus", "OrderStatuses"),
        ("Person", "People"),
        ("Leaf", "Leaves"),
        ("BookShelf", "BookShelves"),
        ("Knife", "Knives"),
        ("Equipment", "Equipment"),
        ("Chassis", "Chassis"),
        ("Campus", "Campuses"),
        ("CameraLens", "CameraLenses"),
        ("Quartz", "Quartzes"),
        ("Safe", "Safes"),
        ("Hero", "Heroes"),
        ("Settings", "Settings"),
    ],
)
def test_the_last_word_of_a_name_is_made_plural(name: str, plural: str) -> None:
    assert plural == inflection.plural(name)


@pytest.mark.parametrize(
    ("name", "singular"),
    [
        ("tags", "tag"),
        ("orderItems", "orderItem"),
        ("categories", "category"),
        ("leaves", "leaf"),
        ("chassis", "chassis"),
        ("lenses", "lens"),
        ("statuses", "status"),
    ],
)
def test_the_last_word_of_a_name_is_made_singular(name: str, singular: str) -> None:
    assert singular == inflection.singular(name)


def test_a_resource_has_a_name_for_every_place() -> None:
    names = inflection.names("OrderItem")

    assert (
        Names(
            name="OrderItem",
            var="orderItem",
            plural_var="orderItems",
            label="order item",
            plural_label="order items",
            slug="order-item",
            folder="order-items",
            path="order-items",
        )
        == names
    )


def test_the_plural_that_a_spec_gives_is_used_everywhere() -> None:
    names = inflection.names("Medium", "MediaFiles")

    assert ("mediaFiles", "media files", "media-files", "media-files") == (
        names.plural_var,
        names.plural_label,
        names.folder,
        names.path,
    )


def test_the_path_that_a_spec_gives_changes_nothing_but_the_path() -> None:
    names = inflection.names("Order", path="purchases")

    assert ("purchases", "orders") == (names.path, names.folder)


def test_a_word_without_a_plural_still_has_two_names_in_code() -> None:
    names = inflection.names("Equipment")

    assert ("equipment", "equipmentList") == (names.var, names.plural_var)
