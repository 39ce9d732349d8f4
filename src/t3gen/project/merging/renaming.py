"""Renames in the user's version of a generated file.

The user's text is aligned with the generated one token by token, ignoring formatting. Tokens that
match the old generation get the token of the new one. Tokens that the user wrote are renamed if
their context is unambiguous: after a dot, as a key, in a destructuring, or where the generated
file uses that name for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from t3gen.project.merging.tokens import Context, Token, contexts, decoded, significant, tokens

_IN_TEMPLATE = re.compile(r"(\$\{)([^{}`]*)(\})")
_MARKER = "\0"

Where = tuple[Context, str]
Module = Callable[[str], str]


@dataclass(frozen=True)
class Vocabulary:
    """Renamed names: pairs of all forms that the old and the new name have in code."""

    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...]

    def explains(self, old: str, new: str) -> bool:
        """Return whether two tokens differ by these names only."""
        return self.without_old(old) == self.without_new(new)

    def has_old_name(self, data: bytes) -> bool:
        """Return whether a text contains an old name."""
        return bool(self._old[0].search(decoded(data)))

    def without_old(self, text: str) -> str:
        """Return a text with a placeholder for each old name."""
        return _marked(text, self._old)

    def without_new(self, text: str) -> str:
        """Return a text with a placeholder for each new name, the same as for the old one."""
        return _marked(text, self._new)

    @cached_property
    def _old(self) -> _Forms:
        return _forms([old for old, _ in self.pairs])

    @cached_property
    def _new(self) -> _Forms:
        return _forms([new for _, new in self.pairs])


_Forms = tuple[re.Pattern[str], Mapping[str, int]]


def _forms(sides: Sequence[frozenset[str]]) -> _Forms:
    forms = {form.lower(): number for number, side in enumerate(sides) for form in side}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE), forms


def _marked(text: str, forms: _Forms) -> str:
    pattern, numbers = forms
    return pattern.sub(lambda one: f"{_MARKER}{numbers[one[0].lower()]}{_MARKER}", text).lower()


@dataclass
class Names:
    """New names by context and old name; a name with different results is not renamed."""

    votes: dict[Where, str] = field(default_factory=dict)

    def add(self, where: Where, new: str) -> None:
        """Add an occurrence of a name, which was renamed or kept."""
        if self.votes.setdefault(where, new) != new:
            self.votes[where] = where[1]

    def update(self, other: Names) -> None:
        """Add the occurrences of others."""
        for where, new in other.votes.items():
            self.add(where, new)

    def get(self, context: Context, old: str) -> str | None:
        """Return the new name; None if it is not renamed."""
        new = self.votes.get((context, old))
        return None if new == old else new


class _Text:
    """A text as tokens, with the keys by which they are compared."""

    def __init__(self, data: bytes) -> None:
        self.all = list(tokens(decoded(data)))
        numbered = significant(self.all)
        self.numbers = [number for number, _ in numbered]
        self.tokens = [token for _, token in numbered]
        self.contexts = contexts(self.tokens)
        self.keys = [
            (context, token.normalized)
            for context, token in zip(self.contexts, self.tokens, strict=True)
        ]


class Renaming:
    """The names that differ between two generations of a file."""

    def __init__(self, before: bytes, after: bytes, vocabulary: Vocabulary) -> None:
        """Compare two generations of a file.

        Args:
            before: The file of the last generation.
            after: The file of this generation.
            vocabulary: The renamed names; other differences are ignored.
        """
        self.base = _Text(before)
        self.names = Names()
        self._places: dict[int, Token] = {}
        new = _Text(after)
        for old, now in _pairs(self.base, new, vocabulary):
            was, is_ = self.base.tokens[old], new.tokens[now]
            if was.normalized == is_.normalized:
                self._note(old, was.normalized)
            elif vocabulary.explains(was.normalized, is_.normalized):
                self._places[old] = is_
                self._note(old, is_.normalized)

    def _note(self, number: int, new: str) -> None:
        context, old = self.base.keys[number]
        if self.base.tokens[number].kind in {"name", "text"}:
            self.names.add((context, old), new)
            if context is Context.SHORTHAND:
                self.names.add((Context.KEY, old), new)
                self.names.add((Context.OTHER, old), new)

    def apply(self, data: bytes, related: RelatedNames) -> bytes:
        """Return the user's version of the file with the new names.

        Args:
            data: The user's version.
            related: The renames in other files.
        """
        text = _Text(data)
        written = [token.text for token in text.all]
        generated = dict(_aligned(text, self.base))
        user_text = _UserText(self.names, related, text)
        for number, token in enumerate(text.tokens):
            if number not in generated:
                written[text.numbers[number]] = user_text.renamed(number)
            elif (new := self._places.get(generated[number])) is not None:
                written[text.numbers[number]] = _in_style_of(new, token)
        return "".join(written).encode(errors="surrogateescape")


@dataclass(frozen=True)
class RelatedNames:
    """The renames in other files.

    Args:
        resource: Those in all files of the same resource.
        project: Those in all files.
        module: Returns the new specifier of an import.
    """

    resource: Names = field(default_factory=Names)
    project: Names = field(default_factory=Names)
    module: Module = str


class _UserText:
    """Renames in tokens that the user wrote."""

    def __init__(self, names: Names, related: RelatedNames, text: _Text) -> None:
        self.names, self.related, self.text = names, related, text
        self.imported = {key for context, key in text.keys if context is Context.IMPORT}

    def renamed(self, number: int) -> str:
        """Return the new text of a token."""
        token, (context, old) = self.text.tokens[number], self.text.keys[number]
        if context is Context.MODULE:
            return _in_style_of(Token("text", f'"{self.related.module(old[1:-1])}"'), token)
        if token.kind == "name":
            return self._name(context, old)
        if token.text.startswith("`"):
            return _IN_TEMPLATE.sub(lambda one: f"{one[1]}{self._code(one[2])}{one[3]}", token.text)
        if token.kind == "text" and (context is not Context.OTHER or "/" in old):
            new = self._text(context, old)
            return _in_style_of(Token("text", new), token) if new else token.text
        return token.text

    def _name(self, context: Context, old: str) -> str:
        if context is Context.SHORTHAND:
            key, value = self._member(Context.KEY, old), self._other(old)
            return value if key == value else f"{key}: {value}"
        if context in {Context.MEMBER, Context.KEY}:
            return self._member(context, old)
        return self._other(old)

    def _member(self, context: Context, old: str) -> str:
        for names in (self.names, self.related.resource, self.related.project):
            for one in (context, Context.MEMBER, Context.KEY):
                if (one, old) in names.votes:
                    return names.votes[one, old]
        return old

    def _other(self, old: str) -> str:
        new = self.names.votes.get((Context.OTHER, old))
        if new is None and old in self.imported:
            names = (self.related.project.get(one, old) for one in (Context.IMPORT, Context.OTHER))
            new = next((name for name in names if name), None)
        return new or old

    def _text(self, context: Context, old: str) -> str | None:
        if context is Context.OTHER:
            return self.names.get(context, old) or self.related.project.get(context, old)
        new = self._member(context, old[1:-1])
        return f'"{new}"' if new != old[1:-1] else None

    def _code(self, text: str) -> str:
        """Return an expression of a template literal with the new names."""
        inner = _Text(text.encode(errors="surrogateescape"))
        user_text = _UserText(self.names, self.related, inner)
        written = [token.text for token in inner.all]
        for number in range(len(inner.tokens)):
            written[inner.numbers[number]] = user_text.renamed(number)
        return "".join(written)


def mentions(data: bytes, generated: bytes, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the occurrences of old names in what the user wrote: line, from 1, and name.

    Args:
        data: The user's version of a generated file, or a file of their own.
        generated: The generated file; empty without one.
        words: The old names.
    """
    text, old_names = _Text(data), set(words)
    matched = dict(_aligned(text, _Text(generated)))
    for number, (context, key) in enumerate(text.keys):
        token = text.tokens[number]
        is_name = context in {Context.MEMBER, Context.KEY, Context.SHORTHAND}
        word = key[1:-1] if token.kind == "text" else key
        is_old = word in old_names and (is_name or token.kind == "text")
        if number not in matched and is_old and not _is_a_type(text, number):
            yield 1 + sum(one.text.count("\n") for one in text.all[: text.numbers[number]]), word


def _is_a_type(text: _Text, number: int) -> bool:
    """Return whether a string is compared with `typeof`."""
    return any(token.text == "typeof" for token in text.tokens[max(0, number - 8) : number])


def _pairs(base: _Text, new: _Text, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield the numbers of corresponding tokens of two generations."""
    if [token.kind for token in base.tokens] == [token.kind for token in new.tokens]:
        yield from ((number, number) for number in range(len(base.tokens)))
        return
    old = [vocabulary.without_old(token.normalized) for token in base.tokens]
    now = [vocabulary.without_new(token.normalized) for token in new.tokens]
    yield from _matches(old, now)


def _aligned(text: _Text, base: _Text) -> Iterator[tuple[int, int]]:
    """Yield the numbers of equal tokens of the user's text and the generated one."""
    return _matches(text.keys, base.keys)


def _matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield the positions of common items of two lists, in order: prefix, suffix, then a diff."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    most -= start
    end = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    yield from ((at, at) for at in range(start))
    yield from ((len(one) - at, len(other) - at) for at in range(end, 0, -1))
    ours, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if ours and theirs:
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        for block in blocks:
            for at in range(block.size):
                yield start + block.a + at, start + block.b + at


def _in_style_of(new: Token, ours: Token) -> str:
    """Return a new token in the user's style: the same quotes and indentation."""
    if new.kind == "text" and ours.text[:1] == "'" and not set(new.text[1:-1]) & set("'\\"):
        return f"'{new.text[1:-1]}'"
    if new.kind == "comment" and "\n" in ours.text:
        indent = re.findall(r"\n([ \t]*)", ours.text)[0]
        return re.sub(r"\n[ \t]*", lambda _: f"\n{indent}", new.text)
    return new.text
