"""Compiled templates, kept in the user's cache: compiling takes longer than all the rest."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache
from platformdirs import user_cache_path


class TemplateCache(BytecodeCache):
    """Jinja's code by template and text; a cache that cannot be used costs time and no more."""

    def __init__(self, variant: str) -> None:
        """Open the part of the cache for one way of compiling.

        Args:
            variant: A name that differs wherever equal texts compile to different code.
        """
        self._folder = user_cache() / "templates" / variant

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its template has been compiled before."""
        with suppress(OSError), (self._folder / bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, in one step, so that no other run reads half of it."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                bucket.write_bytecode(file)
            Path(name).replace(self._folder / bucket.key)


def user_cache() -> Path:
    """Return the user's folder for what t3gen can fetch or make again."""
    return user_cache_path("t3gen", appauthor=False)
