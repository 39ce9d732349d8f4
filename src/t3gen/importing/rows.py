"""The unique keys and indexes of a Prisma model as a spec declares them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from t3gen.importing.declarations import refuse
from t3gen.psl import Attribute, mapped_name, split_list
from t3gen.spec.vocabulary import names

_SETTINGS = {"unique": {"map"}, "index": {"map", "type"}}
_PLAIN = frozenset({"0", "fields", "name"})
"""Arguments of keys and indexes that a spec can do without; only the client knows `name`."""
_TYPES = ("Hash", "Gin", "Gist", "SpGist", "Brin")
_CLASSES = {"ArrayOps": "array_ops", "JsonbOps": "jsonb_ops", "JsonbPathOps": "jsonb_path_ops"}
_RAW = re.compile(r'raw\("([^"]*)"\)')
_CLASS = re.compile(names.OPERATOR_CLASS)
_COLUMN = re.compile(names.COLUMN)


@dataclass(frozen=True)
class Row:
    """A unique key or an index.

    Args:
        kind: `unique` or `index`.
        parts: Its fields; `desc` after a name reverses it.
        settings: The settings type, ops and name, where they are not the usual ones.
    """

    kind: str
    parts: tuple[str, ...]
    settings: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(part.split()[0] for part in self.parts)

    @property
    def is_ordered(self) -> bool:
        """Whether it is a B-tree, which holds short values only."""
        return "type" not in self.settings

    def declared(self, keys: Mapping[str, str]) -> Any:
        """Return what a spec declares, with relations in place of keys.

        Args:
            keys: The relations of foreign keys.
        """
        parts = [
            " ".join([keys.get(name, name), *rest]) for name, *rest in map(str.split, self.parts)
        ]
        return {"fields": parts, **self.settings} if self.settings else parts


def row(attribute: Attribute) -> Row:
    """Return the unique key or the index of an attribute of a model.

    Raises:
        Unsupported: A spec cannot declare it.
    """
    kind, values = attribute.name, attribute.values
    unknown = values.keys() - _PLAIN - _SETTINGS[kind]
    if unknown:
        refuse(f"@@{kind} with {', '.join(sorted(unknown))}")
    parts, classes = [], set()
    for part in split_list(values.get("fields") or values["0"]):
        name, class_, order = _part(kind, part)
        parts.append(f"{name} desc" if order else name)
        classes.add(class_)
    settings = {"type": _type(values), "ops": _only(kind, classes), "name": _name(attribute)}
    if settings["ops"] and not settings["type"]:
        refuse(f"@@{kind} with ops, without a type")
    return Row(kind, tuple(parts), {key: text for key, text in settings.items() if text})


def _part(kind: str, part: str) -> tuple[str, str, str]:
    """Return the name, the operator class and the order of a column."""
    name, _, rest = part.partition("(")
    arguments = dict.fromkeys(("ops", "sort"), "")
    for argument in split_list(f"[{rest.removesuffix(')')}]"):
        key, _, value = argument.partition(":")
        if key not in arguments or (kind == "unique" and value.strip()):
            refuse(f"@@{kind} with ({rest}")
        arguments[key] = value.strip()
    class_ = arguments["ops"]
    raw = _RAW.fullmatch(class_)
    class_ = raw[1] if raw else _CLASSES.get(class_, class_)
    if class_ and not _CLASS.fullmatch(class_):
        refuse(f"@@{kind} with ops: {class_}")
    return name, class_, "desc" if arguments["sort"] == "Desc" else ""


def _only(kind: str, classes: set[str]) -> str:
    """Return the operator class that all columns of an index have."""
    return classes.pop() if len(classes) == 1 else refuse(f"@@{kind} with several ops")


def _type(values: Mapping[str, str]) -> str:
    type_ = values.get("type", "BTree")
    if type_ == "BTree":
        return ""
    return type_.lower() if type_ in _TYPES else refuse(f"@@index with type: {type_}")


def _name(attribute: Attribute) -> str:
    name = mapped_name(attribute)
    if name and (not _COLUMN.fullmatch(name) or name.endswith("_fkey")):
        refuse(f'@@{attribute.name}: a spec cannot name it "{name}"')
    return name
