"""Prompts on a terminal; the answers replace arguments of the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import questionary
from questionary import Choice, Separator

from t3gen.spec.vocabulary import FIELD_KEYS, TYPES, Prompt

_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_FLAGS = tuple(key.name for key in FIELD_KEYS if key.is_flag and key.name != "optional")
_BOOLEAN = re.compile(r":boolean(?![?\w])")
_RELATION_FLAGS = frozenset({"unique", "immutable"})


@dataclass(frozen=True)
class ResourceAnswers:
    """The arguments of `t3gen new resource`.

    Args:
        fields: Each as the shorthand has it, `total:decimal(12, 2) min=0`.
        owner: "user" when rows belong to whoever makes them.
        access: Rules by operation, where they are not the usual ones.
    """

    name: str
    fields: tuple[str, ...]
    owner: str | None
    access: Mapping[str, str] = field(default_factory=dict)


def app(questions: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any]) -> dict[str, Any]:
    """Ask a template's questions that the command line has not answered.

    Returns:
        A value where there are choices or a yes and a no, else the text that was typed.
    """
    answers = {}
    for name, question in questions.items():
        if name not in given:
            answers[name] = _choose(question)
    return answers


def folder(wrong: Callable[[str], str | None]) -> str:
    """Ask for the folder of a new app.

    Args:
        wrong: Returns the problem of a folder, or None.
    """
    return _text("Folder of the new app:", "my-app", wrong)


def resource(
    name: str | None, known: Sequence[str], wrong: Callable[[str], str | None]
) -> ResourceAnswers:
    """Ask for a resource.

    Args:
        name: Its name, if it is an argument of the command line.
        known: The resources that a relation may refer to.
        wrong: Returns the problem of a resource's name, or None.
    """
    name = name or _text("Name of the resource (Order, BlogPost):", check=wrong)
    fields: dict[str, str] = {}
    while one := _text(_next_field(fields), check=lambda text: _wrong_field(text, fields)):
        fields[one] = _field(one, [name, *(other for other in known if other != name)])
    flags = [name for name, one in fields.items() if _BOOLEAN.search(one)]
    owned = confirm("Does each row belong to the signed-in user who makes it?", default=False)
    return ResourceAnswers(
        name, tuple(fields.values()), "user" if owned else None, _access(owned, flags)
    )


def _access(owned: bool, flags: Sequence[str]) -> dict[str, str]:
    """Ask who may read and who may write; default rules are left out."""
    usual = "the owner" if owned else "everyone who is signed in"
    read = _rule("Who may see them?", usual, owned, flags)
    write = _rule("Who may make, change and delete them?", usual, owned)
    rules = {"list": read, **dict.fromkeys(("create", "update", "delete"), write)}
    return {operation: rule for operation, rule in rules.items() if rule}


def _rule(text: str, usual: str, owned: bool, flags: Sequence[str] = ()) -> str:
    rules = {"": usual, "public": "everyone", "signed_in": "everyone who is signed in"}
    rules |= {"role(admin)": "admins"}
    if owned:
        rules |= {"owner | role(admin)": "the owner and admins"}
    rules |= {flag: f"everyone, if it is {flag}" for flag in flags}
    if owned and flags:
        rules |= {f"{flags[0]} | owner": f"the owner, and everyone if it is {flags[0]}"}
    choices = [Choice(label, rule) for rule, label in rules.items() if not rule or label != usual]
    return str(questionary.select(text, choices).unsafe_ask())


def confirm(text: str, *, default: bool = True) -> bool:
    """Ask for a yes or a no."""
    return bool(questionary.confirm(text, default=default).unsafe_ask())


def _choose(question: Mapping[str, Any]) -> Any:
    text, default = f"{question['text']}:", question["default"]
    if question["choices"]:
        choices = [Choice(label, value) for label, value in question["choices"].items()]
        return questionary.select(text, choices, default=default).unsafe_ask()
    if question["type"] == "bool":
        return confirm(question["text"], default=bool(default))
    return _text(text, str(default))


def _next_field(fields: Mapping[str, str]) -> str:
    return "Next field (Enter when done):" if fields else "First field (title, customer):"


def _wrong_field(text: str, fields: Mapping[str, str]) -> str | None:
    if not text:
        return None if fields else "a resource has at least one field"
    if text in fields:
        return f'"{text}" is already used'
    return None if _NAME.fullmatch(text) else "begin in lower case; letters and digits only"


def _field(name: str, resources: Sequence[str]) -> str:
    kinds: list[Any] = [Choice(kind.example.partition("(")[0], key) for key, kind in TYPES.items()]
    kinds += [Separator("--- relation to ---"), *(Choice(f"{one}", one) for one in resources)]
    kind = str(questionary.select(f"Type of {name}:", kinds).unsafe_ask())
    prompt = TYPES[kind].prompt if kind in TYPES else None
    arguments = f"({_arguments(prompt)})" if prompt else ""
    flags = _flags(name, kind)
    optional = "?" if "optional" in flags else ""
    return " ".join((f"{name}:{kind}{arguments}{optional}", *(f for f in flags if f != "optional")))


def _arguments(prompt: Prompt) -> str:
    def wrong(answer: str) -> str | None:
        return None if prompt.answers.fullmatch(answer) else f"like {prompt.default}"

    return _text(prompt.question, prompt.default, wrong)


def _flags(name: str, kind: str) -> list[str]:
    known = TYPES[kind].modifiers() if kind in TYPES else _RELATION_FLAGS
    choices = ["optional", *(flag for flag in _FLAGS if flag in known)]
    text = f"{name} is (space marks, Enter goes on):"
    return list(questionary.checkbox(text, choices).unsafe_ask())


def _text(text: str, default: str = "", check: Callable[[str], str | None] = lambda _: None) -> str:
    def validate(given: str) -> bool | str:
        return check(given.strip()) or True

    return str(questionary.text(text, default=default, validate=validate).unsafe_ask()).strip()
