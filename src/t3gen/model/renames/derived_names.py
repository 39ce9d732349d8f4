"""Derived names of relations, which change with the name of a resource."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.names import model_names
from t3gen.model.relations import Link, resolve
from t3gen.spec import ResourceSpec, Word


@dataclass(frozen=True)
class DerivedName:
    """A relation of a model with a derived name.

    Args:
        model: The model with the relation.
        name: Its name.
        new_name: Its name after a rename; empty without one.
    """

    model: str
    name: str
    new_name: str = ""


def derived_renames(
    specs: Sequence[ResourceSpec], app: App, old: str, new: str
) -> list[DerivedName]:
    """Return the relations whose names change when a resource is renamed from `old` to `new`."""
    before = _links(specs, app)
    after = _links([_renamed(spec, old, new) for spec in specs], app)
    pairs = list(zip(before, after, strict=True))
    return [
        *(DerivedName(a.target, a.inverse, b.inverse) for a, b in pairs if a.inverse != b.inverse),
        *(DerivedName(a.source, a.name, b.name) for a, b in pairs if a.name != b.name),
    ]


def derived_from(specs: Sequence[ResourceSpec], app: App, resource: str) -> list[DerivedName]:
    """Return the relations of other models that the spec of a resource adds."""
    links = [link for link in _links(specs, app) if link.spec.name.text == resource]
    relations = [
        (link.target, link.inverse) if link.source == resource else (link.source, link.name)
        for link in links
    ]
    return [DerivedName(model, name) for model, name in relations if model != resource]


def _links(specs: Sequence[ResourceSpec], app: App) -> list[Link]:
    by_name = {spec.name.text: spec for spec in specs}
    return resolve.resolve(by_name, model_names(by_name, app), app, Findings())


def _renamed(spec: ResourceSpec, old: str, new: str) -> ResourceSpec:
    def follow(word: Word) -> Word:
        return replace(word, text=new) if word.text == old else word

    relations = tuple(
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
    return replace(spec, name=follow(spec.name), relations=relations)
