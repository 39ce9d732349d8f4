"""The resolved model in few words: for readers who need all of it, and have little room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from t3gen.model.policies import clauses
from t3gen.model.record import Field, Resource, Rule

Description = Mapping[str, Any]

_KEYS = frozenset({"reference", "references"})


def describe(resource: Resource, *, whole: bool) -> Description:
    """Return a resource as names and short texts, in the words of specs.

    Args:
        resource: The resource.
        whole: Whether to include what its writers and callers rarely ask for: the docs, bounds,
            indexes, what lists take, and limits.
    """
    found: dict[str, Any] = {
        "name": resource.name,
        "path": f"/api/{resource.path}",
        "operations": [*resource.operations, *_extra(resource)],
        "id": ", ".join(resource.key_parts) or resource.options.id,
        "fields": dict(_fields(resource, whole=whole)),
        "relations": dict(_relations(resource)),
        "access": dict(_access(resource)),
        "states": dict(_states(resource)),
        "events": [one.type for one in resource.emits],
        "unique": [_unique(one.fields, one.where) for one in resource.uniques],
    }
    if whole:
        found |= _details(resource)
    return {name: value for name, value in found.items() if value}


def _details(resource: Resource) -> dict[str, Any]:
    options = resource.options
    at = options.timestamps
    switches = {
        f"timestamps={at}" if isinstance(at, str) else "timestamps": bool(at),
        "version": options.version,
        "soft_delete": options.soft_delete,
    }
    lists = {
        "filter": [*resource.filters, *_through(resource)],
        "sort": list(resource.sorts),
        "search": list(resource.search),
        "include": [one.name for one in resource.includes],
        "page": f"{resource.page.size}, at most {resource.page.max}",
        "rate": f"{resource.rate.read} read, {resource.rate.write} write",
        "bulk": resource.bulk,
    }
    return {
        "doc": resource.doc,
        "table": resource.table or resource.name,
        "owner": _path(resource.owner.through, resource.owner.name) if resource.owner else "",
        "tenant": resource.tenant.name if resource.tenant else "",
        "options": [name for name, is_on in switches.items() if is_on],
        "indexes": [_index(one.parts) for one in resource.indexes],
        "checks": {one.name: one.message for one in resource.checks},
        "lists": {name: value for name, value in lists.items() if value},
    }


def _extra(resource: Resource) -> Iterator[str]:
    if resource.options.soft_delete and "delete" in resource.operations:
        yield "restore"
    if resource.bulk:
        yield "bulk"
    if resource.exported:
        yield "export"
    if resource.imported:
        yield "import"


def _fields(resource: Resource, *, whole: bool) -> Iterator[tuple[str, str]]:
    for one in resource.fields:
        if one.type not in _KEYS and one.type != "owner":
            yield one.name, " ".join(_words(one, whole=whole))


def _words(one: Field, *, whole: bool) -> Iterator[str]:
    yield f"{_type(one)}{'[]' if one.list else ''}{'?' if one.optional else ''}"
    if one.default is not None:
        yield f"= {_value(one.default.value)}"
    flags = {
        "unique": one.unique,
        "hidden": one.hidden,
        "readonly": not (one.in_create or one.in_update or one.state),
        "immutable": one.in_create and not one.in_update and not one.state,
    }
    yield from (name for name, is_on in flags.items() if is_on)
    for key, rule in (("read", one.read), ("write", one.write)):
        if rule is not None:
            yield f"{key}={_rule(rule)}"
    if whole:
        yield from _bounds(one)


def _bounds(one: Field) -> Iterator[str]:
    for key in ("min", "max", "length", "max_items"):
        value = getattr(one, key)
        if value is not None:
            yield f"{key}={value}"
    if one.match:
        yield f"match=/{one.match}/{one.match_flags}"
    if one.doc:
        yield f"# {one.doc}"


def _type(one: Field) -> str:
    if one.choices:
        return f"enum({', '.join(one.choices)})"
    if one.type == "decimal":
        return f"decimal({one.precision}, {one.scale})"
    return f"json({one.shape})" if one.shape else one.type


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(_value, value))}]" if isinstance(value, list) else str(value)


def _relations(resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield the relations: one with a key here, one whose key is elsewhere, many to many."""
    for one in resource.relations:
        optional = "?" if one.optional else ""
        yield one.name, f"{one.target.name}{optional} key={one.key} on_delete={one.on_delete}"
    for many in resource.many:
        yield many.name, f"{many.target.name}[] many"
    for inverse in resource.inverses:
        yield inverse.name, f"{inverse.source}{'[]' if inverse.list else '?'} inverse"
    if resource.owner is not None and not resource.owner.through:
        yield resource.owner.name, f"User key={resource.owner.key} owner"


def _access(resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield the rules, those of operations with equal ones together: `list, get`."""
    rules: dict[str, list[str]] = {}
    for one in resource.access:
        if one.operation in resource.operations:
            rules.setdefault(_rule(one.policy or one.rule), []).append(one.operation)
    for rule, operations in rules.items():
        yield ", ".join(operations), rule


def _states(resource: Resource) -> Iterator[tuple[str, str]]:
    for one in resource.transitions:
        rule = f", {_rule(one.policy or one.rule)}" if one.declared else ""
        yield one.name, f"{one.field}: {' | '.join(one.sources)} -> {one.target}{rule}"


def _rule(rule: Rule) -> str:
    return clauses.text(rule, is_inner=False)


def _unique(fields: Iterable[str], where: object) -> str:
    return f"{', '.join(fields)}{' (some rows)' if where else ''}"


def _index(parts: Iterable[Any]) -> str:
    return ", ".join(one.name + (" desc" if one.order == "desc" else "") for one in parts)


def _through(resource: Resource) -> Iterator[str]:
    return (f"{one.name}.{field}" for one in resource.through for field in one.fields)


def _path(through: Iterable[str], name: str) -> str:
    return ".".join([*through, name])
