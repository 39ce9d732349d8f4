"""Which renames are still to be made, what follows from them, and in which order."""

from __future__ import annotations

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate.diff import rename_sql
from t3gen.migrate.diff.changes import compare
from t3gen.migrate.diff.rename_sql import in_order
from t3gen.migrate.diff.renames import Renames, declared_swaps, pending_renames, resolve
from t3gen.migrate.diff.substitute import substitute
from t3gen.migrate.naming import default_name
from t3gen.model import PreviousNames
from t3gen.psl.reader import parse, write
from t3gen.psl.snapshot import name_swaps, with_name_swaps, without_name_swaps

BEFORE = """\
generator client {
  provider = "prisma-client"
}

datasource db {
  provider = "postgresql"
}

model Purchase {
  id       String         @id @default(uuid(7))
  orderNo  String         @unique @db.VarChar(32)
  state    PurchaseState  @default(ordered)
  at       DateTime
  clientId String
  client   Client @relation(fields: [clientId], references: [id], onDelete: Restrict)
  tags     Tag[]

  @@unique([clientId, orderNo])
  @@index([state, at(sort: Desc)])
}

enum PurchaseState {
  draft
  ordered
}

model Client {
  id        String     @id @default(uuid(7))
  purchases Purchase[]
}

model Tag {
  id        String     @id @default(uuid(7))
  purchases Purchase[]
}
"""


def renamed(*edits: tuple[str, str]) -> str:
    text = BEFORE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def sql(after: str, former: PreviousNames) -> list[str]:
    """Return the statements of a rename, having checked that nothing else has changed."""
    old, new = parse(BEFORE), parse(after)
    names = resolve(old, new, former)
    found = substitute(old, new, names)
    changes = compare(found, new)
    assert not (changes.models or changes.dropped_models or changes.fields)
    assert not (changes.dropped_fields or changes.changed_fields or changes.dropped_join_tables)
    lines = rename_sql.statements(old, found, names).splitlines()
    return [line for line in lines if line and not line.startswith("--")]


@pytest.mark.parametrize(
    ("said", "known", "expected"),
    [
        ({"b": "a"}, "a", {"b": "a"}),
        ({"b": "a"}, "b", {}),
        ({"b": "a"}, "ab", {}),
        ({"c": "b", "b": "a"}, "ab", {"c": "b", "b": "a"}),
        ({"c": "b", "b": "a"}, "bc", {}),
        ({"a": "b", "b": "a"}, "ab", {"a": "b", "b": "a"}),
        ({"a": "c", "b": "a", "c": "b"}, "abc", {"a": "c", "b": "a", "c": "b"}),
    ],
    ids=["new", "made", "both there", "chain", "chain made", "exchange", "three in a circle"],
)
def test_a_rename_is_made_while_its_new_name_is_not_there(
    said: dict[str, str], known: str, expected: dict[str, str]
) -> None:
    assert expected == pending_renames(said, known)


def test_an_exchange_is_made_once() -> None:
    assert {} == pending_renames(
        {"a": "b", "b": "a"}, "ab", {"Order.a was b", "Order.b was a"}, "Order."
    )


def test_an_exchange_is_not_made_again_where_it_is_in_has_another_name() -> None:
    after = BEFORE.replace("Purchase ", "Order ").replace("Purchase[]", "Order[]")
    after = after.replace("PurchaseState", "OrderPhase").replace("  state ", "  phase ")
    after = after.replace("[state,", "[phase,")
    fields = {"at": "orderNo", "orderNo": "at", "phase": "state"}
    values = {("Order", "phase"): {"draft": "ordered", "ordered": "draft"}}
    said = PreviousNames({"Order": "Purchase"}, {"Order": fields}, values)
    done = {"Purchase.at was orderNo", "Purchase.orderNo was at"}
    done |= {"Purchase.state.draft was ordered", "Purchase.state.ordered was draft"}

    names = resolve(parse(BEFORE), parse(after), said, done)

    assert {("Purchase", "state"): "phase"} == names.fields
    assert {} == names.values
    assert {
        "Order.at was orderNo",
        "Order.orderNo was at",
        "Order.phase.draft was ordered",
        "Order.phase.ordered was draft",
    } == names.renamed_swaps(done)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "b")], ["ab"]),
        ([("a", "b"), ("b", "c")], ["bc", "ab"]),
        ([("a", "b"), ("b", "a")], ["a_was_a", "ba", "_was_ab"]),
        ([("a", "a"), ("b", "c")], ["bc"]),
    ],
    ids=["one", "chain", "exchange", "the same"],
)
def test_no_name_is_there_twice_at_any_moment(
    pairs: list[tuple[str, str]], expected: list[str]
) -> None:
    assert expected == ["".join(one) for one in in_order(pairs, dict(pairs), fold=False)]


def test_capitals_make_no_other_name_for_sqlite() -> None:
    assert [("total", "_was_total"), ("_was_total", "Total")] == list(
        in_order([("total", "Total")], ["total"], fold=True)
    )


def test_a_name_that_something_else_keeps_is_refused() -> None:
    with pytest.raises(MigrationError, match='"a" cannot become "b"'):
        list(in_order([("a", "b")], ["a", "b"], fold=False))


def test_a_field_takes_its_keys_and_indexes_along() -> None:
    after = renamed(("orderNo ", "number "), ("clientId, orderNo", "clientId, number"))

    assert [
        'ALTER TABLE "Purchase" RENAME COLUMN "orderNo" TO "number";',
        'ALTER INDEX "Purchase_orderNo_key" RENAME TO "Purchase_number_key";',
        'ALTER INDEX "Purchase_clientId_orderNo_key" RENAME TO "Purchase_clientId_number_key";',
    ] == sql(after, PreviousNames(fields={"Purchase": {"number": "orderNo"}}))


PARTIAL = '  @@unique([clientId], where: { state: { not: "draft" }, orderNo: "a" })\n'
SQLITE = BEFORE.replace("postgresql", "sqlite").replace("  @@index", f"{PARTIAL}  @@index")


def test_conditions_of_indexes_follow_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    after = SQLITE.replace("orderNo", "number").replace("  state ", "  phase ")
    after = after.replace("[state", "[phase").replace("{ state:", "{ phase:")
    former = PreviousNames(fields={"Purchase": {"number": "orderNo", "phase": "state"}})
    for provider in ("sqlite", "postgresql"):
        monkeypatch.setitem(globals(), "BEFORE", SQLITE.replace("sqlite", provider))
        statements = sql(after.replace("sqlite", provider), former)

        assert [] == [one for one in statements if "Purchase_clientId_key" in one]


def test_a_model_takes_the_conditions_of_its_indexes_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(globals(), "BEFORE", SQLITE)
    statements = sql(SQLITE.replace("Purchase", "Order"), PreviousNames({"Order": "Purchase"}))

    assert (
        'CREATE UNIQUE INDEX "Order_clientId_key" ON "Order"("clientId") '
        """WHERE "state" != 'draft' AND "orderNo" = 'a';"""
    ) in statements


def test_an_index_of_some_rows_is_absent_while_values_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(globals(), "BEFORE", SQLITE)
    after = SQLITE.replace("  draft\n", "  open\n").replace('"draft"', '"open"')
    values = {("Purchase", "state"): {"open": "draft"}}
    drop, update, create = sql(after, PreviousNames(values=values))

    assert 'DROP INDEX "Purchase_clientId_key";' == drop
    assert "WHEN 'draft' THEN 'open'" in update
    assert """WHERE "state" != 'open' AND "orderNo" = 'a';""" in create


def test_a_model_takes_its_enums_links_and_constraints_along() -> None:
    after = renamed(("Purchase", "Order"))

    assert [
        'ALTER TABLE "Purchase" RENAME TO "Order";',
        'ALTER TABLE "_PurchaseToTag" RENAME TO "_OrderToTag";',
        'ALTER TYPE "PurchaseState" RENAME TO "OrderState";',
        'ALTER INDEX "Purchase_pkey" RENAME TO "Order_pkey";',
        'ALTER INDEX "Purchase_orderNo_key" RENAME TO "Order_orderNo_key";',
        'ALTER INDEX "Purchase_clientId_orderNo_key" RENAME TO "Order_clientId_orderNo_key";',
        'ALTER INDEX "Purchase_state_at_idx" RENAME TO "Order_state_at_idx";',
        'ALTER INDEX "_PurchaseToTag_AB_pkey" RENAME TO "_OrderToTag_AB_pkey";',
        'ALTER INDEX "_PurchaseToTag_B_index" RENAME TO "_OrderToTag_B_index";',
        'ALTER TABLE "Order" RENAME CONSTRAINT "Purchase_clientId_fkey" TO "Order_clientId_fkey";',
        *(
            f'ALTER TABLE "_OrderToTag" RENAME CONSTRAINT "_PurchaseToTag_{side}_fkey" '
            f'TO "_OrderToTag_{side}_fkey";'
            for side in "AB"
        ),
    ] == sql(after, PreviousNames(models={"Order": "Purchase"}))


def test_a_value_is_renamed_with_the_default_that_it_is() -> None:
    after = renamed(("ordered", "placed"))

    assert ["ALTER TYPE \"PurchaseState\" RENAME VALUE 'ordered' TO 'placed';"] == sql(
        after, PreviousNames(values={("Purchase", "state"): {"placed": "ordered"}})
    )


def test_a_name_that_the_user_keeps_in_the_database_is_not_touched() -> None:
    after = renamed(
        ("orderNo  String ", 'number String @map("orderNo") '),
        ("clientId, orderNo", "clientId, number"),
        ("model Purchase {", 'model Order {\n  @@map("Purchase")'),
        ("Purchase[]", "Order[]"),
    )
    former = PreviousNames({"Order": "Purchase"}, {"Order": {"number": "orderNo"}})

    # The many-to-many table is called after the model, whatever the table of that is called.
    assert not [line for line in sql(after, former) if "ToTag" not in line]


def test_a_mapped_name_is_renamed_to_what_the_user_maps_it_to() -> None:
    after = renamed(
        ("orderNo  String ", 'number String @map("order_number") '),
        ("clientId, orderNo", "clientId, number"),
    )

    assert 'ALTER TABLE "Purchase" RENAME COLUMN "orderNo" TO "order_number";' in sql(
        after, PreviousNames(fields={"Purchase": {"number": "orderNo"}})
    )


@pytest.mark.parametrize(
    ("edits", "former", "name"),
    [
        (
            [("orderNo", "number")],
            PreviousNames(fields={"Purchase": {"number": "orderNo"}}),
            "purchase_rename_order_no_to_number",
        ),
        (
            [("Purchase", "Order")],
            PreviousNames(models={"Order": "Purchase"}),
            "rename_purchase_to_order",
        ),
        (
            [("clientId", "buyerId"), ("client ", "buyer ")],
            PreviousNames(fields={"Purchase": {"buyer": "client", "buyerId": "clientId"}}),
            "purchase_rename_client_to_buyer",
        ),
        (
            [("orderNo", "number"), ("  at  ", "  note String?\n  at  ")],
            PreviousNames(fields={"Purchase": {"number": "orderNo"}}),
            "purchase_change",
        ),
    ],
    ids=["field", "model", "relation", "and more"],
)
def test_a_migration_is_named_after_its_renames(
    edits: list[tuple[str, str]], former: PreviousNames, name: str
) -> None:
    old, new = parse(BEFORE), parse(renamed(*edits))
    names = resolve(old, new, former)

    assert name == default_name(compare(substitute(old, new, names), new), names)


def test_what_is_read_is_written_again() -> None:
    schema = parse(BEFORE)

    assert schema == parse(write(schema))
    assert schema == substitute(schema, schema, Renames())


def test_a_snapshot_notes_the_exchanges_of_names() -> None:
    text = with_name_swaps("model A {}\n", ["Order.b was a", "Order.a was b"])

    assert {"Order.a was b", "Order.b was a"} == name_swaps(text)
    assert "model A {}\n" == without_name_swaps(text)
    assert "model A {}\n" == with_name_swaps("model A {}\n", [])


def test_only_what_exchanges_names_is_noted() -> None:
    said = PreviousNames(fields={"Order": {"a": "b", "b": "a", "c": "d"}})

    assert {"Order.a was b", "Order.b was a"} == declared_swaps(said)


def test_a_name_that_leads_into_a_circle_is_not_in_it() -> None:
    said = PreviousNames(models={"C": "A", "A": "B", "B": "A"})

    assert {"A was B", "B was A"} == declared_swaps(said)
