"""What a change of resources means to clients of the API: what breaks, and what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from t3gen.model.fields import Domain
from t3gen.spec.vocabulary import TEXTS

Record = Mapping[str, Any]

ANSWER, CREATE, UPDATE, LIST, ALL = "answer", "create", "update", "list", "all"
OPERATIONS = {
    ANSWER: ("list", "get", "create", "update", "restore"),
    CREATE: ("create",),
    UPDATE: ("update",),
    LIST: ("list",),
    ALL: ("list", "get", "create", "update", "delete", "restore"),
}
"""The operations that a part of an API concerns."""

_NAMED = {
    "filters": "filter",
    "sorts": "sort",
    "search": "search",
}
_VERSION = "If-Match is refused: rows have no version", "If-Match is accepted"
_SPARSE = "fields of answers can no longer be chosen", "fields of answers can be chosen"
_WITHOUT_COLUMN_LIMITS = "sqlite"
"""The database whose columns limit nothing, so that a domain is all that bodies are checked by."""


@dataclass(frozen=True, order=True)
class ClientChange:
    """A change that clients may notice.

    Args:
        resource: The resource.
        where: The field, the filter or the option that it is about.
        what: The change, in words.
        breaks: Whether a client that works today may fail.
        part: The part of the API: answer, create, update, list or all; or the name of an action.
    """

    resource: str
    where: str
    what: str
    breaks: bool
    part: str

    @property
    def operations(self) -> tuple[str, ...]:
        """The names of the operations that it may concern."""
        return OPERATIONS.get(self.part, (self.part,))


def client_changes(before: Iterable[Record], after: Iterable[Record]) -> tuple[ClientChange, ...]:
    """Return what clients notice of a change, apart from operations that come and go.

    Resources are the same if they have the same path, fields if they have the same name: a renamed
    one is another one to clients.

    Args:
        before: The records of the resources before.
        after: Those after.
    """
    old = {record["path"]: record for record in before}
    found: set[ClientChange] = set()
    for record in after:
        earlier = old.get(record["path"])
        if earlier is not None and earlier is not record:
            found |= {*_resource(earlier, record)}
    return tuple(sorted(found))


def _resource(before: Record, after: Record) -> Iterator[ClientChange]:
    name = after["name"]
    old, new = (Domain.all_of(one, _WITHOUT_COLUMN_LIMITS) for one in (before, after))
    for field in [*old, *(one for one in new if one not in old)]:
        pair = (old.get(field), new.get(field))
        yield from _of_field(name, field, *pair)
    for key, word in _NAMED.items():
        yield from _names(name, word, before[key], after[key])
    yield from _names(name, "include", *map(_includes, (before, after)))
    yield from _names(name, "filter", *map(_through, (before, after)))
    yield from _nested(name, *map(_embedded, (before, after)))
    yield from _transitions(name, before, after)
    yield from _events(name, *map(_emitted, (before, after)))
    yield from _limits(name, before, after)


def _includes(record: Record) -> list[str]:
    return [one["name"] for one in record["includes"]]


def _through(record: Record) -> list[str]:
    return [f"{one['name']}.{field}" for one in record["through"] for field in one["fields"]]


def _embedded(record: Record) -> list[str]:
    return [one["name"] for one in record["embeds"]]


def _emitted(record: Record) -> list[str]:
    return [one["type"] for one in record.get("emits", ())]


def _of_field(
    resource: str, name: str, old: Domain | None, new: Domain | None
) -> Iterator[ClientChange]:
    def say(what: str, part: str, *, breaks: bool) -> ClientChange:
        return ClientChange(resource, f"{resource}.{name}", what, breaks, part)

    had, has = (one.facts if one else {} for one in (old, new))
    if name == "id":
        if old and new and old.type != new.type:
            yield say(f"ids are {new.type}, not {old.type}", ALL, breaks=True)
        return
    yield from _presence(had, has, say)
    if old is None or new is None:
        return
    if has.get("in_answer") and had.get("in_answer"):
        yield from _answered(old, new, say)
    for part, flag in ((CREATE, "in_create"), (UPDATE, "in_update")):
        if had.get(flag) and has.get(flag):
            yield from _accepted(old, new, part, say)


Say = Callable[..., ClientChange]


def _presence(had: Record, has: Record, say: Say) -> Iterator[ClientChange]:
    """Yield whether a field comes or goes, in answers and in bodies."""
    was, is_ = bool(had.get("in_answer")), bool(has.get("in_answer"))
    if was != is_:
        yield say("new in answers" if is_ else "no longer in answers", ANSWER, breaks=was)
    for part, flag in ((CREATE, "in_create"), (UPDATE, "in_update")):
        was, is_ = bool(had.get(flag)), bool(has.get(flag))
        if was and not is_:
            yield say(f"no longer accepted by {part}", part, breaks=True)
        elif is_ and not was and not (part == CREATE and has.get("required")):
            yield say(f"accepted by {part}", part, breaks=False)
    required = bool(had.get("required")), bool(has.get("required"))
    if has.get("in_create") and required[0] != required[1]:
        text = "required" if required[1] else "optional"
        yield say(f"{text} in create", CREATE, breaks=required[1])


def _answered(old: Domain, new: Domain, say: Say) -> Iterator[ClientChange]:
    if _wire(old) != _wire(new):
        yield say(f"{_wire(new)} in answers, not {_wire(old)}", ANSWER, breaks=True)
    null = bool(old.facts.get("optional")), bool(new.facts.get("optional"))
    if null[0] != null[1]:
        text = "may be null" if null[1] else "is never null"
        yield say(f"{text} in answers", ANSWER, breaks=null[1])
    if more := _more(new, old):
        yield say(f"new values in answers: {', '.join(more)}", ANSWER, breaks=False)
    if old.facts.get("read") != new.facts.get("read"):
        rule = "fewer or other callers read it" if new.facts.get("read") else "more callers read it"
        yield say(rule, ANSWER, breaks=bool(new.facts.get("read")))


def _accepted(old: Domain, new: Domain, part: str, say: Say) -> Iterator[ClientChange]:
    if _wire(old) != _wire(new):
        yield say(f"{_wire(new)} in {part}, not {_wire(old)}", part, breaks=True)
        return
    if old.facts.get("scale") == new.facts.get("scale"):
        for one in new.narrowings(old):
            yield say(f"stricter in {part}: {one.what}", part, breaks=True)
        if any(old.narrowings(new)) and not any(new.narrowings(old)):
            yield say(f"less strict in {part}", part, breaks=False)
    else:
        scales = old.facts.get("scale") or 0, new.facts.get("scale") or 0
        text = f"{scales[1]} decimals, not {scales[0]}"
        yield say(f"{text} in {part}", part, breaks=scales[1] < scales[0])
    null = bool(old.facts.get("optional")), bool(new.facts.get("optional"))
    if part == UPDATE and null[0] and not null[1]:
        yield say("null is refused by update", part, breaks=True)
    if lost := _more(old, new):
        yield say(f"values refused by {part}: {', '.join(lost)}", part, breaks=True)
    if old.facts.get("write") != new.facts.get("write"):
        rule = "fewer or other callers set it" if new.facts.get("write") else "more callers set it"
        yield say(f"{rule} by {part}", part, breaks=bool(new.facts.get("write")))


def _wire(domain: Domain) -> str:
    """Return the type of a field as clients see it: all texts are strings."""
    text = "string" if domain.type in TEXTS else domain.type
    return f"{text}[]" if domain.facts.get("list") else text


def _more(one: Domain, other: Domain) -> list[str]:
    """Return the values of an enum that another one lacks."""
    lacking = set(other.facts.get("choices") or ())
    both = one.type == other.type == "enum"
    return [value for value in one.facts["choices"] if value not in lacking] if both else []


def _names(
    resource: str, word: str, before: Sequence[str], after: Sequence[str]
) -> Iterator[ClientChange]:
    part = ANSWER if word == "include" else LIST
    for name in before:
        if name not in after:
            where = f"{resource}.{name}"
            yield ClientChange(resource, where, f"no longer available to {word}", True, part)
    for name in after:
        if name not in before:
            where = f"{resource}.{name}"
            yield ClientChange(resource, where, f"available to {word}", False, part)


def _nested(resource: str, before: Sequence[str], after: Sequence[str]) -> Iterator[ClientChange]:
    """Yield the relations whose rows can, or can no longer, be created with one of the resource."""
    for name in {*before} ^ {*after}:
        is_new = name in after
        what = "rows accepted by create" if is_new else "rows no longer accepted by create"
        yield ClientChange(resource, f"{resource}.{name}", what, not is_new, CREATE)


def _transitions(resource: str, before: Record, after: Record) -> Iterator[ClientChange]:
    """Yield what changes in actions that stay; others come and go as operations."""
    had, has = ({one["name"]: one for one in it.get("transitions", ())} for it in (before, after))
    for name in had.keys() & has.keys():
        old, new = had[name], has[name]
        where = f"{resource}.{name}"
        if old["target"] != new["target"]:
            what = f"leads to {new['target']}, not to {old['target']}"
            yield ClientChange(resource, where, what, True, name)
        for state in {*old["sources"]} ^ {*new["sources"]}:
            is_new = state in new["sources"]
            what = f"starts from {state}" if is_new else f"no longer starts from {state}"
            yield ClientChange(resource, where, what, not is_new, name)


def _events(resource: str, before: Sequence[str], after: Sequence[str]) -> Iterator[ClientChange]:
    for name in {*before} - {*after}:
        yield ClientChange(resource, name, "event is no longer sent", True, ALL)
    for name in {*after} - {*before}:
        yield ClientChange(resource, name, "event is sent", False, ALL)


def _limits(resource: str, before: Record, after: Record) -> Iterator[ClientChange]:
    had, has = (one["page"]["max"] for one in (before, after))
    if had != has:
        what = f"at most {has} rows in a page, not {had}"
        yield ClientChange(resource, f"{resource}.page", what, has < had, LIST)
    had, has = before["bulk"], after["bulk"]
    if had and has and had != has:
        what = f"at most {has} rows in a bulk request, not {had}"
        yield ClientChange(resource, f"{resource}.bulk", what, has < had, ALL)
    for key, had, has, words in (
        ("version", *(one["options"]["version"] for one in (before, after)), _VERSION),
        ("fields", before["sparse"], after["sparse"], _SPARSE),
    ):
        if had != has:
            part = ALL if key == "version" else ANSWER
            yield ClientChange(resource, f"{resource}.{key}", words[bool(has)], bool(had), part)
    yield from _checks(resource, before, after)


def _checks(resource: str, before: Record, after: Record) -> Iterator[ClientChange]:
    had, has = ({one["name"]: one for one in it.get("checks", ())} for it in (before, after))
    for name in had.keys() | has.keys():
        if had.get(name) != has.get(name):
            message = (has.get(name) or had[name])["message"].rstrip(".")
            what = f"{'checked' if name in has else 'no longer checked'}: {message}"
            yield ClientChange(resource, f"{resource}.{name}", what, name in has, ALL)
