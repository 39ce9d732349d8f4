"""From the node of a field or relation to what it says, with every problem of the line."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from t3gen.errors import Problem
from t3gen.spec import shorthand
from t3gen.spec.nodes import Mapping, Node, Scalar
from t3gen.spec.source import Place, Source, Word

VALUES = ("default", "backfill")
"""Keys for which true and false are values."""


@dataclass(frozen=True)
class Setting:
    """A modifier in either form: `min=1` of a line, `min: 1` of a mapping."""

    name: str
    place: Place
    value: shorthand.Value | None
    value_place: Place


@dataclass
class Entry:
    """A field or relation as both forms give it."""

    name: Word
    type: Word
    arguments: list[Word]
    formerly: dict[str, Word]
    parenthesised: bool
    is_list: bool
    end: Place | None
    settings: dict[str, Setting] = field(default_factory=dict)
    doc: str = ""
    problems: list[Problem] = field(default_factory=list)


def read(source: Source, name: Scalar, node: Node, keys: Container[str]) -> Entry | None:
    """Take an entry apart, or return None when its shape is wrong, which is told elsewhere.

    Args:
        source: The spec, for the problems of the line.
        name: What stands in front of the colon.
        node: What stands behind it.
        keys: The keys that the long form has; others are told elsewhere, too.
    """
    scalar = node.get("type") if isinstance(node, Mapping) else node
    if not isinstance(scalar, Scalar):
        return None
    line = shorthand.parse(scalar.text)
    entry = Entry(
        name.word(),
        _word(scalar, line.type),
        [_word(scalar, argument) for argument in line.arguments],
        {line.arguments[at].text: _word(scalar, one) for at, one in line.formerly.items()},
        line.parenthesised,
        line.is_list,
        None if scalar.columns is None else scalar.at(len(scalar.text)),
    )
    for fault in line.faults:
        place = scalar.at(fault.start, fault.width)
        entry.problems.append(source.problem(place, "SPEC.SHORTHAND", fault.what, fault.hint))
    add = _adder(source, entry)
    for modifier in line.modifiers:
        add(_from_line(scalar, modifier))
    if isinstance(node, Mapping):
        known = Mapping(tuple(one for one in node if one[0].text in keys), node.place)
        _read_long_form(source, known, entry, add)
    return entry


def _word(scalar: Scalar, token: shorthand.Token) -> Word:
    return Word(token.text, scalar.at(token.start, token.width))


def _adder(source: Source, entry: Entry) -> Callable[[Setting], None]:
    def add(setting: Setting) -> None:
        if setting.name in entry.settings:
            what = f'"{setting.name}" is said twice'
            problem = source.problem(setting.place, "SPEC.SAID_TWICE", what, "Remove one of them.")
            entry.problems.append(problem)
        entry.settings[setting.name] = setting

    return add


def _from_line(scalar: Scalar, modifier: shorthand.Modifier) -> Setting:
    place = scalar.at(modifier.name.start, modifier.name.width)
    value = modifier.value
    value_place = scalar.at(value.token.start, value.token.width) if value else place
    return Setting(modifier.name.text, place, value, value_place)


def _read_long_form(
    source: Source, node: Mapping, entry: Entry, add: Callable[[Setting], None]
) -> None:
    for key, value in node:
        if key.text == "type" or not isinstance(value, Scalar):
            continue
        if key.text == "doc":
            entry.doc = value.text.strip()
        elif value.plain and value.text.lower() in ("true", "false") and key.text not in VALUES:
            if value.text.lower() == "true":
                add(Setting(key.text, key.place, None, key.place))
        elif not value.is_null:
            setting = _from_key(source, key, value, entry)
            if setting is not None:
                add(setting)


def _from_key(source: Source, key: Scalar, scalar: Scalar, entry: Entry) -> Setting | None:
    token = shorthand.Token(scalar.text, 0, max(1, len(scalar.text)))
    value: shorthand.Value | None
    value = shorthand.Value(token, "word" if scalar.plain else "quoted")
    if key.text == "match":
        value, faults = shorthand.parse_expression(scalar.text)
        for fault in faults:
            problem = source.problem(scalar.place, "SPEC.SHORTHAND", fault.what, fault.hint)
            entry.problems.append(problem)
        if value is None:
            return None
    return Setting(key.text, key.place, value, scalar.place)
