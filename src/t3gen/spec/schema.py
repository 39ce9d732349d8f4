"""The JSON Schema of spec files: editors complete and check specs with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from t3gen.spec.documents import ResourceDocument
from t3gen.spec.short_form import field_pattern, relation_pattern

FILE = ".t3gen/resource.schema.json"
"""Its path in a project."""
WRITTEN = Path(__file__).with_name("resource.schema.json")
"""As `make docs` writes it: every run compares it to the project's, and pydantic is slow."""
DIALECT = "http://json-schema.org/draft-07/schema#"


def resource_schema() -> dict[str, Any]:
    """Return the schema of a resource's file, in draft 7, which all editors support."""
    schema: dict[str, Any] = _draft_07(ResourceDocument.model_json_schema())
    for name, part in schema["properties"].items():
        if name not in schema["required"] and {"type": "null"} not in part.get("anyOf", ()):
            # An empty section is the same as none.
            about = {key: part.pop(key) for key in ("title", "description") if key in part}
            schema["properties"][name] = {**about, "anyOf": [part, {"type": "null"}]}
    _with_lines(schema)
    return {"$schema": DIALECT, **schema}


def _with_lines(schema: dict[str, Any]) -> None:
    """Add the patterns of the short forms."""
    definitions, sections = schema["definitions"], schema["properties"]
    lines = {
        "Field": (field_pattern(), "string(32) unique"),
        "Relation": (relation_pattern(), "Customer? on_delete=set_null"),
    }
    for name, (pattern, example) in lines.items():
        what = f"Unknown type, or a modifier that does not apply to it. Example: {example}"
        definitions[f"{name}Line"] = {
            "type": "string",
            "pattern": pattern,
            "patternErrorMessage": what,
        }
        line = definitions[f"{name}Document"]["properties"]["type"]
        line.pop("minLength", None)
        line.pop("type", None)
        line["allOf"] = [{"$ref": f"#/definitions/{name}Line"}]
    shapes = _object(sections["types"])["additionalProperties"]
    _to_line(_object(sections["fields"])["additionalProperties"], "Field")
    _to_line(_object(sections["relations"])["additionalProperties"], "Relation")
    _to_line(shapes["additionalProperties"], "Field")


def _object(section: dict[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = next(one for one in section["anyOf"] if one.get("type") == "object")
    return part


def _to_line(values: dict[str, Any], name: str) -> None:
    values["anyOf"] = [
        {"$ref": f"#/definitions/{name}Line"} if one == {"type": "string"} else one
        for one in values["anyOf"]
    ]


def text() -> str:
    """Return the schema as its file holds it."""
    return WRITTEN.read_text(encoding="utf-8")


def write() -> None:
    """Write the file of this package anew, after a change of the documents."""
    text = json.dumps(resource_schema(), indent=2, ensure_ascii=False) + "\n"
    WRITTEN.write_text(text, encoding="utf-8")


def _draft_07(node: Any) -> Any:
    if isinstance(node, list):
        return [_draft_07(one) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = node["$ref"].replace("#/$defs/", "#/definitions/")
        others = {key: _draft_07(value) for key, value in node.items() if key != "$ref"}
        # Beside $ref, draft 7 overlooks everything else.
        return {**others, "allOf": [{"$ref": target}]} if others else {"$ref": target}
    return {"definitions" if key == "$defs" else key: _draft_07(one) for key, one in node.items()}
