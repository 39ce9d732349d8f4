"""Fields and relations as a spec declares them, each judged by itself: its type and its keys."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from t3gen.errors import Problem
from t3gen.spec import access, patterns, suggestion
from t3gen.spec.resource import FieldSpec, RelationSpec, RuleSpec, ValueSpec
from t3gen.spec.short_form import parser, prisma_spelling
from t3gen.spec.vocabulary import (
    ALIASES,
    MODIFIERS,
    ON_DELETE,
    RELATION_MODIFIERS,
    RULES,
    TYPES,
    VALUES,
    WITHOUT_TYPE,
    FieldKey,
    Key,
)
from t3gen.spec.yaml import Mapping, Node, Place, Scalar, Source, Word

NO_NAMES = ("null", "true", "false")
LONG_FORM = frozenset({*MODIFIERS, "type", "doc"})
RELATION_LONG_FORM = frozenset({*RELATION_MODIFIERS, "type", "doc"})
SomeKeys = dict[str, Key] | dict[str, FieldKey]


@dataclass(frozen=True)
class Setting:
    """A modifier in either form: `min=1` of a line, `min: 1` of a mapping."""

    name: str
    place: Place
    value: parser.Value | None
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


def field_spec(source: Source, name: Scalar, node: Node) -> tuple[FieldSpec | None, list[Problem]]:
    """Read a line below `fields`; it is None when its type is not known."""
    entry = _read(source, name, node, LONG_FORM)
    if entry is None or not entry.type.text:
        return None, entry.problems if entry else []
    judge = _Judge(source, entry)
    text = node.get("type") if isinstance(node, Mapping) else node
    if isinstance(text, Scalar) and (ours := prisma_spelling.respelled(text.text)):
        # One word about the whole line: each part of it is wrong for the same reason.
        entry.problems.clear()
        what = f'"{text.text.strip()}" is how Prisma\'s schema says it'
        judge.add(entry.type.place, "UNKNOWN_TYPE", what, f'Write "{ours}".')
        return None, entry.problems
    if not judge.field_type():
        return None, entry.problems
    known = {key.name: key for key in TYPES[entry.type.text].keys(is_list=entry.is_list)}
    judge.settings(known, f'type "{entry.type.text}{"[]" if entry.is_list else ""}"')
    judge.pattern()
    was, rules = judge.former_name(), judge.rules()
    values = {one.name: _value(one) for one in entry.settings.values() if one.value}
    flags = {one.name: one.place for one in entry.settings.values() if one.value is None}
    spec = FieldSpec(
        entry.name,
        entry.type,
        tuple(entry.arguments),
        optional="optional" in flags,
        default=values.pop("default", None),
        backfill=values.pop("backfill", None),
        flags=flags,
        bounds=values,
        doc=entry.doc,
        is_list=entry.is_list,
        was=was,
        formerly=entry.formerly,
        rules=rules,
        end=entry.end,
    )
    return spec, entry.problems


def relation_spec(
    source: Source, name: Scalar, node: Node
) -> tuple[RelationSpec | None, list[Problem]]:
    """Read a line below `relations`; it is None when it names no target."""
    entry = _read(source, name, node, RELATION_LONG_FORM)
    if entry is None or not entry.type.text:
        return None, entry.problems if entry else []
    judge = _Judge(source, entry)
    judge.relation()
    flags = {one.name: one.place for one in entry.settings.values() if one.value is None}
    spec = RelationSpec(
        entry.name,
        entry.type,
        entry.is_list,
        optional="optional" in flags,
        flags=flags,
        settings={
            one.name: Word(one.value.text, one.value_place)
            for one in entry.settings.values()
            if one.value
        },
        doc=entry.doc,
        end=entry.end,
    )
    return spec, entry.problems


def _value(setting: Setting) -> ValueSpec:
    assert setting.value is not None
    return ValueSpec(
        setting.value.text, setting.value.kind, setting.value_place, setting.value.flags
    )


@dataclass(frozen=True)
class _Judge:
    source: Source
    entry: Entry

    def field_type(self) -> bool:
        word = self.entry.type
        base = word.text
        if base not in TYPES:
            self.settings(MODIFIERS, "a field")
            self.add(word.place, "UNKNOWN_TYPE", f'unknown field type "{base}"', _type_hint(base))
            return False
        if self.entry.is_list and not TYPES[base].lists:
            hint = f"Lists are of: {', '.join(name for name, one in TYPES.items() if one.lists)}."
            self.add(word.place, "LIST", f'there are no lists of "{base}"', hint)
        self.arguments()
        return True

    def arguments(self) -> None:
        kind = TYPES[self.entry.type.text]
        given = [word for word in self.entry.arguments if word.text]
        hint = f'Write it like "{kind.example}".'
        least, most = kind.arguments
        base = self.entry.type
        if least == -1:
            if not given or len(given) < len(self.entry.arguments):
                self.add(base.place, "TYPE_ARGUMENTS", f'"{base}" needs its values', hint)
            return
        if not least <= len(given) <= most or (self.entry.parenthesised and not given):
            what = (
                f'"{base}" does not take these arguments' if given else f'"{base}" needs arguments'
            )
            self.add(base.place, "TYPE_ARGUMENTS", what, hint)
        for word in self.entry.formerly.values():
            self.add(word.place, "TYPE_ARGUMENTS", "only values of an enum were another", hint)
        for word in () if kind.named else given[:most]:
            if not (word.text.isascii() and word.text.isdigit()):
                what = f'"{word}" is not a whole number'
                self.add(word.place, "TYPE_ARGUMENTS", what, hint)

    def settings(self, known: SomeKeys, whose: str) -> None:
        for setting in list(self.entry.settings.values()):
            if setting.name not in known:
                self.unknown(setting, known, whose)
            elif setting.value is None and not known[setting.name].is_flag:
                what = f'"{setting.name}" needs a value'
                self.add(
                    setting.place,
                    "MODIFIER_VALUE",
                    what,
                    f"Write it like {known[setting.name].example}.",
                )
            elif setting.value is not None and known[setting.name].is_flag:
                what = f'"{setting.name}" takes no value'
                self.add(
                    setting.value_place, "MODIFIER_VALUE", what, f'Write "{setting.name}" alone.'
                )
            else:
                continue
            del self.entry.settings[setting.name]

    def unknown(self, setting: Setting, known: SomeKeys, whose: str) -> None:
        if setting.name == "optional" and self.entry.is_list:
            hint = 'An empty list says that there are none. Remove "?"; it may have "= []".'
            self.add(setting.place, "LIST", "a list is never null", hint)
            return
        if setting.name in MODIFIERS | RELATION_MODIFIERS:
            what = f'"{setting.name}" does not go with {whose}'
            hint = "It knows: " + ", ".join(_names(known)) + "."
            self.add(setting.place, "MODIFIER_NOT_FOR_TYPE", what, hint)
            return
        what = f'unknown modifier "{setting.name}"'
        hint = suggestion.hint(setting.name, _names(known))
        self.add(setting.place, "UNKNOWN_MODIFIER", what, hint)

    def former_name(self) -> Word | None:
        setting = self.entry.settings.pop("was", None)
        if setting is None or setting.value is None:
            return None
        return Word(setting.value.text, setting.value_place)

    def rules(self) -> dict[str, RuleSpec]:
        found = {}
        for name in sorted(RULES & self.entry.settings.keys()):
            setting = self.entry.settings.pop(name)
            if setting.value is None:
                continue
            text, place = setting.value.text, setting.value_place
            inside = 1 if setting.value.kind == "quoted" and place.width > len(text) else 0
            start = Place(place.line, place.column + inside, place.width)
            rule, problems = access.parse(self.source, Scalar(text, True, start))
            self.entry.problems += problems
            if rule is not None:
                found[name] = rule
        return found

    def pattern(self) -> None:
        match = self.entry.settings.get("match")
        if match is None or match.value is None:
            return
        fault = patterns.fault(match.value.text, match.value.flags)
        if fault is not None:
            what = f"not a regular expression of JavaScript: {fault}"
            self.add(match.value_place, "MATCH", what, "Mend it, or leave it out.")
        elif patterns.is_catastrophic(match.value.text, match.value.flags):
            what = "a hostile text would keep this expression busy for ever"
            hint = "Repeat nothing twice, as (a+)+ and (a|a)* do: /^[a-z]+(-[a-z]+)*$/."
            self.add(match.value_place, "MATCH", what, hint)

    def relation(self) -> None:
        entry = self.entry
        if entry.parenthesised:
            self.add(
                entry.type.place, "TYPE_ARGUMENTS", "a relation takes no arguments", "Remove them."
            )
        if ours := entry.type.text if entry.type.text in TYPES else _of_prisma(entry):
            what = f'"{entry.type}" is a field type, not a resource'
            hint = f'Move the line below "fields", as "{entry.name}: {ours}".'
            self.add(entry.type.place, "NOT_A_RESOURCE", what, hint)
        elif not entry.type.text.isidentifier() or entry.type.text.lower() in NO_NAMES:
            what = f'"{entry.type}" is not the name of a resource'
            hint = 'Name one, as in "customer: Customer", or remove the line.'
            self.add(entry.type.place, "NOT_A_RESOURCE", what, hint)
        self.settings(RELATION_MODIFIERS, "a relation")
        on_delete = entry.settings.get("on_delete")
        if on_delete and on_delete.value and on_delete.value.text not in ON_DELETE:
            what = f'unknown action "{on_delete.value.text}"'
            hint = suggestion.hint(on_delete.value.text, ON_DELETE)
            self.add(on_delete.value_place, "ON_DELETE", what, hint)
            del entry.settings["on_delete"]

    def add(self, place: Place, code: str, what: str, hint: str) -> None:
        self.entry.problems.append(self.source.problem(place, f"SPEC.{code}", what, hint))


def _names(known: SomeKeys) -> list[str]:
    return sorted(known.keys() - {"optional", "default"})


def _of_prisma(entry: Entry) -> str | None:
    return prisma_spelling.respelled(entry.type.text)


def _type_hint(name: str) -> str:
    if name[:1].isupper():
        return 'A resource is named below "relations"; fields have plain types.'
    if name.lower() in WITHOUT_TYPE:
        return WITHOUT_TYPE[name.lower()]
    if name.lower() in ALIASES:
        return f'Did you mean "{ALIASES[name.lower()]}"?'
    return suggestion.hint(name, TYPES, _types())


def _types() -> str:
    return f"Types: {', '.join(TYPES)}."


def _read(source: Source, name: Scalar, node: Node, keys: Container[str]) -> Entry | None:
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
    line = parser.parse(scalar.text)
    entry = Entry(
        name.word(),
        _word_of(scalar, line.type),
        [_word_of(scalar, argument) for argument in line.arguments],
        {line.arguments[at].text: _word_of(scalar, one) for at, one in line.formerly.items()},
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


def _word_of(scalar: Scalar, token: parser.Token) -> Word:
    return Word(token.text, scalar.at(token.start, token.width))


def _adder(source: Source, entry: Entry) -> Callable[[Setting], None]:
    def add(setting: Setting) -> None:
        if setting.name in entry.settings:
            what = f'"{setting.name}" is said twice'
            problem = source.problem(setting.place, "SPEC.SAID_TWICE", what, "Remove one of them.")
            entry.problems.append(problem)
        entry.settings[setting.name] = setting

    return add


def _from_line(scalar: Scalar, modifier: parser.Modifier) -> Setting:
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
    token = parser.Token(scalar.text, 0, max(1, len(scalar.text)))
    value: parser.Value | None
    value = parser.Value(token, "word" if scalar.plain else "quoted")
    if key.text == "match":
        value, faults = parser.parse_expression(scalar.text)
        for fault in faults:
            problem = source.problem(scalar.place, "SPEC.SHORTHAND", fault.what, fault.hint)
            entry.problems.append(problem)
        if value is None:
            return None
    return Setting(key.text, key.place, value, scalar.place)
