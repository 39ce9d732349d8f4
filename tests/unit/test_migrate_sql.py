"""SQL as statements of tokens."""

from __future__ import annotations

import pytest

from t3gen.migrate.sql import Kind, alter_table, statements


def shapes(sql: str) -> list[str]:
    return [statement.shape for statement in statements(sql)]


@pytest.mark.parametrize(
    ("sql", "shape"),
    [
        ("select  a\n from b", "SELECT A FROM B"),
        ('SELECT "a b;c" , `d``e`', 'SELECT "a·b·c" , "d·e"'),
        ("SELECT 'it''s', E'a\\'b', $$ x; $$", "SELECT '?' , '?' , '?'"),
        ("SELECT $t$ $$ ; $t$, U&'d', x'0f'", "SELECT '?' , '?' , '?'"),
        ("a::text >= 1.5e3", "A :: TEXT > = 1.5e3"),
        ('U&"d!0061" é', 'U&"d·0061" É'.replace("U&", "")),
        ("a /* b /* c; */ d; */ e -- f;\n g", "A E G"),
        ("$1 $tag", "$ 1 $ TAG"),
        ("a.b[1]", "A . B [ 1 ]"),
    ],
)  # fmt: skip
def test_a_shape_is_canonical(sql: str, shape: str) -> None:
    assert [shape] == shapes(sql)


@pytest.mark.parametrize(
    ("sql", "count"),
    [
        ("SELECT 1; SELECT 2;;", 2),
        ("CREATE TRIGGER a BEGIN UPDATE b; SELECT CASE WHEN 1 THEN 2 END; END; SELECT 1", 2),
        ("CREATE TEMP TRIGGER a BEGIN UPDATE b; END; SELECT 1", 2),
        ("CREATE FUNCTION f() BEGIN ATOMIC SELECT 1; END; SELECT 1", 2),
        ("CREATE FUNCTION f() AS $$ BEGIN; END; $$; SELECT 1", 2),
        ("BEGIN; SELECT 1; COMMIT", 3),
        ("SELECT (1; 2); SELECT 3", 2),
        ("-- a; b", 0),
        ("/* open ; ", 0),
    ],
)
def test_bodies_belong_to_their_statement(sql: str, count: int) -> None:
    assert count == len(statements(sql))


def test_a_statement_knows_its_lines_and_comments() -> None:
    sql = "-- one\nSELECT 1, -- two\n  2; -- three\n-- four\n\nSELECT\n  3; SELECT 4\n"

    first, second, third = statements(sql)

    assert [2, 6, 7] == [it.line for it in (first, second, third)]
    assert [["-- one", "-- two", "-- three"], ["-- four"], []] == [
        [comment.text for comment in it.comments] for it in (first, second, third)
    ]
    assert "-- one\nSELECT 1, -- two\n  2" == first.source(sql)
    assert "SELECT 1, 2" == first.text
    assert "SELECT 4" == third.source(sql)


def test_names_are_what_the_database_stores() -> None:
    (statement,) = statements('Abc "A""b" `c``d` U&"e"')

    assert ["abc", 'A"b', "c`d", "e"] == [token.identifier for token in statement.tokens]
    assert [Kind.WORD, *[Kind.NAME] * 3] == [token.kind for token in statement.tokens]


def test_an_outline_leaves_out_what_is_in_parentheses() -> None:
    (statement,) = statements("CREATE TABLE a (b int DEFAULT (1), c '(') WITH (d)")

    assert "CREATE TABLE A ( ) WITH ( )" == statement.outline
    assert ["B INT DEFAULT ( 1 )", "C '?'"] == [
        it.shape for it in type(statement)(statement.tokens[4:-5]).split()
    ]


@pytest.mark.parametrize(
    ("sql", "table", "name", "actions"),
    [
        ("ALTER TABLE a DROP b", "A", "a", ["DROP b"]),
        ('ALTER TABLE ONLY "s" . "T x" ADD c, DROP b', '"T·x"', '"s"."T x"', ["ADD c", "DROP b"]),
        ("ALTER FOREIGN TABLE IF EXISTS s.a * ADD d (1, 2)", "A", "s.a", ["ADD d (1, 2)"]),
    ],
)  # fmt: skip
def test_an_alter_table_has_a_table_and_actions(
    sql: str, table: str, name: str, actions: list[str]
) -> None:
    altered = alter_table(statements(sql)[0])

    assert altered
    assert table == altered.table
    assert name == "".join(token.text for token in altered.name)
    assert actions == [action.text for action in altered.actions]


@pytest.mark.parametrize("sql", ["ALTER INDEX a RENAME TO b", "DROP TABLE a", "ALTER TABLE a"])
def test_other_statements_alter_no_table(sql: str) -> None:
    assert alter_table(statements(sql)[0]) is None
