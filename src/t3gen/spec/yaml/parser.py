"""Reading YAML: documents without aliases, no tags, no surprises, and a place for everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as SequenceOf
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import yaml as libyaml
from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from t3gen.errors import Problem
from t3gen.spec.yaml.nodes import Mapping, Node, Scalar, Sequence
from t3gen.spec.yaml.source import FORBIDDEN, Place, Source

# Events of the two parsers are alike but for their classes.
AliasEvent = (events.AliasEvent, libyaml.AliasEvent)
DocumentStartEvent = (events.DocumentStartEvent, libyaml.DocumentStartEvent)
MappingEndEvent = (events.MappingEndEvent, libyaml.MappingEndEvent)
MappingStartEvent = (events.MappingStartEvent, libyaml.MappingStartEvent)
SequenceEndEvent = (events.SequenceEndEvent, libyaml.SequenceEndEvent)
SequenceStartEvent = (events.SequenceStartEvent, libyaml.SequenceStartEvent)
FastLoader = getattr(libyaml, "CSafeLoader", None)
READ_OTHERWISE = re.compile(r"[\t\x85\u2028\u2029]")  # by libyaml, without an error
DEEPEST = 50
MOST_NODES = 20_000
DOCUMENT = re.compile(r"---(?=\s|$)")
VALUE = re.compile(r"\s*[\w-]+:\s+(\S.*?)\s*")
FLOW_HINT = "Quote the text when it holds a colon with a space behind it, a # or a leading sign."
HINTS = {
    "while parsing a block": "Indent the line as its siblings.",
    "'\\t'": "Indent with spaces, not with tabs.",
    "<stream end>": "Close every bracket and quote that is opened.",
    "unexpected end of stream": "Close every bracket and quote that is opened.",
}
ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|[^\\]")
SINGLE_QUOTED = re.compile(r"''|[^']")


@dataclass(frozen=True)
class Parsed:
    """The trees of a text, one for each document that is not empty, and what is wrong.

    Args:
        broken: Whether the text ends in something that is not YAML; nothing can be concluded from
            what it does not hold.
    """

    roots: tuple[Node, ...]
    problems: list[Problem]
    broken: bool = False


def parse(source: Source) -> Parsed:
    """Return the trees of a text, and everything in it that a spec may not hold."""
    if unreadable := _unsettled(source) or _directive(source):
        return Parsed((), [unreadable], broken=True)
    reader = _Reader(source)
    roots: list[Node] = []
    broken = False
    for start, end in _documents(source.lines):
        try:
            roots += reader.document(start, end)
        except _Unreadable as error:
            problem = error.problem
        except MarkedYAMLError as error:
            problem = _syntax(source, error)
        except (YAMLError, ValueError, OverflowError) as error:
            # ruamel lets some through as they come, as chr() of an escape that is no character.
            problem = source.problem(
                Place(start + 1, 1), "SPEC.YAML", f"not YAML: {error}", FLOW_HINT
            )
        else:
            continue
        broken = True
        reader.problems.append(problem)
    return Parsed(tuple(roots), reader.problems, broken=broken)


def _documents(lines: SequenceOf[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines of each document; an error in one does not affect the others."""
    starts = [number for number, line in enumerate(lines) if number and DOCUMENT.match(line)]
    yield from zip([0, *starts], [*starts, len(lines)], strict=True)


def _unsettled(source: Source) -> Problem | None:
    """Find the first marker that git has left of a merge."""
    number = next((n for n, line in enumerate(source.lines, 1) if line.startswith("<<<<<<< ")), 0)
    if not number or not any(line.startswith(">>>>>>> ") for line in source.lines[number:]):
        return None
    hint = "Keep what holds of the two sides, and remove the markers."
    place = Place(number, 1, 7)
    return source.problem(place, "SPEC.MERGE", "a merge that is not settled", hint)


def _directive(source: Source) -> Problem | None:
    """Find the first line that tells readers of YAML how to read it."""
    for number, line in enumerate(source.lines, 1):
        if line.startswith("%"):
            word = line.split("#")[0].rstrip()
            what, hint = f'the directive "{word}" is refused', "Remove it; specs are YAML 1.2."
            return source.problem(Place(number, 1, len(word)), "SPEC.TAG", what, hint)
    return None


class _Unreadable(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.nodes = 0
        self.events: Iterator[Any] = iter(())

    def document(self, start: int, end: int) -> Iterator[Node]:
        # Empty lines in front keep the places right.
        text = "\n" * start + "\n".join(self.source.lines[start:end]) + "\n"
        self.events = _events(text)
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                root = self._node(next(self.events), 1)
                if not (isinstance(root, Scalar) and root.plain and not root.text):
                    yield root

    def _node(self, event: Any, depth: int) -> Node:
        place = _place(event)
        if isinstance(event, AliasEvent):
            hint = (
                "Write the value out; aliases are refused because they can hide very large files."
            )
            self._add(place, "ALIAS", f'the alias "*{event.anchor}" is refused', hint)
            return Scalar("", False, place)
        self._refuse_decoration(event, place)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            what = f"more than {MOST_NODES} values in one file"
            raise _Unreadable(self.source.problem(place, "SPEC.LARGE", what, "Split it."))
        if depth > DEEPEST:
            what = f"nested more than {DEEPEST} deep"
            raise _Unreadable(self.source.problem(place, "SPEC.DEPTH", what, "Flatten it."))
        if isinstance(event, MappingStartEvent):
            mapping = self._mapping(place, depth)
            return replace(mapping, entries=self._mended(mapping)) if event.flow_style else mapping
        if isinstance(event, SequenceStartEvent):
            return self._sequence(place, depth)
        return self._scalar(event, place)

    def _refuse_decoration(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            hint = "Remove it; values are written out where they are used."
            self._add(place, "ALIAS", f'the anchor "&{event.anchor}" is refused', hint)
        if event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            hint = "Remove it; specs hold plain values only."
            self._add(place, "TAG", f'the tag "{tag}" is refused', hint)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if isinstance(value, Scalar) and value.plain and not value.text:
                value = replace(value, place=key.place)
            if not isinstance(key, Scalar):
                self._add(key.place, "KEY", "a key that is not a text", "Use a name as the key.")
            elif key.text in first:
                hint = f"The first is on line {first[key.text].place.line}; remove one of them."
                self._add(key.place, "DUPLICATE_KEY", f'"{key.text}" is written twice', hint)
            else:
                first[key.text] = key
                entries.append((key, value))
        return Mapping(tuple(entries), place)

    def _mended(self, mapping: Mapping) -> tuple[tuple[Scalar, Node], ...]:
        """Tell of commas within parentheses, which end a text in braces, and put it together."""
        entries: list[tuple[Scalar, Node]] = []
        for key, value in mapping:
            name, before = entries[-1] if entries else (key, value)
            if not (isinstance(before, Scalar) and before.plain and _is_open(before.text)):
                entries.append((key, value))
            elif isinstance(value, Scalar) and value.is_null and not value.text:
                whole = replace(before, text=f"{before.text}, {key.text}")
                entries[-1] = name, whole
                if not _is_open(whole.text):
                    hint = f'Quote it: "{whole.text}".'
                    self._add(before.place, "SHORTHAND", "in braces, a comma ends the text", hint)
            else:
                entries.append((key, value))
        return tuple(entries)

    def _sequence(self, place: Place, depth: int) -> Sequence:
        nodes = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            nodes.append(self._node(event, depth + 1))
        return Sequence(tuple(nodes), place)

    def _scalar(self, event: Any, place: Place) -> Scalar:
        style = event.style or ""
        bad = FORBIDDEN.search(event.value)
        if bad is not None:
            what = f"the control character U+{ord(bad.group()):04X} is refused"
            self._add(place, "CONTROL_CHARACTER", what, "Remove its escape.")
        return Scalar(event.value, not style, place, self._columns(event, style))

    def _columns(self, event: Any, style: str) -> tuple[int, ...] | None:
        start, end = event.start_mark, event.end_mark
        if start.line != end.line or (style in "|>" and style):
            return None
        if not style:
            return ()
        inside = self.source.lines[start.line][start.column + 1 : end.column - 1]
        pattern = ESCAPE if style == '"' else SINGLE_QUOTED
        steps = [start.column + 2 + match.start() for match in pattern.finditer(inside)]
        if len(steps) != len(event.value):
            return None
        return (*steps, end.column)

    def _add(self, place: Place, code: str, what: str, hint: str) -> None:
        self.problems.append(self.source.problem(place, f"SPEC.{code}", what, hint))


def _events(text: str) -> Iterator[Any]:
    """Parse a text with libyaml, which is many times as fast; with ruamel.yaml where that fails.

    What libyaml refuses may be valid YAML 1.2; if it is not, ruamel.yaml says better why. The two
    differ in what an anchor and a tag may be called, too.
    """
    if FastLoader is not None and not READ_OTHERWISE.search(text):
        with suppress(libyaml.YAMLError, ValueError):
            parsed = list(libyaml.parse(text, FastLoader))
            if not any(map(_is_decorated, parsed)):
                return iter(parsed)
    return iter(YAML(typ="safe", pure=True).parse(text))


def _is_decorated(event: Any) -> bool:
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return Place(start.line + 1, start.column + 1, max(1, width))


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _syntax(source: Source, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    what = " ".join(str(part) for part in (error.context, error.problem) if part)
    hint = next((hint for sign, hint in HINTS.items() if sign in what), FLOW_HINT)
    line = source.lines[place.line - 1] if place.line <= len(source.lines) else ""
    if "parsing a flow" in what and line[place.column - 1 : place.column] in ("[", "{"):
        whole = _quoted(_flow_value(line, place.column - 1))
        hint = f"In braces and brackets, [ and {{ are YAML's own. Quote the text: {whole}."
    elif "mapping values" in what and (value := VALUE.fullmatch(line)) and value[1][0] not in "[{":
        hint = f"A colon with a space behind it is YAML's own. Quote the text: {_quoted(value[1])}."
    return source.problem(place, "SPEC.YAML", f"not YAML: {what}", hint)


def _flow_value(line: str, at: int) -> str:
    """Return the text in braces that a bracket at a place belongs to, as it was meant."""
    start = max(line.rfind(mark, 0, at) + len(mark) for mark in (": ", ", ", "{", "["))
    depth = 0
    for end in range(at, len(line)):
        depth += (line[end] in "[{(") - (line[end] in "]})")
        if depth < 0 or (depth == 0 and line[end] == ","):
            return line[start:end].strip()
    return line[start:].strip()


def _quoted(text: str) -> str:
    return f'"{text}"' if not set(text) & {'"', "\\"} else "'" + text.replace("'", "''") + "'"
