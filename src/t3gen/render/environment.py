"""The Jinja environment: copier's, for the part of copier that the template may use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from t3gen.errors import TemplateError
from t3gen.render.cache import TemplateCache
from t3gen.render.filters import FILTERS

_UNDEFINED = {
    "jinja2.Undefined": jinja2.Undefined,
    "jinja2.StrictUndefined": jinja2.StrictUndefined,
}


class PathYield(Extension):
    """`{% yield x from list %}body{% endyield %}`: one path for each item of a list.

    A first rendering ("looking") finds the loops; then the part is rendered again for each item,
    with the item under the loop's name ("looping"). In a file's text the tag is not allowed.
    """

    tags = {"yield"}  # noqa: RUF012 - the name and type are Jinja's

    def __init__(self, environment: jinja2.Environment) -> None:
        """Keep the loops in the extension, from which the renderer reads them."""
        super().__init__(environment)
        self.loops: list[tuple[str, Iterable[Any]]] = []
        self.stage = "text"

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse the tag into a call that reports the loop."""
        line = next(parser.stream).lineno
        name = parser.parse_assign_target(name_only=True).name
        parser.stream.expect("name:from")
        items = parser.parse_expression()
        body = parser.parse_statements(("name:endyield",), drop_needle=True)
        call = self.call_method("report", [nodes.Const(name), items])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def report(self, name: str, items: Iterable[Any], caller: Callable[[], str]) -> str:
        """Record a loop, or render its body for an item."""
        if self.stage == "text":
            raise jinja2.TemplateRuntimeError("a yield tag belongs in a path, not in a text")
        if self.stage == "looping":
            return caller()
        self.loops.append((name, items))
        return ""


def make(root: Path, options: Mapping[str, Any]) -> SandboxedEnvironment:
    """Build the environment for a template folder from its `_envops`."""
    settings = {"keep_trailing_newline": True, **options}
    undefined = settings.pop("undefined", "jinja2.Undefined")
    if undefined not in _UNDEFINED:
        raise TemplateError(
            f'"_envops.undefined" cannot be "{undefined}"',
            where="copier.yml",
            hint=f"use one of: {', '.join(_UNDEFINED)}",
        )
    variant = sha256(repr((jinja2.__version__, sorted(settings.items()), undefined)).encode())
    environment = SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(root),
        bytecode_cache=TemplateCache(variant.hexdigest()[:16]),
        extensions=[PathYield],
        undefined=_UNDEFINED[undefined],
        auto_reload=False,
        cache_size=-1,
        **settings,
    )
    environment.filters.update(FILTERS)
    return environment


def explain(problem: Exception, root: Path, name: str) -> TemplateError:
    """Return an error with the file and line of the template in which Jinja failed.

    Args:
        problem: The exception of Jinja or of a filter.
        root: The folder that holds copier.yml.
        name: The rendered template; the location if the traceback has no closer one.
    """
    if isinstance(problem, jinja2.TemplateSyntaxError):
        file, line = problem.filename or name, problem.lineno
    else:
        file, line = _innermost(problem.__traceback__, root) or (name, 0)
    where = file.removeprefix(f"{root}/")
    return TemplateError(
        str(problem) or type(problem).__name__,
        where=f"{where}:{line}" if line else where,
        hint="this is a bug in the template, not in your specs",
    )


def _innermost(trace: TracebackType | None, root: Path) -> tuple[str, int] | None:
    location = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(f"{root}/") and file.endswith(".jinja"):
            location = (file, trace.tb_lineno)
        trace = trace.tb_next
    return location
