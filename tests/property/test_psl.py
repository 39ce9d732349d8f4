"""Prisma text is read without loss, and edited without touching other lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from t3gen.psl import columns, parse, write
from t3gen.psl.lines import blocks, join, lines, tokens

PIECES = st.sampled_from(
    [
        *("model Order {", "enum Status {", "}", "\n", "\r\n", "  ", "\t", " ", "{", "[", "]", "("),
        *(
            ")",
            ",",
            ":",
            '"',
            '"a // b"',
            '"\\"',
            '"\\\\"',
            "// c",
            "/// d",
            "/*",
            "*/",
            "/",
            "@",
            "?",
        ),
        *("id Int @id", "name  String?", "tags Tag[]", "@@unique([a, b])", '@map("x")', "\u2028"),
        *("\x0b", "\x1c", "é", "<<<<<<< ours", "=======", ">>>>>>> new", 'Unsupported("a b")'),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))
NAMES = st.from_regex(r"[a-z][A-Za-z0-9_]{0,12}", fullmatch=True)
TYPES = st.sampled_from(["String", "Int?", "Tag[]", 'Unsupported("point")', "DateTime"])
ATTRIBUTES = st.sampled_from(
    ["", "@id", '@default("a,  // b")', "@db.VarChar(32) @unique", '@relation("x", fields: [a, b])']
)
FIELDS = st.tuples(NAMES, TYPES, ATTRIBUTES).map(" ".join).map(str.rstrip)


@st.composite
def models(draw: st.DrawFn) -> str:
    """A schema of one model, as `write` would write it."""
    fields = draw(st.lists(FIELDS, min_size=1, unique_by=lambda it: it.split()[0]))
    return "model Order {\n" + "".join(f"  {field}\n" for field in fields) + "}\n"


@given(TEXTS)
def test_the_tokens_of_a_text_add_up_to_it(text: str) -> None:
    assert text == "".join(token.text for token in tokens(text))


@given(TEXTS)
def test_the_lines_of_a_text_add_up_to_it(text: str) -> None:
    source = lines(text)

    assert text == join(source)
    assert len(source) == text.count("\n") + (text != "" and not text.endswith("\n"))
    assert all(line.text.endswith("\n") for line in source[:-1])


@given(TEXTS)
def test_blocks_follow_each_other_and_end_in_a_brace(text: str) -> None:
    source = lines(text)
    edges = [edge for block in blocks(source) for edge in (block.start, block.end)]

    assert sorted(edges) == edges
    assert {"}"} >= {source[block.end].code.strip() for block in blocks(source)}


@given(models())
def test_a_schema_that_was_written_is_read_the_same(text: str) -> None:
    assert text == write(parse(text))
    assert parse(text) == parse(text.replace("\n", " // c\r\n"))


@given(models())
def test_columns_change_nothing_but_spaces(text: str) -> None:
    aligned = columns.align(text, "")

    assert text == columns.normalize(aligned)
    assert parse(text) == parse(aligned)
    assert aligned == columns.align(columns.normalize(aligned), aligned)
    assert aligned == columns.realign(aligned, aligned)
