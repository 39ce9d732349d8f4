"""From a tree of nodes to a ResourceSpec, with every problem that the file has by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from t3gen.errors import Problem
from t3gen.spec import access, entries, shape
from t3gen.spec.nodes import Mapping, Node, Scalar, Sequence
from t3gen.spec.resource import (
    OPERATIONS,
    ApiSpec,
    FieldSpec,
    IndexPart,
    RelationSpec,
    ResourceSpec,
    RuleSpec,
    TypeSpec,
)
from t3gen.spec.source import Place, Source, Word


@dataclass
class _Reading:
    source: Source
    root: Mapping
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    unread: list[Word] = field(default_factory=list)

    def add(self, problems: list[Problem]) -> None:
        """Keep the problems at places that nothing has been said about."""
        told = {(one.line, one.column) for one in self.problems}
        self.problems += [one for one in problems if (one.line, one.column) not in told]


def read(source: Source, root: Mapping) -> tuple[ResourceSpec | None, list[Problem]]:
    """Read one resource.

    Returns:
        The spec, without what could not be understood, and all problems. The spec is None when
        not even its name is known.
    """
    reading = _Reading(source, root, shape.problems(source, root))
    name = _word(root.get("resource"))
    fields = tuple(_fields(reading))
    relations = tuple(_relations(reading))
    types = tuple(_types(reading))
    rules = _access(reading)
    if name is None:
        return None, reading.problems
    options = _mapping(root.get("options"))
    spec = ResourceSpec(
        source,
        name,
        plural=_word(root.get("plural")),
        doc=_text(root.get("doc")),
        fields=fields,
        relations=relations,
        types=types,
        uniques=tuple(tuple(_words(row)) for row in _nodes(root.get("unique"))),
        indexes=tuple(tuple(_parts(row)) for row in _nodes(root.get("index"))),
        owner=_word(root.get("owner")),
        access=rules,
        id=_text(options.get("id")) or "uuid7",
        timestamps=_flag(options.get("timestamps"), otherwise=True),
        version=_flag(options.get("version"), otherwise=False),
        api=_api(_mapping(root.get("api"))),
        seed_count=_number(_mapping(root.get("seed")).get("count"), 25),
        broken=frozenset(reading.broken),
        unread=tuple(reading.unread),
    )
    return spec, reading.problems


def _fields(reading: _Reading) -> Iterator[FieldSpec]:
    for name, node in _mapping(reading.root.get("fields")):
        spec, problems = entries.field_spec(reading.source, name, node)
        reading.add(problems)
        if spec is None or problems:
            reading.broken.add(name.text)
        if spec is None:
            reading.unread.append(name.word())
        else:
            yield spec


def _types(reading: _Reading) -> Iterator[TypeSpec]:
    for name, node in _mapping(reading.root.get("types")):
        fields, broken = [], set()
        for key, line in _mapping(node):
            spec, problems = entries.field_spec(reading.source, key, line)
            reading.add(problems)
            if spec is not None:
                fields.append(spec)
            if problems:
                broken.add(key.text)
        yield TypeSpec(name.word(), tuple(fields), frozenset(broken))


def _relations(reading: _Reading) -> Iterator[RelationSpec]:
    for name, node in _mapping(reading.root.get("relations")):
        spec, problems = entries.relation_spec(reading.source, name, node)
        reading.add(problems)
        if spec is None or problems:
            reading.broken.add(name.text)
        if spec is None:
            reading.unread.append(name.word())
        else:
            yield spec


def _access(reading: _Reading) -> dict[str, RuleSpec]:
    rules = {}
    for key, node in _mapping(reading.root.get("access")):
        if key.text in OPERATIONS and isinstance(node, Scalar) and not node.is_null:
            rule, problems = access.parse(reading.source, node)
            reading.add(problems)
            if rule is not None:
                rules[key.text] = rule
    return rules


def _api(node: Mapping) -> ApiSpec:
    page = _mapping(node.get("page"))
    named = {word.text for word in _words(node.get("operations"))}
    return ApiSpec(
        path=_word(node.get("path")),
        operations=tuple(one for one in OPERATIONS if one in named or not named),
        filters=tuple(_words(node.get("filter"))),
        sorts=tuple(_words(node.get("sort"))),
        page_size=_number(page.get("size"), 20),
        page_max=_number(page.get("max"), 100),
    )


def _parts(row: Node) -> Iterator[IndexPart]:
    for node in _nodes(row):
        if isinstance(node, Scalar):
            name, _, order = node.text.partition(" ")
            start = node.text.find(order) if order else 0
            yield IndexPart(node.word(0, name), node.word(start, order) if order else None)


def _mapping(node: Node | None) -> Mapping:
    return node if isinstance(node, Mapping) else Mapping((), Place(1, 1))


def _nodes(node: Node | None) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Sequence) else ()


def _words(node: Node | None) -> Iterator[Word]:
    return (one.word() for one in _nodes(node) if isinstance(one, Scalar))


def _word(node: Node | None) -> Word | None:
    return node.word() if isinstance(node, Scalar) and node.text and not node.is_null else None


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) and not node.is_null else ""


def _flag(node: Node | None, *, otherwise: bool) -> bool:
    return node.text.lower() == "true" if isinstance(node, Scalar) else otherwise


def _number(node: Node | None, otherwise: int) -> int:
    digits = node.text if isinstance(node, Scalar) else ""
    return int(digits) if digits.isascii() and digits.isdigit() else otherwise
