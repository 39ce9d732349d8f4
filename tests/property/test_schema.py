"""The JSON Schema and t3gen say the same of the shape of a spec."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.spec import shape, yaml
from t3gen.spec.yaml import Mapping, Source

SHOP = Path(__file__).parents[2] / "examples" / "shop"
VALIDATOR = jsonschema.Draft7Validator(spec.resource_schema())
ORDER_OF_PAGE = "rows, but no more than"
EVERYTHING: dict[str, Any] = {
    "resource": "Order",
    "plural": "Orders",
    "doc": "What it is.",
    "fields": {
        "number": "string(32) unique",
        "total": {"type": "decimal(12, 2)", "min": 0, "optional": True, "doc": "The sum."},
        "home": "json(Address)",
        "status": "enum(draft, placed) = draft",
    },
    "relations": {
        "customer": "Customer",
        "parent": {"type": "Order", "optional": True, "on_delete": "set_null", "inverse": "parts"},
    },
    "types": {"Address": {"street": "string", "zip": {"type": "string", "len": 5}}},
    "states": {"status": {"place": "draft -> placed"}},
    "unique": [["number", "customer"], {"fields": ["total"], "where": "total is null"}],
    "check": {"paid": "total > 1 | number != x"},
    "index": [["total desc", "number"]],
    "owner": "user",
    "access": {"list": "public", "delete": "role(admin)"},
    "options": {"id": "ulid", "timestamps": False, "version": True},
    "api": {
        "path": "orders",
        "operations": ["list", "get"],
        "filter": ["number"],
        "sort": ["total"],
        "page": {"size": 10, "max": 20},
    },
    "seed": {"count": 3},
}
OTHERS = {
    "others.yaml": b"""
resource: Customer
fields: {name: string}
owner: user
---
resource: Tag
fields: {name: string}
---
resource: Firm
fields: {name: string}
"""
}
"""Resources that specs of an order may name."""
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 1.5, 99_999, "", "x", "12", [], ["x"], [[]], [["x"]], {}, {"x": "y"}]
).map(copy.deepcopy)


def ways(node: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    steps = node.items() if isinstance(node, dict) else enumerate(node)
    inside = [ways(one, (*way, key)) for key, one in steps if isinstance(one, dict | list)]
    return [way, *(one for several in inside for one in several)]


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A spec with up to three values, keys or entries that may not belong there."""
    data = copy.deepcopy(EVERYTHING)
    for _ in range(draw(st.integers(0, 3))):
        node: Any = data
        for step in draw(st.sampled_from(ways(data))):
            node = node[step]
        keys: list[Any] = list(node) if isinstance(node, dict) else list(range(len(node)))
        is_wanted = draw(st.booleans())
        if keys and is_wanted:
            key = draw(st.sampled_from(keys))
            change = draw(st.sampled_from(["remove", "replace"]))
            if change == "remove":
                del node[key]
            else:
                node[key] = draw(ODD)
        elif isinstance(node, dict):
            node[draw(st.sampled_from(["x", "optinal", "index", "min", "api", "page"]))] = draw(ODD)
        else:
            node.append(draw(ODD))
    return data


def told(data: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the shape of a spec is wrong, and whether anything is."""
    text = json.dumps(data)
    (root,) = yaml.parse(Source.of("a.yaml", text)).roots
    assert isinstance(root, Mapping)
    problems = shape.problems(Source.of("a.yaml", text), root)
    misshapen = any(ORDER_OF_PAGE not in one.what for one in problems)
    return misshapen, bool(problems_of(data))


def problems_of(data: dict[str, Any]) -> list[str]:
    """What t3gen has against a spec beside others, on a database that has lists."""
    texts = {"order.yaml": json.dumps(data).encode(), **OTHERS}
    try:
        model.resolve(spec.read(texts), model.App("postgresql"))
    except SpecErrors as error:
        return [one.what for one in error.problems]
    return []


@given(documents())
def test_the_schema_and_t3gen_agree(data: dict[str, Any]) -> None:
    misshapen, wrong = told(data)
    refused = not VALIDATOR.is_valid(data)

    # A line such as `total: 12` has a shape for t3gen, and a type that it does not know.
    assert refused or not misshapen
    assert wrong or not refused


GOOD_FIELDS = [
    *("string", "int?", "int=3", "enum(a, b was c) = a", "json(Address)", "json", "uuid?unique"),
    *("decimal(12, 2) = 0 min=0", "decimal(5)", "string match=/^[A-Z/]+$/i trim", "bytes max=10"),
    *("file(image/png, image/jpeg)? max=5mb", "string[] = [] items=3", "datetime = now"),
    *("string read=role(a) | role(b) write=role(b)", 'string = "a b"', "int backfill=$other"),
    *("string(3) was=old hidden", "text min=0 = ''", "  slug   unique  "),
]
BAD_FIELDS = [
    *("strng", "string uniqe", "int trim", "decimal", "enum", "string(a)", "json(A, B)", ""),
    *("json unique", "bool", "string min", "string unique=1", "int match=/a/", "string(32"),
    *(
        "json[]",
        "bytes = 1",
        "file",
        "file(image/png) unique",
        "string(32)unique",
        "Customer min=1",
    ),
]
GOOD_RELATIONS = [
    *("Customer", "Customer?", "OrderItem[] embed", "Tag[] many through=OrderTag", "User unique"),
    *("Order? inverse=children on_delete=set_null", "Customer immutable was=buyer"),
    *("Customer backfill=abc", "Customer?unique", "Customer on_delete=cascade"),
]
BAD_RELATIONS = [
    *("Customer trim", "Customer on_delete=now", "Customer min=3", "Customer(3)", "Customer = x"),
    *("Customer unique=1", "Customer inverse", "Customer[", "Customer unqiue", ""),
]


@pytest.mark.parametrize("form", ["short", "long"])
@pytest.mark.parametrize(
    ("section", "line", "is_taken"),
    [
        *(("fields", line, True) for line in GOOD_FIELDS),
        *(("fields", line, False) for line in BAD_FIELDS),
        *(("relations", line, True) for line in GOOD_RELATIONS),
        *(("relations", line, False) for line in BAD_RELATIONS),
    ],
)
def test_the_schema_and_t3gen_agree_on_lines(
    section: str, line: str, form: str, *, is_taken: bool
) -> None:
    data = {"resource": "Order", section: {"x": line if form == "short" else {"type": line}}}
    reading = spec.read({"a.yaml": json.dumps(data).encode()})

    assert is_taken == VALIDATOR.is_valid(data) == (not reading.problems)


ORDER: dict[str, Any] = {
    "resource": "Order",
    "fields": {"number": "string", "total": "decimal(12, 2)", "note": "text?"},
    "relations": {"customer": "Customer", "firm": "Firm", "tags": "Tag[] many"},
    "owner": "user",
}
KINDS: dict[str, tuple[list[Any], list[Any]]] = {
    "resource": (
        ["Order", "Ab", "OrderItem", "Order2", "SalesOrder", "Note", "Photo", "Team", "X1", "Book"],
        [
            "order",
            "O",
            "Order-Item",
            "Order_Item",
            "Order Item",
            "2Order",
            "Ördner",
            "O" * 41,
            "Order.Item",
            "orderItem",
        ],
    ),
    "fields": (
        [{"x": line} for line in GOOD_FIELDS if "Address" not in line and "backfill" not in line]
        + [{"placedAt": "datetime"}, {"a1": {"type": "int", "min": 1}}],
        [{"x": line} for line in BAD_FIELDS]
        + [{"PlacedAt": "int"}, {"placed_at": "int"}, {"1a": "int"}, {"a" * 41: "int"}]
        + [{"x": "int read=public"}, {"x": "int read=role()"}, {"x": "int write=rol(a)"}],
    ),
    "relations": (
        [
            {"customer": "Customer"},
            {"customer": "Customer?"},
            {"customer": "Customer unique"},
            {"customer": "Customer inverse=orders"},
            {"parent": "Order? inverse=children"},
            {"customer": "Customer on_delete=restrict"},
            {"customer": {"type": "Customer"}},
            {"tags": "Tag[] many"},
            {"user2": "User"},
            {"customer": "Customer immutable"},
        ],
        [{"x": line} for line in BAD_RELATIONS]
        + [{"x": "string"}, {"x": "String"}, {"x": "null"}, {"x": "12"}, {"X": "Customer"}]
        + [{"x": "Customer inverse=Orders"}, {"x": "Customer through=Order-Tag"}],
    ),
    "access": (
        [
            {"list": "public"},
            {"get": "signed_in"},
            {"create": "role(admin)"},
            {"update": "owner"},
            {"delete": "owner | role(a-b)"},
            {"list": "signed_in & (owner | role(editor))"},
            {"list": " ( owner )|( role( a )&signed_in ) "},
            {"list": "((owner))"},
            {"list": "(((owner) | role(a)) & signed_in)"},
            {"list": "total > 10 | owner"},
            {"list": "note is null"},
            {"list": "note is not null & total<=12.50"},
            {"list": "number in ('a b', \"c\", d) | role(a)"},
            {"list": "number not in (a)"},
            {"list": "customer.owner | owner"},
            {"list": "can(get, customer) & signed_in"},
            {"list": "not (owner | total = 3)"},
            {"update": {"using": "owner & total = 0", "check": "owner"}},
            {"delete": "number != 'x'"},
            {"tenant": "firm"},
        ],
        [
            {"list": "everyone()"},
            {"list": "role"},
            {"list": "role()"},
            {"list": "owner |"},
            {"list": "| owner"},
            {"list": "owner role(a)"},
            {"list": "(owner"},
            {"list": "owner)"},
            {"list": "owner || role(a)"},
            {"list": "owner and role(a)"},
            {"list": "role(2)"},
            {"read": "owner"},
            {"list": ""},
            {"tenant": "Firm"},
            {"list": "owner s"},
            {"list": "total == 3"},
            {"list": "total >"},
            {"list": "number in a"},
            {"list": "number in ()"},
            {"list": "note is 3"},
            {"list": "customer.name"},
            {"list": "can(read, customer)"},
            {"list": "can(get)"},
            {"list": "not owner"},
            {"update": {"using": "owner"}},
            {"list": {"using": "owner", "check": "owner"}},
        ],
    ),
    "states": (
        [
            {"status": {"place": "draft -> placed", "pay": "placed -> paid"}},
            {"status": {"place": "draft->placed", "pay": "draft|placed -> paid"}},
            {"status": {"place": " draft -> placed ", "pay": "draft | placed -> paid"}},
            {"status": {"a": "draft -> paid", "b": "draft -> placed", "c": "paid -> draft"}},
            {"status": {"a": {"from": "draft", "to": "paid"}, "b": "paid -> placed"}},
            {"status": {"a": {"from": ["draft"], "to": "paid"}, "b": "paid -> placed"}},
            {"status": {"a": {"from": ["draft", "paid"], "to": "placed"}, "b": "placed -> paid"}},
            {
                "status": {
                    "a": {"from": "draft", "to": "paid", "access": "role(x)"},
                    "b": "paid -> placed",
                }
            },
            {
                "status": {
                    "a": "draft -> paid",
                    "b": {"from": "draft", "to": "placed", "access": "public"},
                }
            },
            {},
        ],
        [
            {"status": {}},
            {"status": "draft -> placed"},
            {"status": ["draft -> placed"]},
            {"status": {"place": "draft"}},
            {"status": {"place": "draft placed"}},
            {"status": {"place": "draft -> "}},
            {"status": {"place": {"from": "draft"}}},
            {"status": {"place": {"from": [], "to": "placed"}}},
            {"status": {"place": {"from": "draft", "to": ["placed", "paid"]}}},
            {"status": {"place": {"from": "draft", "to": "placed", "acess": "public"}}},
            {"Status": {"place": "draft -> placed", "pay": "placed -> paid"}},
            {"status": {"Place": "draft -> placed", "pay": "placed -> paid"}},
        ],
    ),
    "unique": (
        [
            [["number", "customer"]],
            [["number", "total"]],
            [["total", "customer"]],
            [],
            [["customer", "firm"]],
            [["number", "firm"], ["number", "total"]],
            [["firm", "total"]],
            [["total", "number", "firm"]],
            [["firm", "number"]],
            [["customer", "number"]],
            [{"fields": ["customer"], "where": "note is null"}],
            [["number", "total"], {"fields": ["firm"], "where": "note != 'a'"}],
        ],
        [
            ["number"],
            "number",
            [{"fields": [], "where": "note is null"}],
            [{"fields": ["customer"], "where": "number =="}],
            [{"fields": ["customer"], "where": "note is null", "unless": "a"}],
            [["number", "Total"]],
            [["number desc", "total"]],
            [[""]],
            [[1, 2]],
            {"number": "total"},
            [["number", "total."]],
            [["number", {}]],
            [["number", None]],
        ],
    ),
    "check": (
        [
            {"paid": "total > 3"},
            {"paid": "total >= 1.5 & note is null"},
            {"paid": "total > 3 | (note is null & not (number = 'a'))"},
            {"a": "number in (a, b)", "b": "note is not null"},
            {"a": "number != b", "b": "total <= 100", "c": "total > 2"},
            {"a": "not (total < 5)"},
            {"a": "number not in ('a', \"b\")"},
            {"a": "number = 'a b' | total != 5"},
            {"a1": "(total != 7)"},
            {},
        ],
        [
            "total > 3",
            ["total > 3"],
            {"paid": "total > > 3"},
            {"paid": ""},
            {"paid": None},
            {"paid": 3},
            {"paid": ["total > 3"]},
            {"paid": "total >"},
            {"Paid": "total > 3"},
            {"is-paid": "total > 3"},
        ],
    ),
    "index": (
        [
            [["number"]],
            [["number desc"]],
            [["number asc", "total"]],
            [["id", "number"]],
            [],
            [["createdAt desc"]],
            [["customer"]],
            [["customer", "total desc"]],
            [["updatedAt"]],
            [["number"], ["total"]],
        ],
        [
            ["number"],
            "number",
            [["number down"]],
            [["number DESC"]],
            [["Number"]],
            [[""]],
            [[1]],
            {"number": "desc"},
            [["number desc nulls"]],
            [[{"number": "desc"}]],
        ],
    ),
    "owner": (
        [
            "user",
            "customer",
            "user backfill=3f2a",
            "user backfill=a-b",
            "user backfill=1",
            "user backfill=0190b8e0-0000-7000-8000-000000000001",
            None,
            "user backfill=x_y",
            "user backfill=A",
            "user backfill=@",
        ],
        [
            "User",
            "",
            "user backfill=",
            "user fill=3",
            12,
            ["user"],
            {"user": 1},
            "user customer",
            "us-er",
            "user backfill=a b",
        ],
    ),
    "api": (
        [
            {"path": "orders"},
            {"path": "sales-orders"},
            {"filter": ["number", "customer.name"]},
            {"sort": ["createdAt", "total"]},
            {"search": ["number"]},
            {"include": ["customer"]},
            {"operations": ["get"]},
            {"bulk": 100},
            {"page": {"size": 5}},
            {"rate": {"read": "off"}},
        ],
        [
            {"path": "Orders"},
            {"path": "a/b"},
            {"path": "a--b"},
            {"path": "-a"},
            {"path": "a" * 61},
            {"filter": ["customer.name.x"]},
            {"filter": ["customer name"]},
            {"sort": ["-total"]},
            {"search": "number"},
            {"include": ["Customer"]},
            {"operations": ["read"]},
            {"bulk": 1},
            {"page": {"size": 0}},
            {"rate": {"read": "often"}},
        ],
    ),
}


@pytest.mark.parametrize(
    ("section", "value", "is_taken"),
    [
        (section, value, is_taken)
        for section, kinds in KINDS.items()
        for is_taken, values in zip((True, False), kinds, strict=True)
        for value in values
    ],
)
def test_the_schema_and_t3gen_agree_on_each_section(
    section: str, value: Any, *, is_taken: bool
) -> None:
    data = {**ORDER, section: value}
    if section == "relations":
        data["fields"] = {"number": "string"}
    if section == "states":
        data["fields"] = {"status": "enum(draft, placed, paid) = draft"}

    assert is_taken == VALIDATOR.is_valid(data)
    assert is_taken == (not problems_of(data)), problems_of(data)


def test_each_section_has_ten_specs_that_are_right_and_ten_that_are_wrong() -> None:
    assert {} == {name: one for name, one in KINDS.items() if min(map(len, one)) < 10}


def test_the_lines_within_types_are_those_of_fields() -> None:
    types = {"resource": "Order", "types": {"Address": {"street": "string(80)"}}}

    VALIDATOR.validate(types)
    types["types"] = {"Address": {"street": "strng"}}
    assert not VALIDATOR.is_valid(types)


@pytest.mark.parametrize("path", sorted((SHOP / "resources").iterdir()), ids=lambda path: path.name)
def test_the_schema_takes_the_shop(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (root,) = yaml.parse(Source.of(path.name, text)).roots
    assert isinstance(root, Mapping)

    VALIDATOR.validate(shape.document_data(root))
    assert text.startswith("# yaml-language-server: $schema=../.t3gen/resource.schema.json\n")


def test_the_schema_takes_everything_there_is() -> None:
    VALIDATOR.validate(EVERYTHING)

    assert (False, False) == told(EVERYTHING)


def test_a_section_that_holds_nothing_yet_is_no_error() -> None:
    (root,) = yaml.parse(Source.of("a.yaml", "resource: Order\nfields:\napi:\n")).roots
    assert isinstance(root, Mapping)

    assert [] == shape.problems(Source.of("a.yaml", ""), root)
    VALIDATOR.validate({"resource": "Order", "fields": None, "api": None})


@pytest.mark.parametrize(
    ("line", "is_taken"),
    [
        ("index: null", True),
        ("owner: ~", True),
        ("indexes:", False),
        ("indexes: null", False),
        ("relations: {customer: null}", False),
        ("relations: {customer: 12}", False),
        ("relations: {customer: true}", False),
        ("relations: {customer: }", False),
        ("fields: {number: null}", False),
        ("types: {Address: null}", False),
    ],
)
def test_the_schema_and_t3gen_agree_on_what_says_nothing(line: str, *, is_taken: bool) -> None:
    text = f"resource: Order\n{line}\n"
    (root,) = yaml.parse(Source.of("a.yaml", text)).roots
    assert isinstance(root, Mapping)
    reading = spec.read({"a.yaml": text.encode()})

    assert is_taken == VALIDATOR.is_valid(shape.data(root)) == (not reading.problems)


def test_the_schema_is_one_itself_and_explains_every_key() -> None:
    schema = spec.resource_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    parts = [schema, *schema["definitions"].values()]

    assert [] == [
        key
        for part in parts
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]


def test_the_schema_in_the_package_follows_from_the_documents() -> None:
    assert json.loads(spec.schema_text()) == spec.resource_schema()


def test_the_schema_beside_the_shop_is_that_of_this_version() -> None:
    assert spec.schema_text() == (SHOP / spec.SCHEMA_FILE).read_text(encoding="utf-8")
