"""`t3gen docs`: the pages of the installed version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from t3gen.errors import UsageError
from t3gen.installed import package_root
from t3gen.spec.suggestion import nearest

_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page of the documentation.

    Args:
        topic: Its name, as `import-rows`.
        title: Its first heading.
        path: Where it lies below `docs/`.
        text: The page as Markdown, without comments.
    """

    topic: str
    title: str
    path: str
    text: str


def pages() -> Mapping[str, Page]:
    """Return the pages by topic, in the order of their paths.

    Raises:
        TemplateError: The package was built without them.
    """
    root = package_root() / "docs"
    found = (_read(path, root) for path in sorted(root.rglob("*.md")) if path.name != "README.md")
    return {page.topic: page for page in found}


def page(topic: str) -> Page:
    """Return a page.

    Raises:
        UsageError: There is none of this topic.
    """
    found = pages()
    if topic in found:
        return found[topic]
    near = nearest(topic, found)
    hint = f"Did you mean {near}?" if near else "`t3gen docs` lists the topics."
    raise UsageError(f"there is no page on {topic!r}", where="TOPIC", hint=hint)


def _read(path: Path, root: Path) -> Page:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    title = text.partition("\n")[0].removeprefix("# ")
    return Page(path.stem, title, path.relative_to(root).as_posix(), text)
