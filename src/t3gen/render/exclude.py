"""`_exclude` of copier.yml: paths that a project does not get, as far as copier and t3gen agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jinja2

from t3gen.errors import TemplateError
from t3gen.render.cache import from_string

_PLAIN = re.compile(r"(?:/[\w.-]+)+")


class Exclusions:
    """The entries of `_exclude`; each renders to a path from the project's root, or to nothing."""

    def __init__(self, env: jinja2.Environment, entries: Sequence[str]) -> None:
        """Compile the entries.

        Raises:
            TemplateError: An entry is not a Jinja template.
        """
        try:
            self._entries = [from_string(env, entry) for entry in entries]
        except (jinja2.TemplateError, AttributeError) as problem:  # or no text
            raise TemplateError(f"_exclude: {problem}", where="copier.yml") from problem

    def matcher(self, context: Mapping[str, Any]) -> Callable[[str], bool]:
        """Return whether a path of the project, or a folder above it, is excluded.

        Raises:
            TemplateError: An entry cannot be rendered, or renders to a pattern instead of a path.
        """
        prefixes = tuple(f"{path[1:]}/" for path in self._paths(context))
        return lambda path: f"{path}/".startswith(prefixes)

    def _paths(self, context: Mapping[str, Any]) -> list[str]:
        try:
            lines = [line for entry in self._entries for line in entry.render(context).splitlines()]
        except Exception as problem:  # whatever a template raises
            raise TemplateError(f"_exclude: {problem}", where="copier.yml") from problem
        paths = [line for line in lines if line.strip()]
        for path in paths:
            if not _PLAIN.fullmatch(path):
                raise TemplateError(
                    f'"_exclude" has the pattern "{path}"',
                    where="copier.yml",
                    hint="name a path from the project's root, such as /src/server/bulk.ts",
                )
        return paths
