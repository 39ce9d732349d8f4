"""Fields as Prisma's schema has them, in the words of a spec: `Decimal @db.Decimal(12, 2)`."""

from __future__ import annotations

import re

TYPES = {
    "String": "string",
    "Boolean": "boolean",
    "Int": "int",
    "BigInt": "bigint",
    "Float": "float",
    "Decimal": "decimal(12, 2)",
    "DateTime": "datetime",
    "Json": "json",
    "Bytes": "bytes",
}
_NATIVE = {
    ("String", "Text"): "text",
    ("String", "Citext"): "string lower",
    ("String", "Uuid"): "uuid",
    ("DateTime", "Date"): "date",
}
_LINE = re.compile(r"\s*(?P<type>\w+)(?P<list>\[\])?(?P<optional>\?)?(?P<rest>\s+@.*|\s*)")
_ATTRIBUTE = re.compile(r"@(?P<name>[\w.]+)(?:\((?P<value>(?:[^()]|\(\))*)\))?")
_LENGTH = re.compile(r"(?:Var)?Char")


def respelled(line: str) -> str | None:
    """Return how a field of Prisma's schema is written in a spec; None for what is not one."""
    match = _LINE.fullmatch(line)
    if not match or (match["type"] not in TYPES and "@" not in match["rest"]):
        return None
    base = TYPES.get(match["type"], match["type"])
    settings = []
    for attribute in _ATTRIBUTE.finditer(match["rest"]):
        name, value = attribute["name"], (attribute["value"] or "").strip()
        if name.startswith("db."):
            base = _native(match["type"], name.removeprefix("db."), value) or base
        elif name in ("unique", "index"):
            settings.append(name)
        elif name == "default" and value:
            settings.append(f"= {value.removesuffix('()')}")
    head = f"{base}{match['list'] or ''}{match['optional'] or ''}"
    return " ".join([head, *settings])


def _native(base: str, name: str, value: str) -> str | None:
    if name == "Decimal" and value:
        return f"decimal({', '.join(part.strip() for part in value.split(','))})"
    if _LENGTH.fullmatch(name) and value:
        return f"string({value})"
    return _NATIVE.get((base, name))
