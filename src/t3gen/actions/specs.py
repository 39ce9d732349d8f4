"""Whether the specs of a run are all there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from t3gen.errors import UsageError


def check_complete(
    where: Path, recorded: Sequence[Mapping[str, Any]], names: Iterable[str]
) -> None:
    """Refuse a single file that lacks resources: naming a file must not delete the others.

    Raises:
        UsageError: The file lacks some that the app has.
    """
    lacking = sorted({str(one["name"]) for one in recorded} - set(names))
    if lacking and where.is_file():
        raise UsageError(
            f"it lacks {', '.join(lacking)}, which the app has",
            where=str(where),
            hint='a single file holds all specs, with "---" between them; '
            "or take the folder: t3gen generate",
            code="lacking",
        )
