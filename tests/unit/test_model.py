"""What a spec means: fields, columns, constraints, and the record that templates read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model import App, Resource, inflection
from t3gen.model.names import constraints
from t3gen.model.own_models import OwnModel
from t3gen.model.record.fields import Field

SHOP = Path(__file__).parents[2] / "examples" / "shop" / "resources"
DICT_METHODS = {name for name in dir(dict) if not name.startswith("_")}


POSTGRESQL = App(database="postgresql")


def build(text: str, app: App = App()) -> Resource:  # noqa: B008 - frozen
    texts = {"order.yaml": f"resource: Order\n{text}\n".encode()}
    (found,) = model.resolve(spec.read(texts), app)
    return found


def field(line: str) -> Field:
    return build(f"fields:\n  x: {line}").fields[0]


def codes(text: str) -> list[str]:
    with pytest.raises(SpecErrors) as refused:
        build(text)
    return [problem.code for problem in refused.value.problems]


def shop() -> dict[str, dict[str, Any]]:
    return {one.name: one.record() for one in model.build(spec.load(SHOP))}


@pytest.mark.parametrize(
    ("line", "least", "most"),
    [
        ("string", 1, 255),
        ("string(32)", 1, 32),
        ("string(32) min=0", 0, 32),
        ("string len=2", 2, 2),
        ("string max=5", 1, 5),
        ("text", 1, 10_000),
        ("text max=2000", 1, 2000),
        ("email", 1, 254),
        ("url", 1, 2048),
        ("slug min=3", 3, 80),
        ("int min=0", 0, None),
        ("bigint max=9007199254740993", None, "9007199254740993"),
        ("float min=0.5 max=1", 0.5, 1.0),
        ("decimal(10, 2) min=0.10", "0.10", None),
        ("date min=2026-01-31", "2026-01-31", None),
        ("datetime max=2026-01-31T09:00:00+01:00", None, "2026-01-31T08:00:00.000Z"),
        ("boolean", None, None),
        ("uuid", None, None),
    ],
)
def test_bounds_are_values_of_the_type(line: str, least: object, most: object) -> None:
    found = field(line)

    assert (least, most) == (found.min, found.max)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("string = draft", "draft"),
        ('string = "two words"', "two words"),
        ("text min=0 = ''", ""),
        ("int = -3", -3),
        ("bigint = 9007199254740993", "9007199254740993"),
        ("float = 1.5", 1.5),
        ("decimal(10, 2) = 12.50", "12.50"),
        ("boolean = true", True),
        ("boolean = false", False),
        ("date = 2026-01-31", "2026-01-31"),
        ("datetime = now", "now"),
        ("datetime = 2026-01-31T08:00:00Z", "2026-01-31T08:00:00.000Z"),
        ("uuid = 018F0000-0000-7000-8000-000000000000", "018f0000-0000-7000-8000-000000000000"),
        ("enum(a, b) = b", "b"),
    ],
)
def test_defaults_are_values_of_the_type(line: str, value: object) -> None:
    default = field(line).default

    assert default is not None
    assert (value, type(value)) == (default.value, type(default.value))


def test_a_field_without_a_default_says_so() -> None:
    assert field("int").default is None


@pytest.mark.parametrize(
    ("line", "in_create", "in_update", "in_answer", "required"),
    [
        ("string", True, True, True, True),
        ("string?", True, True, True, False),
        ("string = x", True, True, True, False),
        ("string immutable", True, False, True, True),
        ("string? readonly", False, False, True, False),
        ("string hidden", True, True, False, True),
    ],
)
def test_a_field_says_where_it_stands(
    line: str, in_create: bool, in_update: bool, in_answer: bool, required: bool
) -> None:
    found = field(line)

    assert (in_create, in_update, in_answer, required) == (
        found.in_create,
        found.in_update,
        found.in_answer,
        found.required,
    )


def test_an_expression_keeps_its_source_and_flags() -> None:
    found = field(r"string match=/^SO-\d+\/[a-z]$/i")

    assert (r"^SO-\d+\/[a-z]$", "i") == (found.match, found.match_flags)


def test_an_enum_is_named_after_its_field_and_resource() -> None:
    found = field("enum(a, b)")

    assert ("OrderX", ("a", "b")) == (found.enum, found.choices)


def test_a_decimal_has_its_digits() -> None:
    assert [(12, 2), (5, 0)] == [
        (found.precision, found.scale) for found in map(field, ("decimal(12, 2)", "decimal(5)"))
    ]


def test_a_list_has_bounds_for_its_values_and_for_itself() -> None:
    tags, days = build(
        "fields: {tags: 'string(20)[] items=5 trim', days: 'enum(a, b)[]'}", POSTGRESQL
    ).fields

    assert ("string", True, 5, 1, 20, True, True) == (
        tags.type,
        tags.list,
        tags.max_items,
        tags.min,
        tags.max,
        tags.trim,
        tags.required,
    )
    assert ("OrderDays", ("a", "b"), 100) == (days.enum, days.choices, days.max_items)


@pytest.mark.parametrize(
    ("line", "least", "most"), [("bytes", 1, 65_536), ("bytes min=0 max=10", 0, 10)]
)
def test_bytes_are_bounded(line: str, least: int, most: int) -> None:
    found = field(line)

    assert (least, most) == (found.min, found.max)


def test_json_may_have_a_shape_and_shapes_stand_behind_what_they_use() -> None:
    found = build(
        "fields: {a: 'json(Outer)?', b: json}\n"
        "types:\n  Outer: {inner: json(Inner)}\n  Inner: {kind: 'enum(x, y)', n: 'int? min=3'}"
    )

    assert ["Outer", None] == [one.shape for one in found.fields]
    assert ["Inner", "Outer"] == [one.name for one in found.shapes]
    kind, number = found.shapes[0].fields
    assert ("InnerKind", ("x", "y"), True) == (kind.enum, kind.choices, kind.required)
    assert (3, True, False) == (number.min, number.optional, number.required)


def test_a_type_that_no_field_uses_is_a_warning_and_nothing_else() -> None:
    text = "resource: Order\nfields: {a: json(Used)}\ntypes:\n  Used: {b: json(In)}\n"
    reading = spec.read({"a.yaml": f"{text}  In: {{c: int}}\n  Idle: {{c: int}}\n".encode()})
    found = model.resolve(reading)

    assert ["In", "Used"] == [one.name for one in found[0].shapes]
    assert [("SPEC.UNUSED_TYPE", 6, 3)] == [
        (one.code, one.line, one.column) for one in model.warnings(reading.specs, found)
    ]


@pytest.mark.parametrize(
    "kind", ["uuid7", "uuid4", "uuid7_text", "cuid", "cuid2", "ulid", "nanoid", "serial"]
)
def test_a_key_is_of_the_kind_of_the_ids_that_it_holds(kind: str) -> None:
    texts = {
        "order.yaml": b"resource: Order\nrelations: {tag: Tag, tags: 'Tag[] many inverse=others'}",
        "tag.yaml": f"resource: Tag\nfields: {{a: int}}\noptions: {{id: {kind}}}".encode(),
    }
    order, tag = model.resolve(spec.read(texts))

    held = "int" if kind == "serial" else kind
    assert kind == tag.options.id
    assert [held, held] == [one.id for one in order.fields]
    assert held == order.relations[0].target.id


def test_a_long_form_has_a_doc() -> None:
    assert "The sum." == field("{type: 'decimal(12, 2)', doc: The sum.}").doc


def test_indexes_come_from_lines_and_from_the_list() -> None:
    found = build("fields: {a: string index, b: int}\nindex: [[a, b desc], [b]]")

    assert [[("a", "asc"), ("b", "desc")], [("b", "asc")], [("a", "asc")]] == [
        [(part.name, part.order) for part in index.parts] for index in found.indexes
    ]


def test_lists_may_be_ordered_by_times_that_are_kept() -> None:
    text = "fields: {a: int}\napi: {sort: [a, createdAt]}\n"

    assert ("a", "createdAt") == build(text).sorts
    assert ["SPEC.UNKNOWN_FIELD"] == codes(text + "options: {timestamps: false}")


def test_an_owner_says_who_gets_the_rows_that_exist() -> None:
    text = b"resource: Order\nfields: {a: int}\nowner: user backfill=u1\n"
    (order,) = reading = spec.read({"order.yaml": text}).specs
    found = model.backfills(reading, [build("fields: {a: int}\nowner: user backfill=u1")])

    assert "user" == str(order.owner)
    assert order.owner_backfill
    assert (3, 22, 2) == (
        order.owner_backfill.place.line,
        order.owner_backfill.place.column,
        order.owner_backfill.place.width,
    )
    assert model.Backfill("owner", "u1") == found["Order", "userId"]


@pytest.mark.parametrize("owner", ["user backfill=", "user backfill=a b"])
def test_the_owner_of_rows_that_exist_is_one_user(owner: str) -> None:
    assert "BACKFILL" in codes(f"fields: {{a: int}}\nowner: {owner}")[0]


def test_what_is_owned_through_a_relation_names_no_user() -> None:
    texts = {
        "customer.yaml": b"resource: Customer\nfields: {a: int}\nowner: user\n",
        "order.yaml": b"resource: Order\nrelations: {customer: Customer}\n"
        b"owner: customer backfill=u1\n",
    }

    with pytest.raises(SpecErrors, match='only "owner: user" can have a backfill'):
        model.resolve(spec.read(texts), App())


def test_a_direct_owner_may_be_filtered_by_and_be_part_of_a_key() -> None:
    found = build("fields: {a: int}\nowner: user\nunique: [[a, user]]\napi: {filter: [user]}")

    assert (("userId",), ("a", "userId")) == (found.filters, found.uniques[0].fields)


def test_constraints_have_the_names_that_prisma_gives_them() -> None:
    found = shop()["Review"]["constraints"]

    assert [
        {"name": "Review_productId_userId_key", "fields": ["productId", "userId"]},
        {"name": "Review_productId_fkey", "fields": ["productId"]},
        {"name": "Review_userId_fkey", "fields": ["userId"]},
    ] == found


def test_a_name_that_postgresql_would_cut_is_cut_in_front_of_its_kind() -> None:
    name = constraints.name("T" * 40, ["a" * 40], "fkey")

    assert ("T" * 40 + "_" + "a" * 17 + "_fkey", 63) == (name, len(name))


def test_operations_keep_their_order_and_are_flags_too() -> None:
    record = build("fields: {a: int}\napi: {operations: [create, list]}").record()

    assert ["list", "create"] == record["operations"]
    assert {"can_list": True, "can_get": False, "can_create": True} == {
        name: record[name] for name in ("can_list", "can_get", "can_create")
    }


def test_the_shop_has_its_eight_resources_in_order_of_their_files() -> None:
    assert [
        "address",
        "category",
        "customer",
        "order",
        "order-item",
        "product",
        "review",
        "tag",
    ] == [one["slug"] for one in shop().values()]


def test_a_record_survives_json_as_it_is() -> None:
    found = shop()

    assert found == json.loads(json.dumps(found))


def test_no_key_of_a_record_hides_behind_a_method_of_dict() -> None:
    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for one in value.values() for key in keys(one)}
        return {key for one in value for key in keys(one)} if isinstance(value, list) else set()

    assert set() == keys(list(shop().values())) & DICT_METHODS


def test_every_record_has_the_same_keys() -> None:
    found = list(shop().values())

    assert [set(found[0])] * len(found) == [set(one) for one in found]
    fields = [one for record in found for one in record["fields"]]
    assert [set(fields[0])] * len(fields) == [set(one) for one in fields]


def test_equal_specs_mean_the_same_whatever_their_files_are_called() -> None:
    texts = {path.name: path.read_bytes() for path in SHOP.iterdir()}
    turned = {f"{99 - at}.yaml": raw for at, raw in enumerate(texts.values())}

    assert [one.record() for one in model.resolve(spec.read(texts))] == [
        one.record() for one in model.resolve(spec.read(turned))
    ]


def test_every_name_of_the_shop_comes_from_its_resource() -> None:
    assert {name: inflection.kebab(name) for name in shop()} == {
        name: one["slug"] for name, one in shop().items()
    }


def test_a_role_that_is_one_letter_from_a_usual_one_is_a_warning() -> None:
    rules = {"a": "role(admin)", "b": "owner | role(admin)", "c": "role(admn) | role(editor)"}
    texts = {
        f"{name}.yaml": f"resource: {name.upper()}x\nfields: {{n: int}}\nowner: user\n"
        f"access: {{list: {rule}}}\n".encode()
        for name, rule in rules.items()
    }
    reading = spec.read(texts)
    (found,) = model.warnings(reading.specs, model.resolve(reading))

    assert ("c.yaml", "SPEC.RARE_ROLE", 'Did you mean "admin"?') == (
        found.file,
        found.code,
        found.hint,
    )


@pytest.mark.parametrize("name", ["Bulk", "Change", "Create", "Filter", "Include", "Update"])
def test_a_type_of_json_has_no_name_that_its_schema_exports(name: str) -> None:
    text = f"resource: Row\nfields: {{a: json({name})}}\ntypes: {{{name}: {{b: int}}}}\n"
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read({"row.yaml": text.encode()}))

    assert ["SPEC.RESERVED_NAME"] == [one.code for one in refused.value.problems]


def test_a_unique_key_with_a_relation_that_may_be_empty_is_a_warning() -> None:
    text = (
        "resource: Folder\nfields: {name: string, code: string?}\n"
        "relations:\n  parent: Folder? inverse=children\n  home: Folder? unique inverse=guest\n"
        "unique:\n  - [name, code]\n  - [parent, name]\n"
    )
    reading = spec.read({"folder.yaml": text.encode()})
    (found,) = model.warnings(reading.specs, model.resolve(reading))

    assert ("SPEC.UNIQUE_NULL", 8, 6) == (found.code, found.line, found.column)
    assert 'rows without a "parent" may repeat the rest' in found.what
    assert '("Folder")' in found.hint


def test_a_role_that_is_one_letter_from_one_of_the_same_resource_is_a_warning() -> None:
    text = (
        "resource: Ax\nfields: {n: int}\n"
        "access: {list: role(admin), create: role(admin) | role(admn)}\n"
    )
    reading = spec.read({"a.yaml": text.encode()})

    assert ['Did you mean "admin"?'] == [
        one.hint for one in model.warnings(reading.specs, model.resolve(reading))
    ]


ORGANISED = App(organisations=True, models=(OwnModel("Organization", "prisma/schema.prisma"),))
OF_ONE = """\
relations: {organization: Organization on_delete=cascade}
access: {tenant: organization}
"""
OF_A_FIRM = """\
relations: {firm: Firm}
access: {tenant: firm}
---
resource: Firm
fields: {name: string}
"""


def test_an_organisation_may_be_the_tenant_and_is_no_model_that_factories_make() -> None:
    project = build(OF_ONE, ORGANISED)

    assert project.tenant
    assert (project.tenant.key, project.tenant.target) == ("organizationId", "Organization")
    assert project.own == ()


@pytest.mark.parametrize(
    ("text", "app", "message"),
    [
        (OF_ONE, replace(ORGANISED, organisations=False), "which is not a resource"),
        (OF_ONE, replace(ORGANISED, auth="none"), "which is not a resource"),
        (OF_A_FIRM, ORGANISED, "users of this app work for organisations"),
    ],
)
def test_the_tenant_is_an_organisation_exactly_where_users_belong_to_these(
    text: str, app: App, message: str
) -> None:
    with pytest.raises(SpecErrors, match=message):
        build(text, app)


OF_MEMBERS = """\
fields: {budget: int? read=org.role(lead-editor)}
relations: {organization: Organization on_delete=cascade}
access: {tenant: organization, list: org.role(lead-editor) | role(lead-editor)}
"""


def test_a_role_in_an_organisation_is_another_one_than_that_of_the_app() -> None:
    listed = build(OF_MEMBERS, ORGANISED).record()["access"][0]["rule"]

    kinds = [one["kind"] for part in listed["rules"] for one in part.get("rules", [part])]
    assert ["tenant", "organisation_role", "role"] == kinds


@pytest.mark.parametrize(
    ("text", "app", "message"),
    [
        ("access: {list: org.role(editor)}", ORGANISED, "belongs to no organisation"),
        ("fields: {budget: int? read=org.role(admin)}", ORGANISED, "belongs to no organisation"),
        ("access: {list: org.role(editor)}", App(), "has no organisations"),
        ("access: {list: org.role()}", ORGANISED, "the role's name is missing"),
        ("access: {list: org.owner}", ORGANISED, 'unknown relation "org"'),
    ],
)
def test_a_role_in_an_organisation_needs_one(text: str, app: App, message: str) -> None:
    with pytest.raises(SpecErrors, match=message):
        build(text, app)
