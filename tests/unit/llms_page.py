"""Writes docs/llms.txt from the pages: `llms_page.py FILE`. The format is that of llmstxt.org."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from t3gen.actions.docs import Page, pages

HEAD = """\
# t3gen

> Generates the backend of a T3 app (Next.js App Router, Prisma, zod, TypeScript) from declarative
> specs: models, migrations, REST and tRPC handlers, access rules, tests. Edits of generated files
> are kept, migrations lose no rows, and nothing needs a database or a network to generate or check.

`t3gen docs TOPIC` prints a page of the installed version; `t3gen mcp` serves tools to agents.
"""
TITLES = {"": "Start", "explanation": "Explanation", "how-to": "How to", "reference": "Reference"}


def page() -> str:
    """Return the file."""
    return "\n".join([HEAD, *_lines()])


def _folder(one: Page) -> str:
    return one.path.rpartition("/")[0]


def _lines() -> Iterator[str]:
    for folder, found in groupby(sorted(pages().values(), key=_folder), _folder):
        yield f"## {TITLES[folder]}\n"
        yield from (f"- [{one.title}]({one.path})" for one in found)
        yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
