"""Validating the shape of a spec: its keys, and the kinds of their values."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from t3gen.errors import Problem
from t3gen.spec import documents, endpoints, suggestion, yaml
from t3gen.spec.defaults import IdKind
from t3gen.spec.indexes import IndexDocument
from t3gen.spec.rules import UniqueDocument
from t3gen.spec.states import TransitionDocument
from t3gen.spec.yaml import Mapping, Node, Scalar, Sequence, Source

SHORTHAND = {"fields": 1, "relations": 1, "types": 2, "states": 2}
"""The sections of declarations, and the number of keys above one."""
LONG_FORMS: dict[str, type[BaseModel]] = {
    "fields": documents.FieldDocument,
    "types": documents.FieldDocument,
    "relations": documents.RelationDocument,
    "states": TransitionDocument,
    "unique": UniqueDocument,
    "index": IndexDocument,
}
CHOICES = {**SHORTHAND, "unique": 1, "index": 1}
"""The sections whose values have a short and a long form."""
LONG_RULE = ("access", "update")
"""The rule that may be a text or a mapping, as declarations may."""
MAY_BE_EMPTY = documents.ResourceDocument.model_fields.keys() - {"resource"}
Sections = dict[tuple[str, ...], type[BaseModel]]
SECTIONS: Sections = {
    (): documents.ResourceDocument,
    ("access",): documents.ResourceAccessDocument,
    LONG_RULE: documents.UpdateRuleDocument,
    ("options",): documents.OptionsDocument,
    ("options", "columns"): documents.ColumnsDocument,
    ("api",): endpoints.ApiDocument,
    ("api", "page"): endpoints.PageDocument,
    ("api", "rate"): endpoints.RateDocument,
    ("seed",): documents.SeedDocument,
    ("migrate",): documents.MigrateDocument,
}
PROJECT_SECTIONS: Sections = {
    **SECTIONS,
    (): documents.ProjectDocument,
    ("access",): documents.AccessDocument,
    ("options",): documents.ProjectOptionsDocument,
    ("api",): endpoints.ProjectApiDocument,
    ("migrate",): documents.ProjectMigrateDocument,
}
ROWS = {"unique": "[[customer, number]]", "index": "[[status, placedAt desc]]"}
PRISMA = {
    "db": "@db.Citext",
    "schema": '@@schema("name")',
}
"""Keys of Prisma that specs do not have, and the attribute to write instead."""
CONDITION = "@@index([status], where: { active: true })"
COUNTED_IDS = ("autoincrement", "bigserial", "int")
PATTERNS = {
    "cache": ("duration", 'Write "5min", with s, min, h or d.'),
    "rate": ("rate", 'Write "120/min", with s, min, h or d, or "off".'),
}
"""What a text is instead of one that matches its pattern, and the hint, by key."""
EXPECTED = {
    "none_of_them": ("one value", "Write a number or a text."),
    "string_type": ("a text", "Write one text; a number or true needs quotes for that."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "int_type": ("a whole number", "Write it without quotes and without a point."),
    "list_type": ("a list", "Write it in brackets, as in [number, status]."),
    "dict_type": ("a mapping", "Write `name: value` lines below it, indented."),
    "model_type": ("a mapping", "Write `key: value` lines below it, indented."),
}


def problems(source: Source, root: Mapping, sections: Sections = SECTIONS) -> list[Problem]:
    """Return pydantic's errors as problems, at their places and in t3gen's words."""
    try:
        sections[()].model_validate(document_data(root))
    except ValidationError as error:
        errors = (
            _wrong_events(source, root, details["loc"])
            if details["loc"][0] == "emit" and len(details["loc"]) > 1
            else _problem(source, root, details, sections)
            for details in error.errors(include_url=False)
        )
        # A value that may be of several kinds is refused once for each of them.
        by_place = {(one.line, one.column, one.code): one for one in errors if one is not None}
        return list(by_place.values())
    return []


def document_data(root: Mapping) -> dict[str, Any]:
    """Return the plain data of a spec; an empty section is left out."""
    return {
        key.text: _lines(node, SHORTHAND.get(key.text, 0))
        for key, node in root
        if key.text not in MAY_BE_EMPTY or not isinstance(node, Scalar) or not node.is_null
    }


def _lines(node: Node, depth: int) -> Any:
    """Return the data of a node; `depth` keys below it, every value is a declaration."""
    if depth == 0 or not isinstance(node, Mapping):
        return data(node)
    if depth > 1:
        return {name.text: _lines(value, depth - 1) for name, value in node}
    return {
        name.text: value.text if isinstance(value, Scalar) else data(value) for name, value in node
    }


def data(node: Node) -> Any:
    """Return what a node means by YAML 1.2's core schema."""
    if isinstance(node, Mapping):
        return {key.text: data(value) for key, value in node}
    if isinstance(node, Sequence):
        return [data(one) for one in node.nodes]
    return yaml.value(node)


def _problem(source: Source, root: Mapping, details: Any, sections: Sections) -> Problem | None:
    path = tuple(details["loc"])
    depth = CHOICES.get(path[0], len(path)) + 1
    if path[: len(LONG_RULE)] == LONG_RULE:
        depth = len(LONG_RULE)
    if len(path) > depth:
        node = _find(root, path[:depth])
        if isinstance(node, Mapping) == str(path[depth]).endswith(("str", "]")):
            return None
        path = (*path[:depth], *path[depth + 1 :])
    kind = details["type"]
    if kind == "extra_forbidden":
        return _unknown_key(source, root, path, sections)
    if kind == "missing":
        parent = _find(root, path[:-1]) or root
        what = f'the key "{path[-1]}" is missing'
        hint = 'Begin with the name: "resource: Order".' if path[-1] == "resource" else "Add it."
        return source.problem(parent.place, "SPEC.MISSING_KEY", what, hint)
    while (node := _find(root, path)) is None:
        # The rest names one of the kinds that the value may be of; it is of none.
        path, details = path[:-1], {"type": "none_of_them"}
    text = node.text if isinstance(node, Scalar) else ""
    if path == ("options", "id") and text in COUNTED_IDS:
        what = "ids that the database counts are numbers of 32 bits"
        hint = (
            'Write "serial", or "uuid7", which sorts by time as well. A table with a BigInt as id '
            "stays a model of your own in prisma/, to which relations may lead."
        )
        return source.problem(node.place, "SPEC.WRONG_VALUE", what, hint)
    is_union = path == ("options", "id") and details["type"] != "literal_error"
    what, hint = _wrong_id(node) if is_union else _wrong_value(path, details, node)
    return source.problem(node.place, "SPEC.WRONG_VALUE", what, hint)


def _unknown_key(
    source: Source, root: Mapping, path: tuple[Any, ...], sections: Sections
) -> Problem:
    parent = _find(root, path[:-1])
    key = parent.key(path[-1]) if isinstance(parent, Mapping) else None
    place = key.place if key else root.place
    section = path[:1] if path[0] in SHORTHAND and len(path) > 1 else path[:-1]
    what = f'unknown key "{path[-1]}"'
    return source.problem(place, "SPEC.UNKNOWN_KEY", what, _key_hint(path[-1], section, sections))


def _wrong_events(source: Source, root: Mapping, path: tuple[Any, ...]) -> Problem | None:
    node = _find(root, path[:1]) or root
    if isinstance(node, Mapping | Sequence) and (
        isinstance(node, Mapping) == path[1].startswith("list")
    ):
        return None
    for part in path[1:]:
        # Some parts name one of the kinds that the value may be of.
        node = _find(node, (part,)) or node
    what = '"emit" must be a list of names, or names of events with what emits them'
    hint = 'Write "[created, placed]", or "{ended: [cancel, delete]}".'
    return source.problem(node.place, "SPEC.WRONG_VALUE", what, hint)


def _key_hint(key: str, section: tuple[str, ...], sections: Sections) -> str:
    if key == "map":
        return 'Write "table: orders" for the table, and "column: order_no" for a column.'
    if key == "id" and not section:
        return (
            'Ids that callers give are a field, "id: string(40)"; the id of a related row is its '
            'key, "customer: Customer key=id". A key of several fields is an option, '
            '"options: {id: [order, product]}".'
        )
    if key == "where" and section[:1] == ("index",):
        return f"Edit the file in prisma/models/ by hand: {CONDITION}."
    if key in PRISMA:
        return f"Specs have no key for it. Edit the file in prisma/models/ by hand: {PRISMA[key]}."
    for path, document in sections.items():
        # Who may read and how often are two things.
        is_near = path != section and (section, path) != (("access",), ("api", "rate"))
        if path and is_near and key in document.model_fields:
            return f'It belongs below "{".".join(path)}".'
    form = LONG_FORMS[section[0]] if section and section[0] in LONG_FORMS else sections[section]
    return suggestion.hint(key, form.model_fields)


def _wrong_value(path: tuple[Any, ...], details: Any, node: Node) -> tuple[str, str]:
    name = _name(path)
    kind, context = details["type"], details.get("ctx", {})
    text = node.text if isinstance(node, Scalar) else ""
    if kind in EXPECTED:
        expected, hint = EXPECTED[kind]
        return f"{name} must be {expected}{_instead(node)}", _row_hint(path) or hint
    if kind == "literal_error":
        return _wrong_word(name, _literals(context["expected"]), node)
    if kind == "value_error":
        return str(context["error"]), "Change one of the two."
    if kind == "string_pattern_mismatch":
        wanted, hint = PATTERNS.get(path[-1], PATTERNS["rate"])
        return f'"{text}" is not a {wanted}', hint
    if kind in ("too_short", "string_too_short"):
        return f"{name} is empty", "Leave it out, or write something."
    bounds = ", ".join(f"{_bound(key)} {value}" for key, value in context.items())
    return f"{name} must be {bounds}" if bounds else details["msg"], "Write another value."


def _wrong_id(node: Node) -> tuple[str, str]:
    """Return what an id is that is neither of a kind nor a list of names."""
    what, hint = _wrong_word('"options.id"', list(get_args(IdKind)), node)
    if isinstance(node, Scalar):
        return what, hint
    return '"options.id" must be a kind of ids, or a list of names', (
        'Write "uuid7", or relations and fields, as in [order, product].'
    )


def _wrong_word(name: str, known: list[str], node: Node) -> tuple[str, str]:
    if isinstance(node, Scalar):
        return f'{name} cannot be "{node.text}"', suggestion.hint(node.text, known)
    return f"{name} must be one value{_instead(node)}", f"Known: {', '.join(known)}."


def _name(path: tuple[Any, ...]) -> str:
    """Return what a path names, as in: an entry of "unique"."""
    name = ".".join(str(part) for part in path if not isinstance(part, int))
    return f'an entry of "{name}"' if isinstance(path[-1], int) else f'"{name}"'


def _instead(node: Node) -> str:
    """Return what there is in place of what is expected, where that is no single value."""
    if isinstance(node, Scalar):
        return ""
    return ", not a list" if isinstance(node, Sequence) else ", not a mapping"


def _row_hint(path: tuple[Any, ...]) -> str:
    """Return how a unique key or an index is written."""
    if path[0] == "states" and len(path) > 1:
        return 'Write "place: draft -> placed", or "{from: [draft, placed], to: cancelled}".'
    if path[0] not in ROWS or len(path) > len(ROWS):
        return ""
    return f"Write lists in a list, as in {path[0]}: {ROWS[path[0]]}."


def _bound(key: str) -> str:
    return {"ge": "at least", "le": "at most"}.get(key, key)


def _literals(expected: str) -> list[str]:
    words = re.findall(r"'([^']+)'|\b(True|False)\b", expected)
    return [text or flag.lower() for text, flag in words]


def _find(root: Node, path: tuple[Any, ...]) -> Node | None:
    node: Node | None = root
    for part in path:
        if isinstance(node, Mapping):
            node = node.get(str(part))
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.nodes):
            node = node.nodes[part]
        else:
            return None
    return node
