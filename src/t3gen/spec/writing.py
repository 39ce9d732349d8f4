"""Writing a spec as a person would: the short form where it can say everything, aligned."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from t3gen.spec import shorthand
from t3gen.spec.documents import (
    AccessDocument,
    ApiDocument,
    OptionsDocument,
    ResourceDocument,
)
from t3gen.spec.line_documents import FieldDocument, RelationDocument
from t3gen.spec.shape import FLOAT, INTEGER, WORDS
from t3gen.spec.types import RULED

PLAIN = re.compile(r"[A-Za-z0-9_(/.+][^\x00-\x1f\x7f]*")
UNSAFE = re.compile(r": |:$| #|\s$")
UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}]")
_APART = ("type", "doc", "optional", "default", "backfill")
BARE_VALUE = re.compile(r"[^\s\"']\S*")


def dump(document: ResourceDocument, schema: str | None = None) -> str:
    """Return a spec as the text of its file, in the order of the design.

    Args:
        document: What the spec says.
        schema: Where its JSON Schema is, for the first line that editors read.
    """
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    head.append(f"resource: {quoted_if_needed(document.resource)}")
    if document.was is not None:
        head.append(f"was: {quoted_if_needed(document.was)}")
    if document.plural is not None:
        head.append(f"plural: {quoted_if_needed(document.plural)}")
    if document.doc is not None:
        head.append(f"doc: {quoted_if_needed(document.doc)}")
    blocks = [head, *_blocks(document)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _blocks(document: ResourceDocument) -> Iterator[list[str]]:
    yield _lines("fields", document.fields)
    yield _lines("relations", document.relations)
    yield _types(document.types)
    yield _rows("unique", document.unique) + _rows("index", document.index)
    owner = [f"owner: {quoted_if_needed(document.owner)}"] if document.owner is not None else []
    yield owner + _access(document.access)
    yield _options(document.options)
    yield _api(document.api)
    if document.seed.count != type(document.seed)().count:
        yield [f"seed: {{count: {document.seed.count}}}"]
    agreed = {name: words for name, words in document.migrate if words}
    if agreed:
        said = ", ".join(f"{name}: {_sequence(words)}" for name, words in agreed.items())
        yield [f"migrate: {{{said}}}"]


def _lines(title: str, lines: Mapping[str, str | FieldDocument | RelationDocument]) -> list[str]:
    if not lines:
        return []
    keys = {name: f"{quoted_if_needed(name)}:" for name in lines}
    width = max(map(len, keys.values()))
    return [f"{title}:"] + [
        f"  {keys[name]:<{width}} {_line(line)}" for name, line in lines.items()
    ]


def _types(types: Mapping[str, Mapping[str, str | FieldDocument]]) -> list[str]:
    found = ["types:"]
    for name, lines in types.items():
        found += [
            f"  {one}"
            for one in _lines(quoted_if_needed(name), lines) or [f"{quoted_if_needed(name)}: {{}}"]
        ]
    return found if types else []


def _line(line: str | FieldDocument | RelationDocument) -> str:
    if isinstance(line, str):
        return quoted_if_needed(tidy(line))
    if line.doc is None:
        return quoted_if_needed(short(line))
    text = quoted_if_needed(short(line.model_copy(update={"doc": None})), flow=True)
    return f"{{type: {text}, doc: {quoted_if_needed(line.doc, flow=True)}}}"


def short(line: FieldDocument | RelationDocument) -> str:
    """Return the short form of a line without a doc."""
    parts = []
    for name, value in line:
        if name in _APART or value is None or value is False:
            continue
        said = bare(name, value) if name in RULED else value
        parts.append(name if value is True else f"{name}={said}")
    if line.backfill is not None:
        parts.append(f"backfill={_value(line.backfill)}")
    default = getattr(line, "default", None)
    if default is not None:
        parts.insert(0, f"= {_value(default)}")
    mark = "?" if line.optional else ""
    return tidy(" ".join([line.type + mark, *parts]))


def tidy(line: str) -> str:
    """Return a line in the usual spacing: `decimal(12, 2) = 0 min=0`; a faulty one as it is."""
    found = shorthand.parse(line)
    if found.faults:
        return line
    text = found.type.text
    if found.parenthesised:
        text += f"({', '.join(_arguments(found))})"
    text += "[]" if found.is_list else ""
    optional = [one for one in found.modifiers if one.name.text == shorthand.OPTIONAL]
    text += "?" * len(optional)
    return " ".join([text, *(_modifier(one) for one in found.modifiers if one not in optional)])


def _arguments(line: shorthand.Line) -> Iterator[str]:
    for at, argument in enumerate(line.arguments):
        former = line.formerly.get(at)
        yield f"{argument.text} was {former.text}" if former else argument.text


def _modifier(modifier: shorthand.Modifier) -> str:
    value = modifier.value
    if value is None:
        return modifier.name.text
    text = f"/{value.text}/{value.flags}" if value.kind == "expression" else value.text
    if value.kind == "quoted":
        is_rule = modifier.name.text in RULED
        text = bare(modifier.name.text, text) if is_rule else json.dumps(text, ensure_ascii=False)
    if modifier.name.text == shorthand.DEFAULT:
        return f"= {text}"
    return f"{modifier.name.text}={text}"


def _value(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return bare("", str(value))


def bare(name: str, text: str) -> str:
    """Return what a modifier says, without quotes where its line is read as well without."""
    pattern = shorthand.RULE if name in RULED else BARE_VALUE
    return text if pattern.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _rows(title: str, rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    return [f"{title}: [{', '.join(map(_sequence, rows))}]"]


def _sequence(words: list[str]) -> str:
    return f"[{', '.join(quoted_if_needed(word, flow=True) for word in words)}]"


def _access(access: AccessDocument) -> list[str]:
    said = [f"  {name}: {quoted_if_needed(rule)}" for name, rule in access if rule is not None]
    return ["access:", *said] if said else []


def _options(options: OptionsDocument) -> list[str]:
    usual = OptionsDocument()
    said = [
        f"{name}: {str(value).lower()}" for name, value in options if value != getattr(usual, name)
    ]
    return [f"options: {{{', '.join(said)}}}"] if said else []


def _api(api: ApiDocument) -> list[str]:
    said = []
    if api.path is not None:
        said.append(f"  path: {quoted_if_needed(api.path)}")
    if api.operations is not None:
        said.append(f"  operations: {_sequence(list(api.operations))}")
    lists = {"filter": api.filter, "sort": api.sort, "search": api.search, "include": api.include}
    said += [f"  {name}: {_sequence(names)}" for name, names in lists.items() if names]
    if api.fields:
        said.append("  fields: true")
    if api.bulk is not None:
        said.append(f"  bulk: {api.bulk}")
    if api.page != type(api.page)():
        said.append(f"  page: {{size: {api.page.size}, max: {api.page.max}}}")
    rates = [f"{name}: {rate}" for name, rate in api.rate if rate is not None]
    if rates:
        said.append(f"  rate: {{{', '.join(rates)}}}")
    return ["api:", *said] if said else []


def quoted_if_needed(text: str, *, flow: bool = False) -> str:
    """Return a text as a YAML scalar, in quotes only where it needs them."""
    plain = (
        PLAIN.fullmatch(text)
        and not UNSAFE.search(text)
        and not (flow and UNSAFE_IN_FLOW.search(text))
        and text.lower() not in WORDS
        and not INTEGER.fullmatch(text)
        and not FLOAT.fullmatch(text)
    )
    if plain:
        return text
    if text.isprintable() and "'" in text and not set(text) & {'"', "\\"}:
        return f'"{text}"'
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"
