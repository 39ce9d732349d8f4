"""Regular expressions of JavaScript, without asking JavaScript."""

from __future__ import annotations

import pytest

from t3gen.spec import patterns


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        (r"^SO-\d+$", ""),
        (r"^(?<year>\d{4})-\k<year>$", ""),
        (r"(?:a|b)*?c{2,}?", ""),
        (r"[^\]/a-z\-]+", ""),
        (r"[]", ""),
        (r"[^]", ""),
        (r"[\x2a-9]", ""),
        (r"[a-]", ""),
        (r"[\d-z]", ""),
        (r"(?<!a)b(?=c)", ""),
        (r"(?=a)*", ""),
        (r"a{,3}", ""),
        (r"{a}", ""),
        (r"]", ""),
        (r"^[\p{L} ]+$", "u"),
        (r"^[\p{L}--[a-z]]$", "v"),
        (r"(?i:a)b", ""),
        (r"\u{61}", "u"),
        (r"\p{Lu}+\P{N}{2}", "u"),
        (r"", "imsu"),
    ],
)
def test_what_javascript_takes_is_taken(source: str, flags: str) -> None:
    assert patterns.syntax_error(source, flags) is None


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        ("(a", ""),
        ("a)", ""),
        ("[a", ""),
        ("a\\", ""),
        ("*a", ""),
        ("a**", ""),
        ("a++", ""),
        ("(?P<x>a)", ""),
        ("(?>a)", ""),
        ("(?#a)", ""),
        ("[z-a]", ""),
        ("a{3,2}", ""),
        ("(?<=a)*", ""),
        ("(?=a)*", "u"),
        ("{a}", "u"),
        ("a", "g"),
        ("a", "ii"),
        ("a", "uv"),
    ],
)
def test_what_javascript_refuses_is_refused(source: str, flags: str) -> None:
    assert patterns.syntax_error(source, flags) is not None
