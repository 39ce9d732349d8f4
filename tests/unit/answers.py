"""Checks answers against the published schemas, and that they have no key that these lack."""

from __future__ import annotations

from typing import Any

import jsonschema

from t3gen.cli.answer_schemas import schema_of


def check_answer(command: str, answer: object) -> None:
    """Check an answer of a command; a key that its schema does not name is an error here."""
    schema = _closed(schema_of(command))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(answer, schema, jsonschema.Draft7Validator)


def _closed(node: Any) -> Any:
    if isinstance(node, list):
        return [_closed(one) for one in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(one) for key, one in node.items()}
    if isinstance(node.get("properties"), dict) and "required" in node:
        closed["additionalProperties"] = False
    return closed
