"""Writing a spec as a person would: the short form where it can say everything, aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from t3gen.spec import short_form
from t3gen.spec.documents import (
    AccessDocument,
    ColumnsDocument,
    FieldDocument,
    OptionsDocument,
    RelationDocument,
    ResourceDocument,
)
from t3gen.spec.endpoints import ApiDocument
from t3gen.spec.indexes import BTREE, IndexDocument
from t3gen.spec.rules import UniqueDocument
from t3gen.spec.states import TransitionDocument
from t3gen.spec.vocabulary import VALUES
from t3gen.spec.writing.layout import LONGEST
from t3gen.spec.yaml import quoted_if_needed


def dump(document: ResourceDocument, schema: str | None = None) -> str:
    """Return a spec as the text of its file, in the usual order of sections.

    Args:
        document: The spec.
        schema: The address of its JSON Schema, for the modeline of editors.
    """
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    head.append(f"resource: {quoted_if_needed(document.resource)}")
    if document.was is not None:
        head.append(f"was: {quoted_if_needed(document.was)}")
    if document.plural is not None:
        head.append(f"plural: {quoted_if_needed(document.plural)}")
    if document.table is not None:
        head.append(f"table: {quoted_if_needed(document.table)}")
    if document.doc is not None:
        head.append(f"doc: {quoted_if_needed(document.doc)}")
    blocks = [head, *_blocks(document)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _blocks(document: ResourceDocument) -> Iterator[list[str]]:
    yield _lines("fields", document.fields)
    yield _lines("relations", document.relations)
    yield _types(document.types)
    yield _enums(document.enums)
    yield _states(document.states)
    yield _events(document.emit)
    uniques = [_unique(row) for row in document.unique]
    yield _row("unique", uniques) + _row("index", list(map(_index, document.index)))
    yield _conditions("check", document.check.items())
    owner = [f"owner: {quoted_if_needed(document.owner)}"] if document.owner is not None else []
    yield owner + _access(document.access)
    yield _options(document.options)
    yield _api(document.api)
    if document.seed.count != type(document.seed)().count:
        yield [f"seed: {{count: {document.seed.count}}}"]
    consent = {name: words for name, words in document.migrate if words}
    if consent:
        pairs = ", ".join(f"{name}: {_sequence(words)}" for name, words in consent.items())
        yield [f"migrate: {{{pairs}}}"]


def _lines(title: str, lines: Mapping[str, str | FieldDocument | RelationDocument]) -> list[str]:
    if not lines:
        return []
    keys = {name: f"{quoted_if_needed(name)}:" for name in lines}
    width = max(map(len, keys.values()))
    return [f"{title}:"] + [
        f"  {keys[name]:<{width}} {_line(line)}" for name, line in lines.items()
    ]


def _types(types: Mapping[str, Mapping[str, str | FieldDocument]]) -> list[str]:
    blocks = ["types:"]
    for name, fields in types.items():
        key = quoted_if_needed(name)
        blocks += [f"  {line}" for line in _lines(key, fields) or [f"{key}: {{}}"]]
    return blocks if types else []


def _enums(enums: Mapping[str, list[str]]) -> list[str]:
    lines = [f"  {quoted_if_needed(name)}: {_sequence(values)}" for name, values in enums.items()]
    return ["enums:", *lines] if lines else []


def _states(states: Mapping[str, Mapping[str, str | TransitionDocument]]) -> list[str]:
    lines = ["states:"]
    for field, transitions in states.items():
        lines.append(f"  {quoted_if_needed(field)}:")
        lines += [
            f"    {quoted_if_needed(name)}: {_transition(one)}" for name, one in transitions.items()
        ]
    return lines if states else []


def _transition(transition: str | TransitionDocument) -> str:
    if isinstance(transition, str):
        return quoted_if_needed(transition)
    values = {
        key: _sequence(value) if isinstance(value, list) else quoted_if_needed(value, flow=True)
        for key, value in transition
        if value is not None
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in values.items())}}}"


def _events(events: list[str] | Mapping[str, str | list[str]] | None) -> list[str]:
    if not events:
        return []
    if isinstance(events, list):
        return [f"emit: {_sequence(events)}"]
    values = {
        quoted_if_needed(name, flow=True): _sequence(sources)
        if isinstance(sources, list)
        else quoted_if_needed(sources, flow=True)
        for name, sources in events.items()
    }
    return [f"emit: {_flow(values)}"]


def _line(line: str | FieldDocument | RelationDocument) -> str:
    if isinstance(line, str):
        return short_form.yaml_value(short_form.tidy(line), None)
    values = dict(line)
    type_, doc = values.pop("type"), values.pop("doc")
    settings = [
        (name, None if value is True and name not in VALUES else _text(value))
        for name, value in values.items()
        if value is not None and (value is not False or name in VALUES)
    ]
    shown = None if doc is None else quoted_if_needed(doc, flow=True)
    return short_form.yaml_value(short_form.short(type_, settings), shown)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row(title: str, entries: list[str]) -> list[str]:
    line = f"{title}: [{', '.join(entries)}]"
    if len(line) > LONGEST:
        return [f"{title}:", *(f"  - {one}" for one in entries)]
    return [line] if entries else []


def _unique(row: list[str] | UniqueDocument) -> str:
    if isinstance(row, list):
        return _sequence(row)
    where = quoted_if_needed(row.where, flow=True) if row.where else None
    return _flow({"fields": _sequence(row.fields), "where": where, "name": row.name})


def _index(row: list[str] | IndexDocument) -> str:
    if isinstance(row, list):
        return _sequence(row)
    type_ = row.type if row.type != BTREE else None
    fields = _sequence(row.fields)
    return _flow({"fields": fields, "type": type_, "ops": row.ops, "name": row.name})


def _flow(values: Mapping[str, str | None]) -> str:
    return f"{{{', '.join(f'{key}: {text}' for key, text in values.items() if text)}}}"


def _sequence(words: list[str]) -> str:
    return f"[{', '.join(quoted_if_needed(word, flow=True) for word in words)}]"


def _access(access: AccessDocument) -> list[str]:
    return _conditions("access", [(name, rule) for name, rule in access if rule is not None])


def _conditions(title: str, rules: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"  {name}: {quoted_if_needed(rule)}" for name, rule in rules]
    return [f"{title}:", *lines] if lines else []


def _options(options: OptionsDocument) -> list[str]:
    usual = OptionsDocument()
    lines = [
        f"{name}: {_option(value)}" for name, value in options if value != getattr(usual, name)
    ]
    return [f"options: {{{', '.join(lines)}}}"] if lines else []


def _option(value: object) -> str:
    if isinstance(value, ColumnsDocument):
        columns = {field: column for field, column in value if column is not None}
        return f"{{{', '.join(f'{field}: {column}' for field, column in columns.items())}}}"
    if isinstance(value, list):
        return _sequence(value)
    return str(value).lower()


def _api(api: ApiDocument) -> list[str]:
    lines = []
    if api.path is not None:
        lines.append(f"  path: {quoted_if_needed(api.path)}")
    if api.operations is not None:
        lines.append(f"  operations: {_sequence(list(api.operations))}")
    lists = {"filter": api.filter, "sort": api.sort, "search": api.search, "include": api.include}
    lines += [f"  {name}: {_sequence(names)}" for name, names in lists.items() if names]
    flags = {"fields": api.fields, "export": api.export, "import": api.import_}
    lines += [f"  {name}: true" for name, is_set in flags.items() if is_set]
    if api.bulk is not None:
        lines.append(f"  bulk: {api.bulk}")
    if api.page != type(api.page)():
        lines.append(f"  page: {{size: {api.page.size}, max: {api.page.max}}}")
    rates = [f"{name}: {rate}" for name, rate in api.rate if rate is not None]
    if rates:
        lines.append(f"  rate: {{{', '.join(rates)}}}")
    if api.cache is not None:
        lines.append(f"  cache: {api.cache}")
    return ["api:", *lines] if lines else []
