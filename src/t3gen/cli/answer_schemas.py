"""The JSON Schema of what each command answers with --json.

A key that may be absent is optional; one that may have no value is null. Keys may be added: readers
ignore those that they do not know. An error is another object, the same for every command.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_FLAG: Schema = {"type": "boolean"}
_NULL: Schema = {"type": "null"}
_VERSION: Schema = {"const": 1}
_CHANGES = ("create", "update", "delete", "same", "keep", "merge", "move", "conflict")
_KINDS = ("additive", "backfill", "rewrite", "lock", "break", "loss", "unknown")


def _one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, _NULL]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _object(optional: Sequence[str] = (), /, **keys: Schema) -> Schema:
    required = [name for name in keys if name not in optional]
    return {"type": "object", "properties": keys, "required": required}


def _with(schema: Schema, optional: Sequence[str] = (), /, **keys: Schema) -> Schema:
    """Return the schema of an object with more keys."""
    more = _object(optional, **{**schema["properties"], **keys})
    required = [*schema["required"], *(one for one in keys if one not in optional)]
    return {**more, "required": list(dict.fromkeys(required))}


_PROBLEM = _object(
    ("file", "line", "column", "excerpt", "where"),
    file=_TEXT,
    line=_COUNT,
    column=_COUNT,
    where=_or_null(_TEXT),
    what=_TEXT,
    hint=_or_null(_TEXT),
    code=_TEXT,
    excerpt=_TEXT,
)
_ERROR = _object(ok={"const": False}, problems=_list(_PROBLEM))

_FILE = _object(("diff",), path=_TEXT, verdict=_one_of(*_CHANGES), reason=_TEXT, diff=_TEXT)
_WRITTEN = _object(
    ok=_FLAG,
    dry_run=_FLAG,
    files=_list(_FILE),
    unchanged=_COUNT,
    migration=_object(
        name=_or_null(_TEXT),
        names=_list(_TEXT),
        pending=_or_null(_TEXT),
        hint=_or_null(_TEXT),
    ),
    notes=_list(_TEXT),
    warnings=_list(_PROBLEM),
)
"""The answer of commands that write files."""

_VERDICT = _object(
    ("file",),
    file=_TEXT,
    line=_COUNT,
    kind=_one_of(*_KINDS),
    code=_or_null(_TEXT),
    finding=_FLAG,
    statement=_TEXT,
    why=_or_null(_TEXT),
    instead=_or_null(_TEXT),
    allowed=_or_null(_TEXT),
)
_OPERATION = _object(
    path=_TEXT,
    method=_one_of("GET", "POST", "PUT", "PATCH", "DELETE"),
    resource=_TEXT,
    name=_TEXT,
)
_EFFECT = _object(affects=_one_of("clients", "rows"), where=_TEXT, what=_TEXT)
_DIFFERENCES = _object(
    version=_VERSION,
    ok=_FLAG,
    operations=_list(
        _with(_OPERATION, change=_one_of("added", "removed", "changed"), what=_list(_TEXT))
    ),
    access=_list(
        _object(
            resource=_TEXT,
            subject=_TEXT,
            who=_TEXT,
            row=_or_null(_TEXT),
            before=_TEXT,
            after=_TEXT,
        )
    ),
    columns=_list(
        _object(
            change=_one_of("added", "removed", "changed", "renamed"),
            table=_TEXT,
            column=_or_null(_TEXT),
            before=_or_null(_TEXT),
            after=_or_null(_TEXT),
        )
    ),
    breaking=_list(_EFFECT),
)
_RISK = _object(
    ("file", "line"),
    key=_one_of("allow_loss", "assume"),
    name=_TEXT,
    where=_TEXT,
    what=_TEXT,
    hint=_or_null(_TEXT),
    file=_TEXT,
    line=_COUNT,
)
_STATEMENT = _object(
    statement=_TEXT,
    kind=_one_of(*_KINDS),
    locks=_FLAG,
    loses_rows=_FLAG,
    codes=_list(_TEXT),
    why=_or_null(_TEXT),
)
_PLAN = _with(
    _DIFFERENCES,
    digest=_or_null({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
    files=_list(
        _object(
            ("reason",),
            path=_TEXT,
            verdict=_one_of(*(one for one in _CHANGES if one != "same")),
            added=_COUNT,
            removed=_COUNT,
            reason=_TEXT,
        )
    ),
    migrations=_list(_object(name=_TEXT, statements=_list(_STATEMENT))),
    pending=_or_null(_object(what=_TEXT, hint=_TEXT)),
    consent=_or_null(_object(risks=_list(_RISK), write=_list(_object(file=_TEXT, line=_TEXT)))),
    packages=_list(_object(name=_TEXT, before=_or_null(_TEXT), after=_or_null(_TEXT))),
    warnings=_list(_TEXT),
)
_NOT_ALWAYS = "id fields relations access states events unique doc table owner tenant options"
_DESCRIBED = _object(
    [*_NOT_ALWAYS.split(), "indexes", "checks", "lists"],
    name=_TEXT,
    path=_TEXT,
    operations=_list(_TEXT),
    id=_TEXT,
    fields=_map(_TEXT),
    relations=_map(_TEXT),
    access=_map(_TEXT),
    states=_map(_TEXT),
    events=_list(_TEXT),
    unique=_list(_TEXT),
    doc=_TEXT,
    table=_TEXT,
    owner=_TEXT,
    tenant=_TEXT,
    options=_list(_TEXT),
    indexes=_list(_TEXT),
    checks=_map(_TEXT),
    lists=_map({"anyOf": [_TEXT, _COUNT, _list(_TEXT)]}),
)
_PLACE = _object(file=_TEXT, lines=_list(_COUNT))
_REACHED = _object(
    version=_VERSION,
    name=_TEXT,
    type=_TEXT,
    declared=_PLACE,
    columns=_list(_object(table=_TEXT, name=_TEXT, type=_TEXT, migrations=_list(_PLACE))),
    operations=_list(_with(_OPERATION, parts=_list(_TEXT))),
    code=_list(_PLACE),
    tests=_list(_PLACE),
)
_FINDING = _object(file=_TEXT, line=_COUNT, column=_COUNT, what=_TEXT, hint=_TEXT, code=_TEXT)
_APPLIED = _object(
    ("migrations",),
    ok=_FLAG,
    dry_run=_FLAG,
    names=_list(_TEXT),
    created=_FLAG,
    resumed=_list(_TEXT),
    edited=_list(_TEXT),
    migrations=_list(_object(name=_TEXT, sql=_TEXT)),
)
_IMPORTED = _object(
    imported=_map(_TEXT), kept=_map(_TEXT), renamed=_list(_TEXT), unspecified=_list(_TEXT)
)
_STATUS_FLAGS = ("ok", "is_reachable", "exists", "has_no_history")
_STATUS_TEXTS = ("reason", "drift", "refused")
_STATUS_NAMES = ("applied", "pending", "failed", "edited", "unknown")

_WRITING = (
    *("destroy resource", "fmt", "generate", "new app", "new resource", "rename field"),
    *("migrate new", "migrate rebase", "migrate snapshot", "rename resource", "upgrade"),
)

ANSWERS: Mapping[str, Sequence[Schema]] = {
    **dict.fromkeys(_WRITING, (_WRITTEN,)),
    "check": [_object(ok=_FLAG, findings=_list(_FINDING))],
    "describe": [_object(version=_VERSION, resources=_list(_DESCRIBED))],
    "diff": [_with(_DIFFERENCES, compatible=_list(_EFFECT))],
    "docs": [
        _object(version=_VERSION, pages=_list(_object(topic=_TEXT, title=_TEXT, path=_TEXT))),
        _object(version=_VERSION, topic=_TEXT, title=_TEXT, path=_TEXT, text=_TEXT),
    ],
    "doctor": [
        _object(
            ok=_FLAG,
            lines=_list(
                _object(about=_TEXT, health=_one_of("ok", "note", "bad"), found=_TEXT, fix=_TEXT)
            ),
        )
    ],
    "explain": [
        _object(version=_VERSION, codes=_map(_TEXT)),
        _object(version=_VERSION, code=_TEXT, text=_TEXT),
        _object(version=_VERSION, access=_map(_map(_map(_TEXT)))),
        _REACHED,
    ],
    "import": [
        _with(_WRITTEN, **_IMPORTED["properties"]),
        _with(_IMPORTED, ok={"const": False}),
    ],
    "init": [
        _with(
            _WRITTEN,
            ("found", "edits"),
            found=_list(_TEXT),
            edits=_map(_object(added=_list(_TEXT), changed=_list(_TEXT))),
        )
    ],
    "migrate apply": [_APPLIED],
    "migrate baseline": [
        _object(
            ok=_FLAG,
            dry_run=_FLAG,
            names=_list(_TEXT),
            pending=_list(_TEXT),
            changing_rows=_list(_TEXT),
        )
    ],
    "migrate lint": [_object(ok=_FLAG, statements=_list(_VERDICT))],
    "migrate plan": [
        _object(
            ok=_FLAG,
            migrations=_list(_object(name=_TEXT, sql=_TEXT, statements=_list(_VERDICT))),
            pending=_or_null(_TEXT),
            hint=_or_null(_TEXT),
        )
    ],
    "migrate status": [
        _object(
            **dict.fromkeys(_STATUS_FLAGS, _FLAG),
            **dict.fromkeys(_STATUS_TEXTS, _TEXT),
            **dict.fromkeys(_STATUS_NAMES, _list(_TEXT)),
        )
    ],
    "plan": [_PLAN],
}
"""The forms of the answer of each command that has --json, by its name."""


def schema_of(command: str) -> Schema:
    """Return the JSON Schema of the answers of a command, errors included."""
    return {
        "$schema": _DIALECT,
        "title": f"t3gen {command} --json",
        "anyOf": [*ANSWERS[command], _ERROR],
    }
