"""What a field or relation says, judged by itself: its type and its modifiers."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.errors import Problem
from t3gen.spec import access, backtracking, lines, patterns, prisma_spelling, suggestion
from t3gen.spec.line_documents import FieldDocument, RelationDocument
from t3gen.spec.lines import Entry, Setting
from t3gen.spec.nodes import Mapping, Node, Scalar
from t3gen.spec.resource import FieldSpec, RelationSpec, RuleSpec, ValueSpec
from t3gen.spec.source import Place, Source, Word
from t3gen.spec.types import (
    ALIASES,
    EXAMPLES,
    MODIFIERS,
    ON_DELETE,
    RELATION_FLAGS,
    RELATION_SETTINGS,
    RULED,
    TYPES,
    VALUED,
    WAYS,
)

NO_NAMES = ("null", "true", "false")


def field_spec(source: Source, name: Scalar, node: Node) -> tuple[FieldSpec | None, list[Problem]]:
    """Read a line below `fields`; it is None when its type is not known."""
    entry = lines.read(source, name, node, FieldDocument.model_fields)
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
    known = TYPES[entry.type.text].known(is_list=entry.is_list)
    judge.settings(known, VALUED, f'type "{entry.type.text}{"[]" if entry.is_list else ""}"')
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
    entry = lines.read(source, name, node, RelationDocument.model_fields)
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
            self.settings(MODIFIERS, VALUED, "a field")
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

    def settings(self, known: frozenset[str], valued: frozenset[str], whose: str) -> None:
        for setting in list(self.entry.settings.values()):
            if setting.name not in known:
                self.unknown(setting, known, whose)
            elif setting.value is None and setting.name in valued:
                what = f'"{setting.name}" needs a value'
                self.add(
                    setting.place,
                    "MODIFIER_VALUE",
                    what,
                    f"Write it like {EXAMPLES[setting.name]}.",
                )
            elif setting.value is not None and setting.name not in valued:
                what = f'"{setting.name}" takes no value'
                self.add(
                    setting.value_place, "MODIFIER_VALUE", what, f'Write "{setting.name}" alone.'
                )
            else:
                continue
            del self.entry.settings[setting.name]

    def unknown(self, setting: Setting, known: frozenset[str], whose: str) -> None:
        if setting.name == "optional" and self.entry.is_list:
            hint = 'An empty list says that there are none. Remove "?"; it may have "= []".'
            self.add(setting.place, "LIST", "a list is never null", hint)
            return
        if setting.name in MODIFIERS | RELATION_FLAGS | RELATION_SETTINGS:
            what = f'"{setting.name}" does not go with {whose}'
            hint = "It knows: " + ", ".join(sorted(known - {"optional", "default"})) + "."
            self.add(setting.place, "MODIFIER_NOT_FOR_TYPE", what, hint)
            return
        what = f'unknown modifier "{setting.name}"'
        hint = suggestion.hint(setting.name, sorted(known - {"optional", "default"}))
        self.add(setting.place, "UNKNOWN_MODIFIER", what, hint)

    def former_name(self) -> Word | None:
        setting = self.entry.settings.pop("was", None)
        if setting is None or setting.value is None:
            return None
        return Word(setting.value.text, setting.value_place)

    def rules(self) -> dict[str, RuleSpec]:
        found = {}
        for name in sorted(RULED & self.entry.settings.keys()):
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
        elif backtracking.is_catastrophic(match.value.text, match.value.flags):
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
        self.settings(RELATION_FLAGS | RELATION_SETTINGS, RELATION_SETTINGS, "a relation")
        on_delete = entry.settings.get("on_delete")
        if on_delete and on_delete.value and on_delete.value.text not in ON_DELETE:
            what = f'unknown action "{on_delete.value.text}"'
            hint = suggestion.hint(on_delete.value.text, ON_DELETE)
            self.add(on_delete.value_place, "ON_DELETE", what, hint)
            del entry.settings["on_delete"]

    def add(self, place: Place, code: str, what: str, hint: str) -> None:
        self.entry.problems.append(self.source.problem(place, f"SPEC.{code}", what, hint))


def _of_prisma(entry: Entry) -> str | None:
    return prisma_spelling.respelled(entry.type.text)


def _type_hint(name: str) -> str:
    if name[:1].isupper():
        return 'A resource is named below "relations"; fields have plain types.'
    if name.lower() in WAYS:
        return WAYS[name.lower()]
    if name.lower() in ALIASES:
        return f'Did you mean "{ALIASES[name.lower()]}"?'
    return suggestion.hint(name, TYPES, _types())


def _types() -> str:
    return f"Types: {', '.join(TYPES)}."
