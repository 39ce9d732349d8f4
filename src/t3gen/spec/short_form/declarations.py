"""Fields and relations as a spec declares them, each validated by itself: its type and its keys."""

from __future__ import annotations

from collections.abc import Callable, Container
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

from t3gen.errors import Problem
from t3gen.spec import access, patterns, suggestion
from t3gen.spec.enums import NO_ENUMS, EnumSpec
from t3gen.spec.resource import FieldSpec, RelationSpec, RuleSpec, ValueSpec
from t3gen.spec.short_form import hints, parser, prisma_spelling
from t3gen.spec.vocabulary import (
    MODIFIERS,
    ON_DELETE,
    RELATION_MODIFIERS,
    RULES,
    TYPES,
    VALUES,
    Key,
)
from t3gen.spec.yaml import Mapping, Node, Place, Scalar, Source, Word

NO_NAMES = ("null", "true", "false")
LONG_FORM = frozenset({*MODIFIERS, "type", "doc"})
RELATION_LONG_FORM = frozenset({*RELATION_MODIFIERS, "type", "doc"})


@dataclass(frozen=True)
class Setting:
    """A modifier in either form: `min=1` of a line, `min: 1` of a mapping."""

    name: str
    place: Place
    value: parser.Value | None
    value_place: Place


@dataclass
class Declaration:
    """A field or relation in either form."""

    name: Word
    type: Word
    arguments: list[Word]
    previous_values: dict[str, Word]
    parenthesised: bool
    is_list: bool
    end: Place | None
    settings: dict[str, Setting] = field(default_factory=dict)
    doc: str = ""
    problems: list[Problem] = field(default_factory=list)


def field_spec(
    source: Source, name: Scalar, node: Node, enums: MappingOf[str, EnumSpec] = NO_ENUMS
) -> tuple[FieldSpec | None, list[Problem]]:
    """Read a line below `fields`; return None when its type is unknown.

    Args:
        source: The spec.
        name: The node before the colon.
        node: The node after it.
        enums: The enums that it may name.
    """
    declaration = _read(source, name, node, LONG_FORM)
    if declaration is None or not declaration.type.text:
        return None, declaration.problems if declaration else []
    validator = _Validator(source, declaration)
    enum = validator.enum(enums)
    text = node.get("type") if isinstance(node, Mapping) else node
    if isinstance(text, Scalar) and (ours := prisma_spelling.respelled(text.text)):
        # One problem for the whole line: each part of it is wrong for the same reason.
        declaration.problems.clear()
        what = f'"{text.text.strip()}" is the syntax of Prisma\'s schema'
        validator.add(declaration.type.place, "UNKNOWN_TYPE", what, f'Write "{ours}".')
        return None, declaration.problems
    if not validator.field_type():
        return None, declaration.problems
    known = {
        key.name: key for key in TYPES[declaration.type.text].keys(is_list=declaration.is_list)
    }
    validator.settings(
        known, f'type "{declaration.type.text}{"[]" if declaration.is_list else ""}"'
    )
    validator.pattern()
    was, rules = validator.previous_name(), validator.rules()
    values = {one.name: _value(one) for one in declaration.settings.values() if one.value}
    flags = {one.name: one.place for one in declaration.settings.values() if one.value is None}
    spec = FieldSpec(
        declaration.name,
        declaration.type,
        tuple(declaration.arguments),
        optional="optional" in flags,
        default=values.pop("default", None),
        backfill=values.pop("backfill", None),
        flags=flags,
        bounds=values,
        doc=declaration.doc,
        is_list=declaration.is_list,
        was=was,
        previous_values=declaration.previous_values,
        rules=rules,
        enum=enum,
        end=declaration.end,
    )
    return spec, declaration.problems


def relation_spec(
    source: Source, name: Scalar, node: Node
) -> tuple[RelationSpec | None, list[Problem]]:
    """Read a line below `relations`; return None when it names no target."""
    declaration = _read(source, name, node, RELATION_LONG_FORM)
    if declaration is None or not declaration.type.text:
        return None, declaration.problems if declaration else []
    validator = _Validator(source, declaration)
    validator.relation()
    flags = {one.name: one.place for one in declaration.settings.values() if one.value is None}
    spec = RelationSpec(
        declaration.name,
        declaration.type,
        declaration.is_list,
        optional="optional" in flags,
        flags=flags,
        settings={
            one.name: Word(one.value.text, one.value_place)
            for one in declaration.settings.values()
            if one.value
        },
        doc=declaration.doc,
        end=declaration.end,
    )
    return spec, declaration.problems


def _value(setting: Setting) -> ValueSpec:
    assert setting.value is not None
    return ValueSpec(
        setting.value.text, setting.value.kind, setting.value_place, setting.value.flags
    )


@dataclass(frozen=True)
class _Validator:
    source: Source
    declaration: Declaration

    def enum(self, enums: MappingOf[str, EnumSpec]) -> EnumSpec | None:
        """Return the enum that the type names, and put its values in place of the name."""
        word = self.declaration.type
        enum = enums.get(word.text)
        if enum is None:
            return None
        if self.declaration.parenthesised:
            what, hint = f'"{word}" takes no arguments', f"Its values are in {enum.source.file}."
            self.add(word.place, "TYPE_ARGUMENTS", what, hint)
        self.declaration.type = Word("enum", word.place)
        self.declaration.arguments = list(enum.values)
        self.declaration.previous_values = dict(enum.previous_values)
        return enum

    def field_type(self) -> bool:
        word = self.declaration.type
        base = word.text
        if base not in TYPES:
            self.settings(MODIFIERS, "a field")
            self.add(
                word.place, "UNKNOWN_TYPE", f'unknown field type "{base}"', hints.of_type(base)
            )
            return False
        if self.declaration.is_list and not TYPES[base].lists:
            hint = f"Lists are of: {', '.join(name for name, one in TYPES.items() if one.lists)}."
            self.add(word.place, "LIST", f'there are no lists of "{base}"', hint)
        self.arguments()
        return True

    def arguments(self) -> None:
        kind = TYPES[self.declaration.type.text]
        given = [word for word in self.declaration.arguments if word.text]
        hint = f'Write it like "{kind.example}".'
        least, most = kind.arguments
        base = self.declaration.type
        if least == -1:
            if not given or len(given) < len(self.declaration.arguments):
                self.add(base.place, "TYPE_ARGUMENTS", f'"{base}" needs its values', hint)
            return
        if not least <= len(given) <= most or (self.declaration.parenthesised and not given):
            what = f'wrong arguments for "{base}"' if given else f'"{base}" needs arguments'
            self.add(base.place, "TYPE_ARGUMENTS", what, hint)
        for word in self.declaration.previous_values.values():
            self.add(
                word.place,
                "TYPE_ARGUMENTS",
                "only values of an enum can have a previous name",
                hint,
            )
        for word in () if kind.named else given[:most]:
            if not (word.text.isascii() and word.text.isdigit()):
                what = f'"{word}" is not a whole number'
                self.add(word.place, "TYPE_ARGUMENTS", what, hint)

    def settings(self, known: MappingOf[str, Key], subject: str) -> None:
        for setting in list(self.declaration.settings.values()):
            if setting.name not in known:
                self.unknown(setting, known, subject)
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
            del self.declaration.settings[setting.name]

    def unknown(self, setting: Setting, known: MappingOf[str, Key], subject: str) -> None:
        if setting.name == "optional" and self.declaration.is_list:
            hint = 'A list that may be missing is an empty list. Remove "?"; it may have "= []".'
            self.add(setting.place, "LIST", "a list cannot be null", hint)
            return
        if setting.name in MODIFIERS | RELATION_MODIFIERS:
            what = f'"{setting.name}" does not apply to {subject}'
            hint = "Modifiers: " + ", ".join(_names(known)) + "."
            self.add(setting.place, "MODIFIER_NOT_FOR_TYPE", what, hint)
            return
        what = f'unknown modifier "{setting.name}"'
        hint = suggestion.hint(setting.name, _names(known))
        self.add(setting.place, "UNKNOWN_MODIFIER", what, hint)

    def previous_name(self) -> Word | None:
        setting = self.declaration.settings.pop("was", None)
        if setting is None or setting.value is None:
            return None
        return Word(setting.value.text, setting.value_place)

    def rules(self) -> dict[str, RuleSpec]:
        rules = {}
        for name in sorted(RULES & self.declaration.settings.keys()):
            setting = self.declaration.settings.pop(name)
            if setting.value is None:
                continue
            text, place = setting.value.text, setting.value_place
            inside = 1 if setting.value.kind == "quoted" and place.width > len(text) else 0
            start = Place(place.line, place.column + inside, place.width)
            rule, problems = access.parse(self.source, Scalar(text, True, start))
            self.declaration.problems += problems
            if rule is not None:
                rules[name] = rule
        return rules

    def pattern(self) -> None:
        match = self.declaration.settings.get("match")
        if match is None or match.value is None:
            return
        error = patterns.syntax_error(match.value.text, match.value.flags)
        if error is not None:
            what = f"not a regular expression of JavaScript: {error}"
            self.add(match.value_place, "MATCH", what, "Correct it, or remove it.")
        elif patterns.is_catastrophic(match.value.text, match.value.flags):
            what = "this expression allows catastrophic backtracking (ReDoS)"
            hint = "Avoid nested repetition, as in (a+)+ and (a|a)*: /^[a-z]+(-[a-z]+)*$/."
            self.add(match.value_place, "MATCH", what, hint)

    def relation(self) -> None:
        declaration = self.declaration
        if declaration.parenthesised:
            self.add(
                declaration.type.place,
                "TYPE_ARGUMENTS",
                "a relation takes no arguments",
                "Remove them.",
            )
        if (
            ours := declaration.type.text
            if declaration.type.text in TYPES
            else _of_prisma(declaration)
        ):
            what = f'"{declaration.type}" is a field type, not a resource'
            hint = f'Move the line below "fields", as "{declaration.name}: {ours}".'
            self.add(declaration.type.place, "NOT_A_RESOURCE", what, hint)
        elif not declaration.type.text.isidentifier() or declaration.type.text.lower() in NO_NAMES:
            what = f'"{declaration.type}" is not the name of a resource'
            hint = 'Name one, as in "customer: Customer", or remove the line.'
            self.add(declaration.type.place, "NOT_A_RESOURCE", what, hint)
        self.settings(RELATION_MODIFIERS, "a relation")
        on_delete = declaration.settings.get("on_delete")
        if on_delete and on_delete.value and on_delete.value.text not in ON_DELETE:
            what = f'unknown action "{on_delete.value.text}"'
            hint = suggestion.hint(on_delete.value.text, ON_DELETE)
            self.add(on_delete.value_place, "ON_DELETE", what, hint)
            del declaration.settings["on_delete"]

    def add(self, place: Place, code: str, what: str, hint: str) -> None:
        self.declaration.problems.append(self.source.problem(place, f"SPEC.{code}", what, hint))


def _names(known: MappingOf[str, Key]) -> list[str]:
    return sorted(known.keys() - {"optional", "default"})


def _of_prisma(declaration: Declaration) -> str | None:
    return prisma_spelling.respelled(declaration.type.text)


def _read(source: Source, name: Scalar, node: Node, keys: Container[str]) -> Declaration | None:
    """Read a declaration, or return None when it has the wrong shape, which `shape` reports.

    Args:
        source: The spec, for the problems of the line.
        name: The node before the colon.
        node: The node after it.
        keys: The keys of the long form; `shape` reports others.
    """
    scalar = node.get("type") if isinstance(node, Mapping) else node
    if not isinstance(scalar, Scalar):
        return None
    line = parser.parse(scalar.text)
    declaration = Declaration(
        name.word(),
        _word_of(scalar, line.type),
        [_word_of(scalar, argument) for argument in line.arguments],
        {line.arguments[at].text: _word_of(scalar, one) for at, one in line.previous.items()},
        line.parenthesised,
        line.is_list,
        None if scalar.columns is None else scalar.at(len(scalar.text)),
    )
    for issue in line.issues:
        place = scalar.at(issue.start, issue.width)
        declaration.problems.append(source.problem(place, "SPEC.SHORTHAND", issue.what, issue.hint))
    add = _adder(source, declaration)
    for modifier in line.modifiers:
        add(_from_line(scalar, modifier))
    if isinstance(node, Mapping):
        known = Mapping(tuple(one for one in node if one[0].text in keys), node.place)
        _read_long_form(source, known, declaration, add)
    return declaration


def _word_of(scalar: Scalar, token: parser.Token) -> Word:
    return Word(token.text, scalar.at(token.start, token.width))


def _adder(source: Source, declaration: Declaration) -> Callable[[Setting], None]:
    def add(setting: Setting) -> None:
        if setting.name in declaration.settings:
            what = f'duplicate modifier "{setting.name}"'
            problem = source.problem(setting.place, "SPEC.SAID_TWICE", what, "Remove one of them.")
            declaration.problems.append(problem)
        declaration.settings[setting.name] = setting

    return add


def _from_line(scalar: Scalar, modifier: parser.Modifier) -> Setting:
    place = scalar.at(modifier.name.start, modifier.name.width)
    value = modifier.value
    value_place = scalar.at(value.token.start, value.token.width) if value else place
    return Setting(modifier.name.text, place, value, value_place)


def _read_long_form(
    source: Source, node: Mapping, declaration: Declaration, add: Callable[[Setting], None]
) -> None:
    for key, value in node:
        if key.text == "type" or not isinstance(value, Scalar):
            continue
        if key.text == "doc":
            declaration.doc = value.text.strip()
        elif value.plain and value.text.lower() in ("true", "false") and key.text not in VALUES:
            if value.text.lower() == "true":
                add(Setting(key.text, key.place, None, key.place))
        elif not value.is_null:
            setting = _from_key(source, key, value, declaration)
            if setting is not None:
                add(setting)


def _from_key(
    source: Source, key: Scalar, scalar: Scalar, declaration: Declaration
) -> Setting | None:
    token = parser.Token(scalar.text, 0, max(1, len(scalar.text)))
    value: parser.Value | None
    value = parser.Value(token, "word" if scalar.plain else "quoted")
    if key.text == "match":
        value, issues = parser.parse_expression(scalar.text)
        for issue in issues:
            problem = source.problem(scalar.place, "SPEC.SHORTHAND", issue.what, issue.hint)
            declaration.problems.append(problem)
        if value is None:
            return None
    return Setting(key.text, key.place, value, scalar.place)
