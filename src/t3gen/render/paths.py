"""Path names that are templates: `{% yield resource from resources %}…` gives many from one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2

from t3gen.errors import TemplateError
from t3gen.render import environment as jinja
from t3gen.render.cache import from_string

Context = dict[str, Any]
_MARKS = ("{{", "{%", "{#")
_FORBIDDEN = frozenset("/\\\0\n\r")


class PathTemplates:
    """The paths of a template folder; equal parts are compiled once."""

    def __init__(self, env: jinja2.Environment, root: Path) -> None:
        """Prepare for a folder.

        Args:
            env: The environment that `environment.make` built.
            root: The folder that holds copier.yml.
        """
        self.root = root
        self.loop_tag = next(e for e in env.extensions.values() if isinstance(e, jinja.PathYield))
        self._compile = cache(partial(from_string, env))
        self.memo: dict[tuple[object, ...], list[tuple[str, Context]]] = {}

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Cache rendered parts, while no context and no loop variable changes."""
        try:
            yield
        finally:
            self.memo.clear()

    def compile(self, name: str, parts: tuple[str, ...]) -> PathTemplate:
        """Compile the path of one template file.

        Args:
            name: The template file's name, for errors.
            parts: The names between the slashes, without the template suffix.

        Raises:
            TemplateError: A part is not valid Jinja.
        """
        try:
            compiled = tuple(
                self._compile(part) if any(mark in part for mark in _MARKS) else part
                for part in parts
            )
        except jinja2.TemplateError as problem:
            raise jinja.explain(problem, self.root, name) from problem
        return PathTemplate(self, name, compiled)


class PathTemplate:
    """The path of one template file."""

    def __init__(
        self, family: PathTemplates, name: str, parts: tuple[str | jinja2.Template, ...]
    ) -> None:
        """Prefer `PathTemplates.compile`."""
        self._root = family.root
        self._tag = family.loop_tag
        self._memo = family.memo
        self._scope = 0
        self._name = name
        self._parts = parts

    def expand(self, context: Context, scope: int = 0) -> Iterator[tuple[str, Context]]:
        """Yield each path below the project, with the loop variables that belong to it.

        Many files share parts of paths: their results are cached within
        `PathTemplates.remembering`, by context, or within a loop by its variables and a scope.

        Args:
            context: The answers.
            scope: Equal for contexts that are equal to paths within loops.
        """
        self._scope = scope or id(context)
        for parts, loops in self._expand(0, context, {}):
            yield "/".join(parts), loops

    def _expand(
        self, index: int, context: Context, loops: Context
    ) -> Iterator[tuple[tuple[str, ...], Context]]:
        if index == len(self._parts):
            yield (), loops
            return
        for text, inner in self._part(self._parts[index], context, loops):
            if text:
                self._check(text)
                for rest, innermost in self._expand(index + 1, context, inner):
                    yield (text, *rest), innermost

    def _part(
        self, part: str | jinja2.Template, context: Context, loops: Context
    ) -> Iterator[tuple[str, Context]]:
        if isinstance(part, str):
            yield part, loops
            return
        key = (part, self._scope if loops else id(context), *loops, *map(id, loops.values()))
        if key not in self._memo:
            self._memo[key] = list(self._rendered(part, context, loops))
        yield from self._memo[key]

    def _rendered(
        self, part: jinja2.Template, context: Context, loops: Context
    ) -> Iterator[tuple[str, Context]]:
        text, loop = self._look(part, context, loops)
        if loop is None:
            yield text, loops
            return
        name, items = loop
        for item in tuple(items):
            inner = {**loops, name: item}
            key = ("item", part, self._scope, *inner, *map(id, inner.values()))
            if key not in self._memo:
                text = self._text(part, {**context, **inner}, "looping")
                self._memo[key] = [(text, inner)]
            yield from self._memo[key]

    def _look(
        self, part: jinja2.Template, context: Context, loops: Context
    ) -> tuple[str, tuple[str, Any] | None]:
        """Render a part, and return its text and its loop: variable and items."""
        self._tag.loops.clear()
        text = self._text(part, {**context, **loops}, "looking")
        for name, _ in self._tag.loops:
            if name in context or name in loops:
                raise TemplateError(
                    f'the loop variable "{name}" is already in use', where=self._name
                )
        if len(self._tag.loops) > 1:
            raise TemplateError("two yield tags in one part of the path", where=self._name)
        return text, self._tag.loops[0] if self._tag.loops else None

    def _text(self, part: jinja2.Template, context: Context, stage: str) -> str:
        self._tag.stage = stage
        try:
            return part.render(context)
        except Exception as problem:
            raise jinja.explain(problem, self._root, self._name) from problem
        finally:
            self._tag.stage = "text"

    def _check(self, text: str) -> None:
        if text in {".", ".."} or not _FORBIDDEN.isdisjoint(text):
            raise TemplateError(
                f"the path part {text!r} would leave its folder",
                where=self._name,
                hint="a slug must be one plain file name",
            )
