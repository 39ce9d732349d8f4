"""Writes docs/reference/errors.md from the texts of `t3gen explain`: `errors_page.py FILE`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from t3gen.cli.commands.explain import groups

HEAD = """\
# Codes of errors and findings

This page is made from the texts of `t3gen explain CODE` by `make docs`. A code stands in brackets
behind an error, as `code` in the answers of `--json`, and as the title of an annotation on GitHub.
"""


def page() -> str:
    """Return the page."""
    return HEAD + "".join(_group(title, codes) for title, codes in groups().items())


def _group(title: str, codes: Mapping[str, str]) -> str:
    return f"\n## {title}\n" + "".join(f"\n### {code}\n\n{codes[code]}\n" for code in sorted(codes))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
