"""Specs from a command line, and specs written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.spec import shape, yaml
from t3gen.spec.yaml import Mapping, Source

SHOP = Path(__file__).parents[2] / "examples" / "shop" / "resources"


def read(text: str) -> spec.ResourceSpec:
    found = spec.read({"a.yaml": text.encode()})
    assert () == found.problems
    return found.specs[0]


def test_arguments_become_a_tidy_spec() -> None:
    document = spec.from_arguments(
        "Order",
        [
            "number:string(32) unique match=/^SO-\\d+$/",
            "total:decimal(12,2)  min=0",
            "status:enum(draft,placed)=draft",
            "customer:Customer",
            "items:OrderItem[] on_delete=cascade",
            "tags: Tag[] many",
        ],
    )

    assert (
        spec.dump(document)
        == """\
resource: Order

fields:
  number: string(32) unique match=/^SO-\\d+$/
  total:  decimal(12, 2) min=0
  status: enum(draft, placed) = draft

relations:
  customer: Customer
  items:    OrderItem[] on_delete=cascade
  tags:     Tag[] many
"""
    )


def test_the_schema_is_named_on_the_first_line() -> None:
    text = spec.dump(spec.from_arguments("Tag", ["name:string"]), schema="../.t3gen/a.json")

    assert "# yaml-language-server: $schema=../.t3gen/a.json" == text.split("\n")[0]
    assert "Tag" == read(text).name.text


def test_every_problem_of_every_argument_is_told_at_its_place() -> None:
    with pytest.raises(SpecErrors) as refused:
        spec.from_arguments(
            "Order", ["total:decmal(12,2)", "number", "x:string uniqe", "x:int", "y: Tag[] man"]
        )

    assert [
        ("argument 1", 7, "SPEC.UNKNOWN_TYPE"),
        ("argument 2", 1, "SPEC.ARGUMENT"),
        ("argument 3", 10, "SPEC.UNKNOWN_MODIFIER"),
        ("argument 4", 1, "SPEC.DUPLICATE_KEY"),
        ("argument 5", 10, "SPEC.UNKNOWN_MODIFIER"),
    ] == [(one.file, one.column, one.code) for one in refused.value.problems]


def test_the_answers_of_prompts_are_the_data_of_a_file() -> None:
    document = spec.document({"resource": "Tag", "fields": {"name": "string"}, "owner": "user"})

    assert "resource: Tag\n\nfields:\n  name: string\n\nowner: user\n" == spec.dump(document)


def test_answers_of_another_shape_are_refused() -> None:
    with pytest.raises(SpecErrors, match="feilds"):
        spec.document({"resource": "Tag", "feilds": {}})


def test_everything_a_spec_can_say_is_written() -> None:
    data = {
        "resource": "Order",
        "plural": "Orders",
        "doc": "A customer's purchase: paid # or not.",
        "fields": {
            "total": {
                "type": "decimal(12, 2)",
                "min": 0,
                "default": "1.50",
                "doc": "The sum, paid.",
            },
            "name": {"type": "string", "optional": True, "default": "two words", "trim": True},
            "done": {"type": "boolean", "default": False},
            "note": {"type": "text", "doc": "Two\nlines."},
        },
        "relations": {
            "parent": {"type": "Order", "optional": True, "inverse": "children", "unique": False},
            "customer": {"type": "Customer", "on_delete": "cascade", "doc": "Who, really?"},
        },
        "unique": [["customer", "name"], ["parent", "name"]],
        "index": [["total desc", "name"]],
        "owner": "user",
        "access": {"list": "owner | role(admin)", "create": "signed_in"},
        "options": {"timestamps": False, "version": True},
        "api": {
            "path": "purchases",
            "operations": ["list", "get"],
            "filter": ["total"],
            "sort": ["total", "name"],
            "page": {"size": 10, "max": 50},
            "rate": {"write": "20/min"},
        },
        "seed": {"count": 5},
    }

    text = spec.dump(spec.document(data))
    assert (
        text
        == """\
resource: Order
plural: Orders
doc: "A customer's purchase: paid # or not."

fields:
  total: {type: 'decimal(12, 2) = 1.50 min=0', doc: 'The sum, paid.'}
  name:  string? = "two words" trim
  done:  boolean = false
  note:  {type: text, doc: "Two\\nlines."}

relations:
  parent:   Order? inverse=children
  customer: {type: Customer on_delete=cascade, doc: 'Who, really?'}

unique: [[customer, name], [parent, name]]
index: [[total desc, name]]

owner: user
access:
  list: owner | role(admin)
  create: signed_in

options: {timestamps: false, version: true}

api:
  path: purchases
  operations: [list, get]
  filter: [total]
  sort: [total, name]
  page: {size: 10, max: 50}
  rate: {write: 20/min}

seed: {count: 5}
"""
    )
    assert "Two\nlines." == read(text).fields[3].doc


@pytest.mark.parametrize("path", sorted(SHOP.iterdir()), ids=lambda path: path.stem)
def test_a_spec_of_the_shop_means_the_same_once_it_is_written_anew(path: Path) -> None:
    texts = {one.name: one.read_bytes() for one in SHOP.iterdir()}
    before = [one.record() for one in model.resolve(spec.read(texts))]
    (root,) = yaml.parse(Source.of(path.name, path.read_text(encoding="utf-8"))).roots
    assert isinstance(root, Mapping)
    texts[path.name] = spec.dump(spec.document(shape.document_data(root))).encode()

    assert before == [one.record() for one in model.resolve(spec.read(texts))]
