"""Names that no spec says, and that others may speak of: they follow the name of a resource."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.names import model_names
from t3gen.model.relations import Link, resolve
from t3gen.spec import ResourceSpec, Word


@dataclass(frozen=True)
class Derived:
    """A relation of a model that the spec of another one has made.

    Args:
        model: What has the relation.
        name: What it is called; `becomes` is what it would be called after a rename.
    """

    model: str
    name: str
    becomes: str = ""


def renamed(specs: Sequence[ResourceSpec], app: App, old: str, new: str) -> list[Derived]:
    """Return the relations that get another name when the resource `old` does."""
    before = _links(specs, app)
    after = _links([_renamed(spec, old, new) for spec in specs], app)
    pairs = list(zip(before, after, strict=True))
    return [
        *(Derived(a.target, a.inverse, b.inverse) for a, b in pairs if a.inverse != b.inverse),
        *(Derived(a.source, a.name, b.name) for a, b in pairs if a.name != b.name),
    ]


def made_by(specs: Sequence[ResourceSpec], app: App, resource: str) -> list[Derived]:
    """Return the relations of others that are there because the spec of a resource says so."""
    links = [link for link in _links(specs, app) if link.spec.name.text == resource]
    ends = [
        (link.target, link.inverse) if link.source == resource else (link.source, link.name)
        for link in links
    ]
    return [Derived(model, name) for model, name in ends if model != resource]


def _links(specs: Sequence[ResourceSpec], app: App) -> list[Link]:
    by_name = {spec.name.text: spec for spec in specs}
    return resolve.resolve(by_name, model_names(by_name, app), app, Findings())


def _renamed(spec: ResourceSpec, old: str, new: str) -> ResourceSpec:
    def follow(word: Word) -> Word:
        return replace(word, text=new) if word.text == old else word

    lines = tuple(
        replace(
            one,
            target=follow(one.target),
            settings={
                name: follow(word) if name == "through" else word
                for name, word in one.settings.items()
            },
        )
        for one in spec.relations
    )
    return replace(spec, name=follow(spec.name), relations=lines)
