"""Reading a tree of nodes into a ResourceSpec, with the problems of the file by itself."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from functools import cached_property

from t3gen.errors import Problem
from t3gen.spec import access, enums, events, shape, short_form, states, suggestion
from t3gen.spec.defaults import COMPOSITE, Defaults
from t3gen.spec.resource import (
    OPERATIONS,
    ApiSpec,
    CheckSpec,
    FieldSpec,
    IndexPart,
    IndexSpec,
    RelationSpec,
    ResourceSpec,
    RuleSpec,
    StatesSpec,
    Timestamps,
    TypeSpec,
    UniqueSpec,
    WebhooksSpec,
)
from t3gen.spec.yaml import LONGEST_NUMBER, Mapping, Node, Place, Scalar, Sequence, Source, Word

_BACKFILL = " backfill="


@dataclass
class _Reading:
    source: Source
    root: Mapping
    defaults: Defaults
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    unread: list[Word] = field(default_factory=list)

    @cached_property
    def enums(self) -> dict[str, enums.EnumSpec]:
        """The enums that fields may name."""
        return {**self.defaults.enums, **enums.read(self.source, self.root.get("enums"))}

    def add(self, problems: list[Problem]) -> None:
        """Keep the problems at places that have none yet."""
        reported = {(one.line, one.column) for one in self.problems}
        self.problems += [one for one in problems if (one.line, one.column) not in reported]


def read_defaults(source: Source, root: Mapping) -> tuple[Defaults, list[Problem]]:
    """Read the defaults of `_project.yaml`."""
    reading = _Reading(
        source, root, Defaults(), shape.problems(source, root, shape.PROJECT_SECTIONS)
    )
    defaults = Defaults.of(_spec(reading, Word("", root.place)))
    rules = {}
    for name, rule in defaults.access.items():
        found = [_of_one_resource(source, part) for part in access.parts(rule) if part.name]
        reading.add(found)
        if not found:
            rules[name] = rule
    return replace(defaults, access=rules), reading.problems


def _of_one_resource(source: Source, rule: RuleSpec) -> Problem:
    name = rule.name.text if rule.name else ""
    if access.is_flag(rule):
        hint = suggestion.hint(name, access.ATOMS, access.HINT)
        return source.problem(rule.place, "SPEC.RULE", f'unknown rule "{name}"', hint)
    what = f'"{name}" is of one resource, and the rule is for all'
    return source.problem(rule.place, "SPEC.RULE", what, "Write it in the specs of resources.")


def read(
    source: Source, root: Mapping, defaults: Defaults
) -> tuple[ResourceSpec | None, list[Problem]]:
    """Read one resource.

    Returns:
        The spec, without the parts that could not be read, and all problems. The spec is None
        when its name could not be read.
    """
    reading = _Reading(source, root, defaults, shape.problems(source, root))
    name = _word(root.get("resource"))
    spec = _spec(reading, name or Word("", root.place))
    return spec if name else None, reading.problems


def _spec(reading: _Reading, name: Word) -> ResourceSpec:
    root, defaults = reading.root, reading.defaults
    fields = tuple(_fields(reading))
    relations = tuple(_relations(reading))
    types = tuple(_types(reading))
    owner, owner_backfill = _owner(root.get("owner"))
    options, migrate = _mapping(root.get("options")), _mapping(root.get("migrate"))
    key = tuple(_words(options.get("id")))
    return ResourceSpec(
        reading.source,
        name,
        was=_word(root.get("was")),
        losses=tuple(_words(migrate.get("allow_loss"))),
        assumptions=tuple(_words(migrate.get("assume"))),
        plural=_word(root.get("plural")),
        table=_word(root.get("table")),
        doc=_text(root.get("doc")),
        fields=fields,
        relations=relations,
        types=types,
        uniques=tuple(_uniques(reading)),
        indexes=tuple(map(_index, _nodes(root.get("index")))),
        owner=owner,
        owner_backfill=owner_backfill,
        tenant=_word(_mapping(root.get("access")).get("tenant")),
        access=defaults.rules(_access(reading), name.place),
        id=COMPOSITE if key else _text(options.get("id")) or defaults.id,
        naming="snake" if (_text(options.get("naming")) or defaults.naming) == "snake" else "camel",
        columns=_columns(options.get("columns"), defaults.columns, name.place),
        time_zone=_flag(options.get("time_zone"), otherwise=defaults.time_zone),
        timestamps=_timestamps(options.get("timestamps"), defaults.timestamps),
        updated_default=_flag(options.get("updated_default"), otherwise=defaults.updated_default),
        unique_id=_flag(options.get("unique_id"), otherwise=defaults.unique_id),
        version=_flag(options.get("version"), otherwise=defaults.version),
        soft_delete=_flag(options.get("soft_delete"), otherwise=defaults.soft_delete),
        api=_api(reading, _mapping(root.get("api"))),
        seed_count=_number(_mapping(root.get("seed")).get("count"), defaults.seed_count),
        broken=frozenset(reading.broken),
        unread=tuple(reading.unread),
        key=key,
        states=_states(reading),
        events=events.read(root.get("emit")),
        webhooks=_webhooks(reading),
        checks=_checks(reading),
        invariants=tuple(_invariants(reading)),
        enums=reading.enums,
    )


def _fields(reading: _Reading) -> Iterator[FieldSpec]:
    for name, node in _mapping(reading.root.get("fields")):
        spec, problems = short_form.field_spec(reading.source, name, node, reading.enums)
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
            spec, problems = short_form.field_spec(reading.source, key, line, reading.enums)
            reading.add(problems)
            if spec is not None:
                fields.append(spec)
            if problems:
                broken.add(key.text)
        yield TypeSpec(name.word(), tuple(fields), frozenset(broken))


def _relations(reading: _Reading) -> Iterator[RelationSpec]:
    for name, node in _mapping(reading.root.get("relations")):
        spec, problems = short_form.relation_spec(reading.source, name, node)
        reading.add(problems)
        if spec is None or problems:
            reading.broken.add(name.text)
        if spec is None:
            reading.unread.append(name.word())
        else:
            yield spec


def _access(reading: _Reading) -> dict[str, RuleSpec]:
    nodes = {key.text: node for key, node in _mapping(reading.root.get("access"))}
    using = {name: _mapping(node).get("using") for name, node in nodes.items()}
    nodes |= {name: node for name, node in using.items() if node is not None}
    return _rules(reading, {name: nodes[name] for name in nodes if name in OPERATIONS})


def _checks(reading: _Reading) -> dict[str, RuleSpec]:
    """Return the rules for rows as an update leaves them: `update: {using: ..., check: ...}`."""
    access_ = _mapping(reading.root.get("access"))
    node = _mapping(access_.get("update")).get("check")
    return _rules(reading, {"update": node} if node is not None else {})


def _invariants(reading: _Reading) -> Iterator[CheckSpec]:
    entries = _mapping(reading.root.get("check")).entries
    rules = _rules(reading, {name.text: node for name, node in entries})
    for name, _ in entries:
        if not access.NAME.fullmatch(name.text):
            what = f'"{name.text}" is not a valid name of a check'
            hint = 'Use letters and digits, a small letter first, as in "paid: total >= paid".'
            reading.add([reading.source.problem(name.place, "SPEC.NAME", what, hint)])
        elif name.text in rules:
            yield CheckSpec(name.word(), rules[name.text])


def _rules(reading: _Reading, nodes: dict[str, Node]) -> dict[str, RuleSpec]:
    rules = {}
    for name, node in nodes.items():
        if isinstance(node, Scalar) and not node.is_null:
            rule, problems = access.parse(reading.source, node)
            reading.add(problems)
            if rule is not None:
                rules[name] = rule
    return rules


def _states(reading: _Reading) -> tuple[StatesSpec, ...]:
    declared, problems = states.read(reading.source, reading.root.get("states"))
    reading.add(problems)
    return declared


def _webhooks(reading: _Reading) -> WebhooksSpec | None:
    node = reading.root.get("webhooks")
    if not isinstance(node, Scalar) or node.is_null:
        return reading.defaults.webhooks
    rule = _rules(reading, {"webhooks": node}).get("webhooks")
    if rule is not None and (rule.kind != "role" or rule.role.startswith(access.ORGANISATION)):
        what, hint = "webhooks are managed by one role", 'Write "webhooks: role(admin)".'
        reading.add([reading.source.problem(node.place, "SPEC.RULE", what, hint)])
        return None
    return WebhooksSpec(reading.source, node.word(0, rule.role)) if rule else None


def _uniques(reading: _Reading) -> Iterator[UniqueSpec]:
    for row in _nodes(reading.root.get("unique")):
        if not isinstance(row, Mapping):
            yield UniqueSpec(tuple(_words(row)))
            continue
        fields, condition = tuple(_words(row.get("fields"))), row.get("where")
        rules = _rules(reading, {"where": condition} if condition is not None else {})
        if rules or condition is None:
            yield UniqueSpec(fields, rules.get("where"), _word(row.get("name")))


def _api(reading: _Reading, node: Mapping) -> ApiSpec:
    page, rate, defaults = _mapping(node.get("page")), _mapping(node.get("rate")), reading.defaults
    size = _number(page.get("size"), defaults.page_size)
    most = _number(page.get("max"), defaults.page_max)
    if size > most and page.entries:
        what = f"a page has {size} rows, but no more than {most}"
        hint = "Change one of the two."
        reading.add([reading.source.problem(page.place, "SPEC.WRONG_VALUE", what, hint)])
    declared = {word.text for word in _words(node.get("operations"))}
    named = declared or set(defaults.operations)
    return ApiSpec(
        path=_word(node.get("path")),
        operations=tuple(one for one in OPERATIONS if one in named or not named),
        filters=tuple(_words(node.get("filter"))),
        sorts=tuple(_words(node.get("sort"))),
        search=tuple(_words(node.get("search"))),
        includes=tuple(_words(node.get("include"))),
        fields=_flag(node.get("fields"), otherwise=False),
        bulk=_word(node.get("bulk")),
        page_size=size,
        page_max=most,
        rate_read=_text(rate.get("read")) or defaults.rate_read,
        rate_write=_text(rate.get("write")) or defaults.rate_write,
        cache=_word(node.get("cache")),
        export=_word(node.get("export")),
        import_=_word(node.get("import")),
    )


def _index(row: Node) -> IndexSpec:
    if not isinstance(row, Mapping):
        return IndexSpec(tuple(_parts(row)))
    settings = {key.text: word for key, node in row if (word := _word(node))}
    return IndexSpec(tuple(_parts(row.get("fields"))), settings)


def _parts(row: Node | None) -> Iterator[IndexPart]:
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


def _owner(node: Node | None) -> tuple[Word | None, Word | None]:
    """Parse `user backfill=<id>`."""
    word = _word(node)
    name, setting, value = word.text.partition(_BACKFILL) if word else ("", "", "")
    if word is None or not setting:
        return word, None
    place, behind = word.place, len(name) + len(setting)
    return (
        Word(name.strip(), replace(place, width=len(name))),
        Word(value, replace(place, column=place.column + behind, width=len(value) or 1)),
    )


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) and not node.is_null else ""


def _flag(node: Node | None, *, otherwise: bool) -> bool:
    return node.text.lower() == "true" if isinstance(node, Scalar) else otherwise


def _columns(node: Node | None, defaults: MappingOf[str, Word], place: Place) -> dict[str, Word]:
    """Return the columns of standard fields; problems of defaults are at `place`."""
    declared = {key.text: _word(value) for key, value in _mapping(node)}
    moved = {name: Word(word.text, place) for name, word in defaults.items()}
    return moved | {name: word for name, word in declared.items() if word}


def _timestamps(node: Node | None, otherwise: Timestamps) -> Timestamps:
    values: dict[str, Timestamps] = {"created": "created", "updated": "updated", "true": True}
    return values.get(node.text.lower(), False) if isinstance(node, Scalar) else otherwise


def _number(node: Node | None, otherwise: int) -> int:
    digits = node.text if isinstance(node, Scalar) else ""
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
    return int(digits) if is_number else otherwise
