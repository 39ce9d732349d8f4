"""The shorthand, whatever is written in it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from t3gen.spec.short_form import parser, tidy

NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,8}", fullmatch=True)
ARGUMENTS = st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), max_size=4)
BARE = st.from_regex(r"[^\s\"'/][^\s]{0,8}", fullmatch=True)
QUOTED = st.text(max_size=12)
EXPRESSION = st.sampled_from(["^a b$", r"a\/b", "[/ ]+", "x='\"'", r"\\", r"[\]/]", "=? )"])
FLAGS = st.sampled_from(["", "i", "su"])

Said = tuple[str, str | None, str]


def words() -> st.SearchStrategy[tuple[str, Said]]:
    """Modifiers: how one is written, and what it says."""
    bare = NAME.map(lambda name: (name, (name, None, "")))
    valued = st.tuples(NAME.filter(lambda name: name != "match"), BARE).map(
        lambda said: (f"{said[0]}={said[1]}", (said[0], said[1], ""))
    )
    quoted = st.tuples(NAME.filter(lambda name: name != "match"), QUOTED).map(
        lambda said: (f"{said[0]}={json.dumps(said[1])}", (said[0], said[1], ""))
    )
    default = QUOTED.map(lambda text: (f"= {json.dumps(text)}", ("default", text, "")))
    match = st.tuples(EXPRESSION, FLAGS).map(
        lambda said: (f"match=/{said[0]}/{said[1]}", ("match", said[0], said[1]))
    )
    return st.one_of(bare, valued, quoted, default, match)


@given(NAME, ARGUMENTS, st.booleans(), st.booleans(), st.lists(words(), max_size=4))
def test_a_line_says_what_was_written_into_it(
    name: str, arguments: list[str], is_list: bool, optional: bool, said: list[tuple[str, Said]]
) -> None:
    text = name + (f"({', '.join(arguments)})" if arguments else "")
    text += ("[]" if is_list else "") + ("?" if optional else "")
    line = parser.parse(" ".join([text, *(written for written, _ in said)]))

    expected = [("optional", None, "")] if optional else []
    assert ([], name, arguments, is_list) == (
        line.issues,
        line.type.text,
        [one.text for one in line.arguments],
        line.is_list,
    )
    assert [*expected, *(meaning for _, meaning in said)] == meanings(line)


@given(NAME, ARGUMENTS, st.lists(words(), max_size=4))
def test_a_tidy_line_says_the_same(
    name: str, arguments: list[str], said: list[tuple[str, Said]]
) -> None:
    text = f"{name}( {' ,'.join(arguments)} )  " if arguments else f"{name}   "
    text += "   ".join(written for written, _ in said)

    assert meanings(parser.parse(text)) == meanings(parser.parse(tidy(text)))
    assert tidy(text) == tidy(tidy(text))


@given(st.text(max_size=60) | st.text("a1=/\"'()[]?,\\ \t\n", max_size=30))
def test_whatever_is_written_faults_stand_within_the_line(text: str) -> None:
    line = parser.parse(text)

    assert all(0 <= fault.start <= len(text) and fault.width >= 1 for fault in line.issues)
    named = [one.name for one in line.modifiers if one.name.text not in ("default", "optional")]
    assert all(text.startswith(name.text, name.start) for name in named)


def meanings(line: parser.Line) -> list[Said]:
    return [
        (
            one.name.text,
            one.value.text if one.value else None,
            one.value.flags if one.value else "",
        )
        for one in line.modifiers
    ]
