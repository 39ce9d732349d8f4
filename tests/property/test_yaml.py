"""Specs mean the same whichever parser reads them: libyaml, which is fast, or ruamel.yaml."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from goldens import CASES, specs
from mutations import change, typo

from t3gen.spec.yaml import Source
from t3gen.spec.yaml import parser as yaml

MARKS = "{}[]:,#&*!|>'\"%@`?- \t\n\\\u00e9\u0085\u2028~=<.0"


def spoiled(dice: random.Random, text: str) -> str:
    """Return a text with a few marks of YAML put in, or in the place of others."""
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text) + 1)
        text = text[:at] + dice.choice(MARKS) + text[at + dice.randint(0, 1) :]
    return text


def texts(count: int) -> Iterator[str]:
    dice = random.Random(5)
    whole = [text.decode() for case in CASES for text in specs(case).values()]
    yield from whole
    for _ in range(count):
        yield spoiled(dice, dice.choice(whole))
        mutation = dice.choice([typo, change])(dice)
        yield from (text.decode("utf-8", "replace") for text in mutation.texts.values())


def test_both_parsers_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert yaml.FastLoader is not None
    sources = [Source.of("a.yaml", text) for text in texts(150)]
    fast = [yaml.parse(source) for source in sources]
    monkeypatch.setattr(yaml, "FastLoader", None)

    for source, parsed in zip(sources, fast, strict=True):
        assert parsed == yaml.parse(source)
