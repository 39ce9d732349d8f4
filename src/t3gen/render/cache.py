"""Cache compiled templates: compiling takes longer than rendering."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache
from platformdirs import user_cache_path


class TemplateCache(BytecodeCache):
    """Bytecode of templates in the user's cache folder; without access to it, nothing is cached."""

    def __init__(self, variant: str) -> None:
        """Open the cache of one set of compiler settings.

        Args:
            variant: A hash of the settings that change the bytecode.
        """
        self._folder = user_cache() / "templates" / variant

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the bytecode of a template, if it is cached."""
        with suppress(OSError), (self._folder / bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bytecode of a template atomically, so that no other run reads a part of it."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                bucket.write_bytecode(file)
            Path(name).replace(self._folder / bucket.key)


def user_cache() -> Path:
    """Return the user's cache folder of t3gen."""
    return user_cache_path("t3gen", appauthor=False)
