"""The grammar of a line, by itself."""

from __future__ import annotations

import pytest

from t3gen.spec.short_form import parser, tidy


def modifiers(text: str) -> list[tuple[str, str | None]]:
    return [
        (one.name.text, one.value.text if one.value else None)
        for one in parser.parse(text).modifiers
    ]


def test_a_type_stands_alone() -> None:
    line = parser.parse("string")

    assert ("string", [], [], []) == (line.type.text, line.arguments, line.modifiers, line.issues)


def test_arguments_are_known_with_their_places() -> None:
    line = parser.parse("enum( draft ,placed)")

    assert [("draft", 6), ("placed", 13)] == [(one.text, one.start) for one in line.arguments]


def test_an_argument_may_say_what_it_was() -> None:
    line = parser.parse("enum(draft, placed was  ordered, was)")

    assert ["draft", "placed", "was"] == [one.text for one in line.arguments]
    assert {1: ("ordered", 24)} == {at: (it.text, it.start) for at, it in line.previous.items()}


@pytest.mark.parametrize("text", ["text?", "text ?", "text max=3?x", "text? max=2"])
def test_a_question_mark_makes_it_optional_wherever_it_stands(text: str) -> None:
    found = [name for name, _ in modifiers(text)]

    assert ("optional" in found) == ("3?x" not in text)


@pytest.mark.parametrize("text", ["int = 0 min=0", "int=0 min=0", "int= 0 min=0", "int  =0  min=0"])
def test_a_default_is_the_value_behind_a_lone_equals_sign(text: str) -> None:
    assert [("default", "0"), ("min", "0")] == modifiers(text)


def test_a_regular_expression_may_hold_spaces_quotes_slashes_and_equals_signs() -> None:
    line = parser.parse(r"string match=/^a b\/[/\]] = \"'c$/iu unique")

    match, unique = line.modifiers
    assert match.value is not None
    assert (r"^a b\/[/\]] = \"'c$", "expression", "iu") == (
        match.value.text,
        match.value.kind,
        match.value.flags,
    )
    assert "unique" == unique.name.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('string = "two words"', "two words"),
        ('string = "say \\"hi\\" = /x/"', 'say "hi" = /x/'),
        ("string = 'it is'", "it is"),
        ('string = ""', ""),
        ("string = /path/", "/path/"),
        ("string = a=b", "a=b"),
    ],
)
def test_a_default_may_be_quoted(text: str, value: str) -> None:
    assert [("default", value)] == modifiers(text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [0]),
        ("string(32", [6]),
        ('string = "open', [9]),
        ("string match=/open", [13]),
        ("string match=", [13]),
        ("string(3)unique", [9]),
        ("string ) x", [7]),
        ("string min=", [7]),
        ("string match=//", [13]),
    ],
)
def test_what_is_no_shorthand_is_a_fault_at_its_place(text: str, places: list[int]) -> None:
    assert places == [one.start for one in parser.parse(text).issues]


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("decimal(12,2)  min=0", "decimal(12, 2) min=0"),
        ("int=0", "int = 0"),
        ("text ? max=3", "text? max=3"),
        ("OrderItem[]  on_delete=cascade", "OrderItem[] on_delete=cascade"),
        ("string = 'a b'", 'string = "a b"'),
        ("string match=/a  b/i", "string match=/a  b/i"),
        ("string(32", "string(32"),
        ("enum(a  was   b ,c)  was=old", "enum(a was b, c) was=old"),
    ],
)
def test_a_line_is_tidied_without_changing_what_it_says(text: str, tidied: str) -> None:
    assert tidied == tidy(text)
