"""Specs from bytes: what is read, and where every word of it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors, UsageError
from t3gen.spec.files import LARGEST
from t3gen.spec.yaml import DEEPEST, Source


def read(text: str) -> spec.ResourceSpec:
    found = spec.read({"order.yaml": text.encode()})
    assert () == found.problems
    return found.specs[0]


def problems(text: str | bytes) -> list[tuple[int, int, str]]:
    raw = text.encode() if isinstance(text, str) else text
    found = spec.read({"order.yaml": raw}).problems
    return [(one.line, one.column, one.code) for one in found]


def test_a_spec_without_anything_but_a_name_has_the_usual_settings() -> None:
    order = read("resource: Order")

    assert (True, False, spec.OPERATIONS, 20, 100, 25) == (
        order.timestamps,
        order.version,
        order.api.operations,
        order.api.page_size,
        order.api.page_max,
        order.seed_count,
    )


def test_values_keep_their_text_whatever_yaml_makes_of_them() -> None:
    order = read("resource: Order\nfields:\n  a: {type: string, default: 012}\n  b: string = 1_0\n")

    assert ["012", "1_0"] == [one.default.text for one in order.fields if one.default]


def test_words_that_older_yaml_takes_for_truth_stay_words() -> None:
    order = read("resource: Order\nfields: {a: 'enum(no, off) = no'}\ndoc: yes\n")

    assert (["no", "off"], "yes") == (
        [word.text for word in order.fields[0].arguments],
        order.doc,
    )


def test_the_long_form_says_the_same_as_the_short_form() -> None:
    short = read("resource: A\nfields: {x: 'string? = b unique min=2 match=/a/i trim'}")
    long = read(
        "resource: A\nfields: {x: {type: string, optional: true, default: b, unique: true, min: 2,"
        " match: /a/i, trim: true, lower: false, doc: null}}"
    )

    def said(one: spec.FieldSpec) -> tuple[object, ...]:
        assert one.default is not None
        return (
            one.type.text,
            one.optional,
            one.default.text,
            set(one.flags),
            {name: (value.text, value.flags) for name, value in one.bounds.items()},
        )

    assert said(short.fields[0]) == said(long.fields[0])


def test_an_empty_section_is_as_if_it_were_not_there() -> None:
    order = read("resource: Order\nfields:\nrelations:\nowner: null\nplural:\napi:\nunique:\n")

    assert ((), (), None, None) == (order.fields, order.relations, order.owner, order.plural)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("  x: string wrng", 13),
        ("  x:     string   wrng", 19),
        ("  x: 'string wrng'", 14),
        ("  x: 'string = ''it'' wrng'", 23),
        ('  x: "string wrng"', 14),
        ('  x: "\\u0073tring \\t wrng"', 22),
        ('  "x": {type: string wrng}', 22),
        ("  x: {type: string, wrng: 1}", 21),
        ("  ? x\n  : string wrng", 12),
    ],
)
def test_a_problem_points_at_its_word_within_the_line(line: str, column: int) -> None:
    found = spec.read({"a.yaml": f"resource: A\nfields:\n{line}\n".encode()}).problems

    assert [column] == [one.column for one in found]


def test_a_text_over_several_lines_points_at_its_beginning() -> None:
    assert [(3, 6, "SPEC.UNKNOWN_MODIFIER")] == problems(
        "resource: A\nfields:\n  x: >-\n    string\n    wrng\n"
    )


def test_line_endings_of_windows_and_a_byte_order_mark_change_no_place() -> None:
    text = "resource: A\nfields:\n  x: strng\n"

    assert problems(text) == problems(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


def test_a_place_behind_letters_of_many_bytes_counts_letters() -> None:
    assert [(2, 17, "SPEC.UNKNOWN_TYPE")] == problems("resource: A\nfields: {'ä€😀': strng}\n")


def test_a_large_file_is_refused_before_it_is_read() -> None:
    comment = b"#" * LARGEST

    assert [(1, 1, "SPEC.LARGE")] == problems(comment + b"\nresource: A")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_whatever_is_nested_too_deep_is_refused(opening: str) -> None:
    codes = {code for _, _, code in problems("resource: " + opening * 5000)}

    assert codes & {"SPEC.DEPTH", "SPEC.YAML"}


def test_the_deepest_that_is_taken_is_taken() -> None:
    text = "doc: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)

    assert "SPEC.DEPTH" not in {code for _, _, code in problems(text)}
    assert "SPEC.DEPTH" in {code for _, _, code in problems(text.replace("[]", "[[]]"))}


def test_problems_of_all_files_come_together_in_order_of_place(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("resource: B\nfields: {x: strng, y: itn}\n")
    (tmp_path / "a.yml").write_text("resource: A\nfeilds: {}\n")
    (tmp_path / "notes.txt").write_text("not a spec")

    with pytest.raises(SpecErrors) as refused:
        spec.load(tmp_path)

    assert [("a.yml", 2), ("b.yaml", 13), ("b.yaml", 23)] == [
        (Path(one.file).name, one.line if one.file.endswith("yml") else one.column)
        for one in refused.value.problems
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="resources"):
        spec.load(tmp_path / "resources")


def test_chosen_files_are_read_alone(tmp_path: Path) -> None:
    for name in ("One", "Two"):
        (tmp_path / f"{name}.yaml").write_text(f"resource: {name}\n")

    assert ["Two"] == [one.name.text for one in spec.load([tmp_path / "Two.yaml"])]


def test_an_excerpt_shows_the_word_in_a_very_long_line() -> None:
    line = "x" * 200 + " wrong " + "y" * 200
    source = Source.of("a.yaml", line)

    text, carets = source.excerpt(spec.Place(1, 202, 5)).split("\n")
    assert "wrong" == text[carets.index("^") : carets.rindex("^") + 1]


def test_an_excerpt_does_nothing_to_a_terminal() -> None:
    source = Source.of("a.yaml", "a\x1b[31m\tb")

    assert "\x1b" not in source.problem(spec.Place(1, 1), "C", "w\x1b", "h").excerpt
    assert "w\ufffd" == source.problem(spec.Place(1, 1), "C", "w\x1b", "h").what


def test_a_file_of_too_many_values_is_refused_early() -> None:
    (found,) = [code for _, _, code in problems("resource: A\nx:\n" + "- a\n" * 300_000)]

    assert "SPEC.LARGE" == found


def test_a_file_holds_several_resources_parted_by_lines() -> None:
    found = spec.read(
        {"all.yaml": b"---\nresource: Order\n---\n# nothing\n---\nresource: Item\n..."}
    )

    assert ((), ["Order", "Item"]) == (found.problems, [one.name.text for one in found.specs])


def test_what_is_said_for_all_holds_where_a_resource_says_nothing_else() -> None:
    shared = b"""
access: {list: public, delete: role(admin)}
options: {id: ulid, timestamps: false, version: true}
api: {page: {size: 5, max: 10}, operations: [list, get], rate: {read: 9/s, write: off}}
seed: {count: 3}
"""
    order = b"resource: Order\noptions: {id: nanoid}\naccess: {list: signed_in}\n"
    own = b"{page: {max: 7}, operations: [create], rate: {write: 5/h}}"
    api = b"resource: Item\napi: " + own + b"\nseed: {count: 0}\n"
    found = spec.read({"_project.yaml": shared, "order.yaml": order, "tag.yaml": api})

    first, second = found.specs
    assert () == found.problems
    assert {"list": "signed_in", "delete": "role"} == {
        name: rule.kind for name, rule in first.access.items()
    }
    assert ("nanoid", False, True, 3) == (
        first.id,
        first.timestamps,
        first.version,
        first.seed_count,
    )
    assert (("list", "get"), 5, 10) == (
        first.api.operations,
        first.api.page_size,
        first.api.page_max,
    )
    assert [("9/s", "off"), ("9/s", "5/h")] == [
        (one.api.rate_read, one.api.rate_write) for one in found.specs
    ]
    assert (("create",), 5, 7, 0) == (
        second.api.operations,
        second.api.page_size,
        second.api.page_max,
        second.seed_count,
    )


def test_a_shared_rule_that_a_resource_cannot_have_is_told_at_its_name() -> None:
    texts = {
        "_project.yaml": b"access: {list: owner}",
        "tag.yaml": b"resource: Tag\nfields: {a: int}",
    }
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read(texts))

    assert ["tag.yaml:1:11: Tag has no owner"] == [str(one) for one in refused.value.problems]
