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
        if errors and all(_is_unsayable(error, case.body) for error in errors):
            return None
        raise


def _is_unsayable(error: dict[str, str], body: object) -> bool:
    return error["code"] in UNSAYABLE or _is_for_others(error) or _grows(error, body)


def _grows(error: dict[str, str], body: object) -> bool:
    """Whether it is a text that is longer in capitals, in which it is kept: "ß" is "SS" there."""
    name = error.get("pointer", "")[1:]
    text = body.get(name) if isinstance(body, dict) else None
    is_long = error["code"] == "too_big" and isinstance(text, str)
    return is_long and len(str(text).upper()) > len(str(text))


def _is_for_others(error: dict[str, str]) -> bool:
    return error.get("parameter", "").partition("[")[0] in FOR_ADMINS
