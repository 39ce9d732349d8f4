"""What is said of a wrong spec names the thing that is wrong, and a way out that works."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from t3gen import model, spec
from t3gen.errors import Problem, SpecErrors
from t3gen.model import App


def problems(text: str) -> Sequence[Problem]:
    try:
        model.resolve(spec.read({"note.yaml": text.encode()}), App("postgresql"))
    except SpecErrors as error:
        return error.problems
    return ()


def only(text: str) -> Problem:
    (found,) = problems(text)
    return found


@pytest.mark.parametrize(
    ("line", "what", "hint"),
    [
        ("options: {id: [[row]]}", '"options.id" must be a kind of ids, or a list', "uuid7"),
        ("options: {id: {is: row}}", '"options.id" must be a kind of ids, or a list', "uuid7"),
        ("unique: [n]", 'an entry of "unique" must be a list', "unique: [[customer, number]]"),
        (
            "index: [{fields: [n], where: active}]",
            'unknown key "where"',
            "Edit the file in prisma/models/ by hand: @@index([status], where: { active: true })",
        ),
        ("index: [[[n]]]", 'an entry of "index" must be a text, not a list', "Write one text"),
        ("api: {operations: [{list: 1}]}", "must be one value, not a mapping", "list, get"),
        ("map: notes", 'unknown key "map"', "table: orders"),
    ],
)
def test_a_value_of_the_wrong_shape_is_named_as_what_it_is(line: str, what: str, hint: str) -> None:
    found = only(f"resource: Note\nfields: {{n: int}}\n{line}\n")

    assert what in found.what
    assert hint in found.hint


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("fields: {n: int, tags: string[], o: int}", '"string[]"'),
        ('fields: {n: int, data: json = {"a": 1}}', "'json = {\"a\": 1}'"),
        (
            "fields: {n: int, code: string match=/a{2,3}/ trim, o: int}",
            '"string match=/a{2,3}/ trim"',
        ),
        ('fields:\n  data: string = "a: b"', "'string = \"a: b\"'"),
        ("doc: Note: this", '"Note: this"'),
    ],
)
def test_what_yaml_takes_for_its_own_is_shown_in_quotes_and_is_read_so(
    line: str, quoted: str
) -> None:
    text = f"resource: Note\n{line}\n"
    found = only(text)

    assert found.hint.endswith(f"Quote the text: {quoted}.")
    plain = quoted[1:-1]
    assert not [one for one in problems(text.replace(plain, quoted)) if one.code == "SPEC.YAML"]


def test_a_document_that_is_not_yaml_makes_no_findings_in_others() -> None:
    broken = "resource: Tag\nfields: {a: [}\nrelations: {note: Note}\n"
    note = "resource: Note\nfields: {a: string}\napi: {include: [tags], filter: [tags]}\n"

    assert [2] == [one.line for one in problems(f"{broken}---\n{note}")]
    assert [6] == [one.line for one in problems(f"{note}---\n{broken}")]


def test_every_document_of_a_file_is_read_whatever_the_others_are() -> None:
    text = "resource: Tag\nfields: {a: [}\n---\nresource: Note\nfields: {a: strng}\n"

    assert [(2, "SPEC.YAML"), (5, "SPEC.UNKNOWN_TYPE")] == [
        (one.line, one.code) for one in problems(text)
    ]


def test_an_empty_default_is_shown_its_way_out() -> None:
    assert "min=0" in only('resource: Note\nfields:\n  a: text = ""\n').hint
    assert not problems('resource: Note\nfields:\n  a: text = "" min=0\n')


def test_a_default_that_looks_like_a_call_is_one_that_prisma_knows() -> None:
    head = "resource: Note\nfields:\n  a: "
    for line in (
        "string = cuid() unique",
        "uuid = uuid(7)",
        'string = "cuid()"',
        "text = nanoid()",
    ):
        assert not problems(f"{head}{line}\n"), line

    assert "cuid(), cuid(2)" in only(f"{head}string = token() unique\n").hint
    assert "makes texts of 25 characters" in only(f"{head}string(20) = cuid()\n").what
    assert "makes texts of 36 characters" in only(f"{head}text = uuid() min=40\n").what
    assert "it must be a UUID" in only(f"{head}uuid = ulid()\n").what


def test_a_key_without_an_index_is_of_one_row_and_not_unique() -> None:
    text = "resource: Note\nrelations:\n  to: Note? inverse=by "

    assert not problems(f"{text}no_index\n")
    assert "SPEC.SAID_TWICE" == only(f"{text}unique no_index\n").code
    assert (
        "SPEC.MODIFIER_NOT_FOR_TYPE"
        == only("resource: Note\nrelations: {to: 'Note[] many no_index inverse=by'}\n").code
    )


def test_values_within_json_may_have_dashes() -> None:
    text = (
        "resource: Note\ntypes: {State: {a: 'enum(in-progress, 2nd)'}}\nfields: {a: json(State)}\n"
    )

    assert not problems(text)
    assert (
        "cannot be the value" in only("resource: Note\nfields:\n  a: enum(in-progress, b)\n").what
    )


def test_a_name_that_is_too_long_points_to_what_asks_for_it() -> None:
    fields = [f"{letter * 38}" for letter in "abc"]
    text = f"resource: Note\nfields: {{{', '.join(f'{one}: int' for one in fields)}}}\n"
    rows = f"index: [[{fields[0]}, {fields[1]}], [{fields[0]}, {fields[1]}, {fields[2]}]]\n"

    assert (3, "SPEC.LONG_NAME") == (only(text + rows).line, only(text + rows).code)


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("fields", "int unique"),
        ("fields", "int index"),
        ("relations", "User inverse={}"),
        ("relations", "User unique inverse={}"),
    ],
)
def test_a_name_that_is_too_long_points_to_the_line_that_asks_for_it(
    section: str, line: str
) -> None:
    names = ("anotherNameThatIsQuiteLongFirst", "anotherNameThatIsQuiteLongSecond")
    lines = "".join(f"  {name}: {line.format(name)}\n" for name in names)
    text = f"resource: AnUncommonlyLongNameForAResourceIndeed\n{section}:\n{lines}"

    found = problems(text)

    assert {(4, 3, "SPEC.LONG_NAME")} == {(one.line, one.column, one.code) for one in found}


def test_a_time_of_day_is_shown_as_the_text_that_it_is() -> None:
    hint = only("resource: Note\nfields:\n  at: time\n").hint

    line = hint.removeprefix("Write a time of day as a text: ").removesuffix(".")
    assert not problems(f"resource: Note\nfields:\n  at: {line}\n")
