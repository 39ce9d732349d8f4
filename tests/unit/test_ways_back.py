"""Ways back in models of the user's own: one line changes, and nothing beside it."""

from __future__ import annotations

from itertools import permutations

import pytest

from t3gen.migrate import InverseField, with_inverse_fields

TEAM = """\
// Ours { and } only in a comment.
model Crew {
  id Int @id
}

model Team {
  id   Int    @id // { counted }
  /// What it is called.
  name String @default("a } b") @db.VarChar(20)

  @@map("team")
}
"""
ORDERS = InverseField("Team", "orders", "Order", "[]")
CHIEF = InverseField("Team", "chief", "Order", "?", "OrderChief")
LONG = InverseField("Team", "purchasesOfTheSeason", "Purchase", "[]")
WAYS = (ORDERS, CHIEF, LONG)


def test_a_line_joins_the_columns_that_are_there_when_it_fits() -> None:
    wide = TEAM.replace("id   Int    @id", "identity Int     @id")
    wide = wide.replace("name String", "name     Integer")

    assert "  orders   Order[]\n" in with_inverse_fields(wide, [], [ORDERS])


def test_a_line_stands_apart_rather_than_move_columns() -> None:
    assert with_inverse_fields(TEAM, [], [ORDERS]) == TEAM.replace(
        "(20)\n", "(20)\n\n  orders Order[]\n"
    )


def test_several_have_columns_of_their_own() -> None:
    after = with_inverse_fields(TEAM, [], WAYS)

    assert (
        "  orders               Order[]\n"
        '  chief                Order?     @relation("OrderChief")\n'
        "  purchasesOfTheSeason Purchase[]\n"
    ) in after


@pytest.mark.parametrize("ways", [*permutations(WAYS)])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_was_put_in_can_be_taken_out_again(
    ways: tuple[InverseField, ...], newline: str
) -> None:
    before = TEAM.replace("\n", newline)
    after = with_inverse_fields(before, [], ways)

    assert before == with_inverse_fields(after, ways, [])
    assert after == with_inverse_fields(after, ways, ways) == with_inverse_fields(after, [], ways)


def test_a_line_of_another_name_takes_the_place() -> None:
    before = with_inverse_fields(TEAM, [], [ORDERS])
    sales = InverseField("Team", "sales", "Sale", "[]")

    assert with_inverse_fields(before, [ORDERS], [sales]) == before.replace(
        "orders Order[]", "sales Sale[]"
    )


def test_a_model_without_fields_gets_one() -> None:
    before = 'model Team {\n  @@map("teams")\n}\n'

    assert before.replace("{\n", "{\n  orders Order[]\n") == with_inverse_fields(
        before, [], [ORDERS]
    )


def test_a_line_that_the_user_wrote_is_the_way_back() -> None:
    mine = TEAM.replace("  @@map", "\torders   Order[] // all of them\n\n  @@map")

    assert mine == with_inverse_fields(mine, [], [ORDERS])


def test_a_line_that_needs_a_name_now_gets_it_and_keeps_its_comment() -> None:
    mine = TEAM.replace("  @@map", "  orders Order[] // all of them\n\n  @@map")
    named = InverseField("Team", "orders", "Order", "[]", "OrderTeam")

    assert with_inverse_fields(mine, [ORDERS], [named]) == mine.replace(
        "Order[] //", 'Order[] @relation("OrderTeam") //'
    )


def test_a_comment_outlives_its_line() -> None:
    mine = TEAM.replace("  @@map", "  orders Order[] // all of them\n\n  @@map")

    assert with_inverse_fields(mine, [ORDERS], []) == mine.replace("orders Order[] //", "//")


def test_another_model_and_a_field_of_the_same_name_are_left_alone() -> None:
    other = TEAM.replace("name String", "orders String")

    assert other == with_inverse_fields(other, [ORDERS], [])
    assert TEAM == with_inverse_fields(TEAM, [], [InverseField("Club", "orders", "Order", "[]")])
