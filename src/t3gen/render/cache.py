"""Cache compiled templates: compiling takes longer than rendering."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import jinja2
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


def from_string(env: jinja2.Environment, source: str) -> jinja2.Template:
    """Compile a template without a file as `env.from_string` does, through the cache.

    Raises:
        jinja2.TemplateSyntaxError: The source is not valid Jinja.
    """
    assert env.bytecode_cache
    bucket = env.bytecode_cache.get_bucket(env, source, None, source)
    if bucket.code is None:
        bucket.code = env.compile(source)
        env.bytecode_cache.set_bucket(bucket)
    return env.template_class.from_code(env, bucket.code, env.make_globals(None))


def user_cache() -> Path:
    """Return the user's cache folder of t3gen."""
    return user_cache_path("t3gen", appauthor=False)
