"""Values that a changed spec allows no longer, in columns that stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from t3gen import migrate, model, spec
from t3gen.actions.steps import domains
from t3gen.errors import MigrationError
from t3gen.migrate import Newest, Risk
from t3gen.model import Consent, PreviousNames
from t3gen.psl import with_name_swaps

WIDER = (
    ("string(2)", "string(80)"),
    ("string(80)", "text"),
    ("slug", "string(80)"),
    ("uuid", "string"),
    ("date", "datetime"),
    ("int min=0", "int"),
    ("int min=0 max=9", "int min=-1 max=10"),
    ("decimal(8, 2)", "decimal(10, 2)"),
    ("int", "bigint"),
    ("string lower", "string"),
    ("string match=/^a/", "string"),
    ("json(Place)", "json"),
    ("float", "float"),
    ("file(image/png) max=1mb", "file(image/png, image/gif)? max=2mb"),
    ("file(image/png, image/gif)", "file(image/gif, image/png)"),
)
NARROWER = (
    ("string(80)", "string(2)", 'WHERE length("value") > 2'),
    ("text", "text max=100", 'WHERE length("value") > 100'),
    ("text", "text min=5", 'WHERE length("value") < 5'),
    ("string", "uuid", ""),
    ("string", "email", ""),
    ("url", "slug", ""),
    ("datetime", "date", ""),
    ("int", "int min=0", 'WHERE "value" < 0'),
    ("bigint max=7", "bigint max=6", 'WHERE "value" > 6'),
    ("float min=-1", "float min=1", 'WHERE "value" < 1.0'),
    ("decimal(12, 2)", "decimal(10, 2)", 'WHERE abs("value") >= 10000000000'),
    ("decimal(12, 2)", "decimal(12, 2) min=0.5", 'WHERE "value" < 50'),
    ("date min=2020-01-01", "date min=2020-01-02", ""),
    ("string", "string match=/^a/", ""),
    ("string match=/^a/", "string match=/^a/i", ""),
    ("string", "string lower", 'WHERE "value" <> lower("value")'),
    ("bytes", "bytes max=10", 'WHERE length("value") > 10'),
    ("json", "json(Place)", ""),
    (
        "file(image/png)",
        "file(image/gif)",
        """WHERE json_extract("value", '$.type') IN ('image/png')""",
    ),
    (
        "file(image/png)",
        "file(image/png) max=1kb",
        """WHERE json_extract("value", '$.size') > 1024""",
    ),
)
ON_POSTGRESQL = (
    ("string(80)", "slug", ""),
    ("string", "string match=/^a/", ""),
    ("int", "int min=0", 'WHERE "value" < 0'),
    ("text[]", "text[] max=10", ""),
    ("text[]", "text[] items=10", 'WHERE cardinality("value") > 10'),
    (
        "file(image/png, image/gif)",
        "file(image/png)",
        """WHERE "value" ->> 'type' IN ('image/gif')""",
    ),
    ("file(image/png)", "file(image/png) max=1kb", """WHERE ("value" ->> 'size')::bigint > 1024"""),
)
SHAPES = """\
types:
  Place: {street: string, zip: "string?"}
"""


def record(line: str, extra: str = SHAPES, provider: str = "sqlite", name: str = "value") -> Any:
    """Return the record of a resource with one field."""
    text = f"resource: Order\nfields:\n  {name}: '{line}'\n"
    text += extra if "Place" in line else extra.replace(SHAPES, "")
    reading = spec.read({"resources/order.yaml": text.encode()})
    return model.resolve(reading, model.App(provider, "none"))[0].record()


def found(
    old: Any, new: Any, former: PreviousNames | None = None, provider: str = "sqlite"
) -> list[Any]:
    """Return what is found between two records of one resource."""
    generations = domains.Generations(provider, [old], [new], former or PreviousNames())
    return [*domains.risks(generations, Newest())]


@pytest.mark.parametrize(("old", "new"), WIDER)
def test_what_is_wider_asks_for_nothing(old: str, new: str) -> None:
    assert [] == found(record(old), record(new))
    assert [] == found(record(old), record(old))


@pytest.mark.parametrize(("old", "new", "condition"), NARROWER)
def test_what_is_narrower_asks_for_consent_and_says_how_to_look(
    old: str, new: str, condition: str
) -> None:
    [one] = found(record(old), record(new))

    _asks(one, condition)


@pytest.mark.parametrize(("old", "new", "condition"), ON_POSTGRESQL)
def test_what_no_column_of_postgresql_shows_asks_for_consent_too(
    old: str, new: str, condition: str
) -> None:
    [one] = found(
        record(old, provider="postgresql"), record(new, provider="postgresql"), None, "postgresql"
    )

    _asks(one, condition)


@pytest.mark.parametrize(
    ("old", "new"),
    [("string(80)", "string(2)"), ("datetime", "date"), ("string", "uuid"), ("int", "string")],
)
def test_what_a_column_shows_is_left_to_the_migration(old: str, new: str) -> None:
    pair = (record(old, provider="postgresql"), record(new, provider="postgresql"))

    assert [] == found(*pair, None, "postgresql")


def _asks(one: Risk, condition: str) -> None:
    assert "Order.value" == one.where
    assert one.consented(Consent(assumptions=frozenset({"Order.value"})))
    query = f'SELECT "value" FROM "Order" {condition}'.strip()
    assert f"find them: {query}" == one.hint


@pytest.mark.parametrize("provider", ["sqlite", "postgresql"])
@pytest.mark.parametrize(("old", "new"), [("file(image/png)", "json"), ("json", "file(image/png)")])
def test_files_and_json_are_never_taken_for_each_other(old: str, new: str, provider: str) -> None:
    [one] = found(record(old, provider=provider), record(new, provider=provider), None, provider)

    assert not one.consented(Consent(assumptions=frozenset({"Order.value"})))
    assert "remove the field" in one.hint


@pytest.mark.parametrize(
    ("place", "count"),
    [
        ('{street: "string?", zip: "string?"}', 0),
        ('{street: string, zip: "string?", city: "string?"}', 0),
        ('{street: string, zip: "string?", city: string}', 1),
        ("{street: string}", 1),
        ("{street: string, zip: string}", 1),
        ('{street: "string(9)", zip: "string?"}', 1),
        ('{street: int, zip: "string?"}', 1),
    ],
)
def test_shapes_of_json_are_compared_field_by_field(place: str, count: int) -> None:
    after = record("json(Place)", f"types:\n  Place: {place}\n")

    assert count == len(found(record("json(Place)"), after))


def test_kinds_of_ids_are_compared() -> None:
    options = "options: {{id: {}}}\n".format
    old = record("int", options("uuid7"))

    assert [] == found(old, record("int", options("uuid4")))
    [one] = found(old, record("int", options("cuid2")))
    assert "Order.id" == one.where


def order(scale: int, name: str = "total") -> list[dict[str, Any]]:
    field = {"name": name, "type": "decimal", "scale": scale, "precision": 12}
    return [{"name": "Order", "fields": [field]}]


def check(
    old: Sequence[Any], new: Sequence[Any], former: PreviousNames, exchanged: set[str] | None = None
) -> None:
    """Refuse what is found."""
    base = Newest(with_name_swaps("", exchanged or ()))
    migrate.refuse(domains.risks(domains.Generations("sqlite", old, new, former), base), Consent())


def test_another_scale_is_refused_and_named() -> None:
    with pytest.raises(MigrationError) as refused:
        check(order(2), order(3), PreviousNames())

    assert refused.value.where == "Order.total"
    assert "0.01" in refused.value.what


def test_the_same_scale_and_a_new_field_are_fine() -> None:
    check(order(2), order(2), PreviousNames())
    check(order(2), order(3, "weight"), PreviousNames())


def test_a_scale_is_kept_under_another_name() -> None:
    former = PreviousNames(fields={"Order": {"amount": "total"}})

    check(order(2), order(2, "amount"), former)
    with pytest.raises(MigrationError) as refused:
        check(order(2), order(3, "amount"), former)

    assert refused.value.where == "Order.amount"


def test_names_that_were_exchanged_are_not_exchanged_again() -> None:
    former = PreviousNames(fields={"Order": {"total": "count", "count": "total"}})
    made = {"Order.total was count", "Order.count was total"}
    whole = {"name": "count", "type": "int"}
    before = [{"name": "Order", "fields": [*order(2)[0]["fields"], whole]}]
    after = [{"name": "Order", "fields": [*before[0]["fields"], {"name": "note", "type": "text"}]}]

    check(before, after, former, made)
    with pytest.raises(MigrationError):
        check(before, after, former)


def test_exchanges_are_known_under_the_new_name_of_their_resource() -> None:
    former = PreviousNames(
        models={"Sale": "Order"}, fields={"Sale": {"total": "count", "count": "total"}}
    )
    made = {"Order.total was count", "Order.count was total"}
    fields = [*order(2)[0]["fields"], {"name": "count", "type": "int"}]

    check([{"name": "Order", "fields": fields}], [{"name": "Sale", "fields": fields}], former, made)


def test_a_query_names_tables_and_columns_as_the_database_does(tmp_path: Path) -> None:
    folder = tmp_path / "prisma" / "migrations" / "20260131120000_init"
    folder.mkdir(parents=True)
    snapshot = 'model Order {\n  id String @id\n  value Int @map("amount")\n  @@map("orders")\n}\n'
    (folder / "schema.snapshot").write_text(snapshot)
    generations = domains.Generations(
        "sqlite", [record("int")], [record("int min=0")], PreviousNames()
    )

    with pytest.raises(MigrationError) as refused:
        domains.check(tmp_path, generations, Consent())

    assert 'SELECT "amount" FROM "orders" WHERE "amount" < 0' in str(refused.value.hint)
    domains.check(tmp_path, generations, Consent(assumptions=frozenset({"Order.value"})))
