"""Enums that are added to a `_project.yaml`, whose other lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from t3gen.errors import UsageError

_SECTION = re.compile(r"^enums:.*$", re.MULTILINE)
_HEAD = re.compile(r"enums:\s*(?:#.*)?")


def with_enums(text: str, enums: Mapping[str, Sequence[str]], where: str) -> str:
    """Return the text of `_project.yaml` with enums added.

    Args:
        text: The file; empty for a new one.
        enums: The values, by the names of the enums; the file has none of these.
        where: Its path, for errors.

    Raises:
        UsageError: Its enums are in one line.
    """
    lines = "\n".join(f"  {name}: [{', '.join(values)}]" for name, values in enums.items())
    section = _SECTION.search(text)
    if section is None:
        before = f"{text.rstrip()}\n\n" if text.strip() else ""
        return f"{before}enums:\n{lines}\n"
    if not _HEAD.fullmatch(section[0]):
        raise UsageError(
            "enums cannot be added to those in one line",
            where=where,
            hint="Run `t3gen fmt`, and import again.",
            code="enums-in-one-line",
        )
    return f"{text[: section.end()]}\n{lines}{text[section.end() :]}"
