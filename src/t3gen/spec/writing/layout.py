"""A spec file in the usual layout: aligned, in the short form, with every comment kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from t3gen.spec import short_form
from t3gen.spec.vocabulary import VALUES
from t3gen.spec.yaml import NULLS, UNSAFE_IN_FLOW, quoted_if_needed

SEPARATOR = re.compile(r"---\s*")
ODD = re.compile(r"(?:---|\.\.\.|%)")
COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
GROUPS = {
    "was": "resource",
    "plural": "resource",
    "table": "resource",
    "doc": "resource",
    "index": "unique",
    "access": "owner",
}
LINES = ("fields", "relations")
BLOCKS = ("access", "api", "check", "enums")
NESTED = {"types": 2, "states": 2}
"""Sections whose entries are mappings of lines."""
INDENT = 2
LONGEST = 100
"""The longest line of a list; the entries of a longer one are on lines of their own."""


def tidy(text: str) -> str:
    """Return a spec file, which can be read without a problem, in the usual layout.

    Entries with comments inside of their values stay as they are.
    """
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n")
    chunks: list[list[str]] = [[]]
    for one in whole.split("\n"):
        if SEPARATOR.fullmatch(one):
            chunks.append([])
        elif ODD.match(one):
            return text
        else:
            chunks[-1].append(one.rstrip())
    done = [_Chunk(lines).text() for lines in chunks if any(lines)]
    return "---\n".join(done) or text


@dataclass
class _Row:
    """Lines in front of an entry, its key, its value, and the comment behind."""

    before: list[str]
    key: str
    value: str
    comment: str = ""
    below: list[str] = field(default_factory=list)


class _Chunk:
    """One document of a file."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.root = _yaml().compose("\n".join(lines) + "\n")
        self.comments = dict(_comments(lines, list(_scalars(self.root))))

    def text(self) -> str:
        original = "\n".join(self.lines).strip("\n") + "\n"
        if not isinstance(self.root, MappingNode) or self.root.flow_style:
            return original
        made = "\n".join(self.layout()).strip("\n") + "\n"
        again = made.split("\n")
        root = _yaml().compose(made)
        kept = [one[1] for _, one in sorted(_comments(again, list(_scalars(root))))]
        return made if kept == [one[1] for _, one in sorted(self.comments.items())] else original

    def layout(self) -> Iterator[str]:
        last = ""
        for key, value, before in self.entries(self.root, 0, -1):
            group = GROUPS.get(key.value, key.value)
            if last and group != last:
                yield ""
            comments = [one for one in before if one or last == group]
            yield from comments
            yield from self.entry(key, value)
            last = group
        yield from self.tail()

    def entries(
        self, node: Any, indent: int, previous: int
    ) -> Iterator[tuple[ScalarNode, Node, list[str]]]:
        pairs = node.value
        starts = [key.start_mark.line for key, _ in pairs] + [len(self.lines)]
        for (key, value), (start, _) in zip(pairs, pairwise(starts), strict=True):
            before = self.between(previous + 1, start, indent)
            is_first = key is pairs[0][0]
            yield key, value, before[1:] if is_first and before[:1] == [""] else before
            previous = max(start, _last(value))

    def between(self, start: int, end: int, indent: int) -> list[str]:
        rows: list[str] = []
        for at in range(start, end):
            if at in self.comments:
                deep = indent or (2 if self.comments[at][0] else 0)
                rows.append(" " * deep + self.comments[at][1])
            elif rows[-1:] != [""] and (rows or (indent and not self.lines[start])):
                rows.append("")
        return rows

    def tail(self) -> list[str]:
        last = max(_last(self.root), *(key.start_mark.line for key, _ in self.root.value))
        return self.between(last + 1, len(self.lines), 0)

    def entry(self, key: ScalarNode, value: Node) -> Iterator[str]:
        head = self.comments.get(key.start_mark.line, (0, ""))[1]
        is_flow = not isinstance(value, MappingNode) or value.flow_style
        deep = NESTED.get(key.value, 1 if key.value in (*LINES, *BLOCKS) else 0)
        if not isinstance(value, MappingNode) or not value.value or not deep:
            yield from self.single(key, value, 0)
        elif is_flow and any(at != _last(value) for at in self.inside(key, value)):
            yield from self.verbatim(key, value, 0)
        else:
            yield f"{key.value}:" + (f"  {head}" if head else "")
            yield from self.section(key, value, 2, deep)

    def section(
        self, above: ScalarNode, node: Any, indent: int, deep: int, within: str = ""
    ) -> Iterator[str]:
        rows, name = [], within or above.value
        for key, value, before in self.entries(node, indent, above.start_mark.line):
            nested = deep > 1 and isinstance(value, MappingNode) and not value.flow_style
            if nested:
                below = list(self.section(key, value, indent + 2, deep - 1, name))
                head = self.comments.get(key.start_mark.line, (0, ""))[1]
                rows.append(_Row(before, f"{_scalar(key)}:", "", head, below))
            elif node.flow_style or not self.is_scattered(key, value):
                comment = "" if node.flow_style else self.comments.get(_last(value), (0, ""))[1]
                is_top = name in (*BLOCKS, "states")
                text = _declaration(value) if name in LINES else _flow(value, top=is_top)
                if name == "types":
                    text = _declaration(value) if deep == 1 else _flow(value, declarations=True)
                rows.append(_Row(before, f"{_scalar(key)}:", text, comment))
            else:
                rows.append(_Row(before, "", "", "", list(self.verbatim(key, value, indent))))
        return _aligned(rows, indent, is_aligned=name not in BLOCKS)

    def single(self, key: ScalarNode, value: Node, indent: int) -> Iterator[str]:
        if self.is_scattered(key, value):
            yield from self.verbatim(key, value, indent)
            return
        comment = self.comments.get(_last(value), (0, ""))[1]
        text = f"{key.value}: {_flow(value, top=True)}".rstrip()
        if isinstance(value, SequenceNode) and len(text) > LONGEST and not comment:
            yield f"{key.value}:"
            yield from (f"  - {_flow(one, top=True)}" for one in value.value)
            return
        yield " " * indent + text + (f"  {comment}" if comment else "")

    def is_scattered(self, key: ScalarNode, value: Node) -> bool:
        """Return whether an entry cannot be written on one line without loss."""
        is_block = isinstance(value, ScalarNode) and value.style in ("|", ">")
        return is_block or any(at != _last(value) for at in self.inside(key, value))

    def inside(self, key: ScalarNode, value: Node) -> list[int]:
        return [at for at in self.comments if key.start_mark.line <= at <= _last(value)]

    def verbatim(self, key: ScalarNode, value: Node, indent: int) -> Iterator[str]:
        shift = key.start_mark.column
        lines = self.lines[key.start_mark.line : _last(value) + 1]
        while not lines[-1]:
            lines.pop()
        for text in lines:
            cut = text[shift:] if not text[:shift].strip() else text.lstrip()
            yield (" " * indent + cut).rstrip()


def _aligned(rows: list[_Row], indent: int, *, is_aligned: bool) -> Iterator[str]:
    width = max((len(row.key) for row in rows if row.value), default=0) if is_aligned else 0
    texts = [f"{row.key:<{width}} {row.value}".rstrip() for row in rows]
    noted = [len(text) for row, text in zip(rows, texts, strict=True) if row.comment]
    for row, text in zip(rows, texts, strict=True):
        yield from row.before
        shown = f"{text:<{max(noted)}}  {row.comment}" if row.comment else text
        if shown:
            yield " " * indent + shown
        yield from row.below


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for one in node.value:
            yield from _scalars(one)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from (*_scalars(key), *_scalars(value))


def _last(node: Any) -> int:
    """Return the last line of a node."""
    if isinstance(node, ScalarNode):
        if node.style in ("|", ">"):
            return int(node.end_mark.line) - 1
        return int(node.end_mark.line)
    if node.flow_style:
        return int(node.end_mark.line)
    inside = (
        [max(_last(key), _last(value)) for key, value in node.value]
        if isinstance(node, MappingNode)
        else [_last(one) for one in node.value]
    )
    return max(inside, default=int(node.start_mark.line))


def _comments(lines: list[str], scalars: list[ScalarNode]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Return the comments by their line: the column, and the text."""
    texts = [list(one) for one in lines]
    for node in scalars:
        start, end = node.start_mark, node.end_mark
        is_block = node.style in ("|", ">")
        for at in range(start.line + is_block, end.line + (not is_block)):
            first = start.column if at == start.line else 0
            last = end.column if at == end.line else len(texts[at])
            texts[at][first:last] = "x" * (last - first)
    for at, characters in enumerate(texts):
        match = COMMENT.search("".join(characters))
        if match:
            yield at, (match.start(), lines[at][match.start() :])


def _declaration(node: Node, *, flow: bool = False) -> str:
    """Return a field or relation in the short form, or in the long one when it has a doc."""
    if isinstance(node, ScalarNode):
        return quoted_if_needed(short_form.tidy(node.value), flow=flow)
    if not isinstance(node, MappingNode):
        return _flow(node)
    values = {key.value: value for key, value in node.value}
    type_, doc = values.pop("type"), values.pop("doc", None)
    shown = _scalar(doc, inside=True) if doc is not None and doc.value else None
    line = short_form.short(type_.value, _settings(values))
    return short_form.yaml_value(line, shown, flow=flow)


def _settings(values: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    for name, node in values.items():
        text = node.value
        word = text.lower() if node.style is None else None
        if word in NULLS or (word == "false" and name not in VALUES):
            continue
        yield name, None if word == "true" and name not in VALUES else text


def _flow(node: Node, *, top: bool = False, declarations: bool = False) -> str:
    """Return any value on one line.

    Args:
        node: The value.
        top: Whether nothing is around it.
        declarations: Whether its values are fields.
    """
    if isinstance(node, SequenceNode):
        return f"[{', '.join(_flow(one) for one in node.value)}]"
    if isinstance(node, MappingNode):
        pairs = (
            f"{_scalar(key, inside=True)}: "
            f"{_declaration(value, flow=True) if declarations else _flow(value)}"
            for key, value in node.value
        )
        return f"{{{', '.join(pairs)}}}"
    return _scalar(node, inside=not top)


def _scalar(node: Any, *, inside: bool = False) -> str:
    """Return a scalar; one without quotes stays without, where it can."""
    text = str(node.value)
    is_plain = node.style is None and "\n" not in text
    if is_plain and not (inside and UNSAFE_IN_FLOW.search(text)):
        return text
    return quoted_if_needed(text, flow=inside)
