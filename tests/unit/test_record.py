"""The record of a resource, which templates of other versions read, changes with its version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from t3gen import model, spec
from t3gen.render import package_root

KEYS = Path(__file__).with_name("record_keys.txt")


def test_a_changed_record_has_a_new_version(update_goldens: bool) -> None:
    """`--update-goldens` writes the keys anew, once RECORD_VERSION has been raised."""
    texts = spec.texts(package_root() / "examples" / "shop" / "resources")
    resources = model.resolve(spec.read(texts))
    keys = {path for resource in resources for path in paths(resource.record())}
    text = "\n".join([f"version {model.RECORD_VERSION}", *sorted(keys), ""])

    if update_goldens:
        before, _, _ = KEYS.read_text(encoding="utf-8").partition("\n")
        assert before != text.partition("\n")[0] or KEYS.read_text(encoding="utf-8") == text
        KEYS.write_text(text, encoding="utf-8", newline="\n")
    assert KEYS.read_text(encoding="utf-8") == text, "raise RECORD_VERSION in model/resource.py"


def test_the_template_reads_the_record_that_t3gen_writes() -> None:
    config = yaml.safe_load((package_root() / "copier.yml").read_text(encoding="utf-8"))

    assert model.RECORD_VERSION in config["_records"]


def paths(value: Any, at: str = "") -> Iterator[str]:
    """Yield the place of every key in a record."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{at}.{key}".lstrip(".")
            yield from paths(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{at}[]")
