"""What schemathesis cannot know of the shop: which valid requests may be refused all the same.

It loads this file by itself, for `test_schemathesis.py`.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import schemathesis
from schemathesis import Case, CheckContext, HookContext, Response
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.specs.openapi.checks import positive_data_acceptance

# What no JSON Schema can say, by the code that the answer has for it: an id that has to exist, a
# cursor that was given out, a key that was sent with another body, text that no database stores
# (NUL), and what a refinement asks: no field twice in a sort, at most ten conditions, at least 0 of
# what is a text on the wire.
UNSAYABLE = {"custom", "invalid_cursor", "invalid_text", "key_reused", "not_found", "unstorable"}

# What products cost is only for administrators, and Bob is none: to him there is no such parameter.
FOR_ADMINS = ("cost",)


# Node takes 16 KiB of headers, the address with them. What is longer Next answers with a bare 431,
# before any code of the project: ours are refusals from 8,000 letters on.
LONGEST = 15_000


@schemathesis.hook
def filter_case(context: HookContext, case: Case[Any]) -> bool:
    """Leave out addresses that no code of the project gets to see."""
    del context
    return len(urlencode(dict(case.query or {}), doseq=True)) <= LONGEST


@schemathesis.check
def valid_data_is_accepted(ctx: CheckContext, response: Response, case: Case[Any]) -> bool | None:
    """`positive_data_acceptance`, but for what no JSON Schema can say."""
    try:
        return positive_data_acceptance(ctx, response, case)
    except RejectedPositiveData:
        # Which version is there now is no matter of schemas either.
        if response.status_code == 412:
            return None
        errors = json.loads(response.content)["errors"]
        if errors and all(_is_unsayable(error, case) for error in errors):
            return None
        raise


def _is_unsayable(error: dict[str, str], case: Case[Any]) -> bool:
    return error["code"] in UNSAYABLE or _is_for_others(error) or _grows(error, case)


def _grows(error: dict[str, str], case: Case[Any]) -> bool:
    """Whether a text is longer than JSON Schema counts it.

    It may be stored in capitals ("ß" is "SS" there), and JavaScript counts characters outside of
    the Basic Multilingual Plane twice.
    """
    if error["code"] != "too_big":
        return False
    body = case.body if isinstance(case.body, dict) else {}
    parameters = case.query or {}
    sent = body.get(error.get("pointer", "")[1:]) or parameters.get(error.get("parameter", ""))
    texts = sent if isinstance(sent, list) else [sent]
    return any(
        len(text.upper().encode("utf-16-le")) > 2 * len(text)
        for text in texts
        if isinstance(text, str)
    )


def _is_for_others(error: dict[str, str]) -> bool:
    return error.get("parameter", "").partition("[")[0] in FOR_ADMINS
