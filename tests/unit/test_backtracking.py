"""Expressions that a hostile text keeps busy, and those that only look like it."""

from __future__ import annotations

import pytest

from t3gen.spec.patterns import is_catastrophic


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+$",
        "(a*)*$",
        "(a|a)*$",
        "(a|aa)+$",
        r"^(\w+\s?)*$",
        r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
        "(?:a+)+b",
        "(?<x>a+)*b",
        "([a-z]+)*=",
        "(.*)*x",
        "(.*,)*x",
        "(a{1,50}){1,50}b",
        r"(\d+|\w+)*!",
        "x(?=(a+)+b)y",
        "((ab)*)*c",
        "(a?b?)*c",
        "(é+)+x",
        r"(\u{61}+)+x",
        "(a|[b-z]|[^b-y])*!",
    ],
)
def test_nested_and_overlapping_repetitions_are_catastrophic(source: str) -> None:
    assert is_catastrophic(source, "")


@pytest.mark.parametrize(
    "source",
    [
        r"^SO-\d+$",
        "^[a-z]+(-[a-z]+)*$",
        r"^\d{5}(-\d{4})?$",
        r"^[A-Z]{3}-\d{4}$",
        r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
        r"^(\d{1,3}\.){3}\d{1,3}$",
        "^(a|b)*$",
        "^(ab|ac)*$",
        "(a+b)+",
        "^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$",
        r"^\p{L}+$",
        "",
        r"^\/[a-z]*$",
        r"[\]\-\\]+",
        "^#(?:[0-9a-f]{3}){1,2}$",
        r"^(?!x)\S+$",
        r"(x)\1+",
    ],
)
def test_what_can_be_read_in_one_way_is_not(source: str) -> None:
    assert not is_catastrophic(source, "")


def test_letters_of_both_cases_are_one_when_the_case_is_ignored() -> None:
    assert (False, True) == (is_catastrophic("(a|A)*b", ""), is_catastrophic("(a|A)*b", "i"))


def test_a_long_expression_is_judged_quickly_or_refused() -> None:
    assert is_catastrophic("(a|b)*" * 500, "")
    assert not is_catastrophic("[a-z]" * 300 + "(x|y)*", "")
