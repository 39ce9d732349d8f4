"""Inverse fields on models that are not resources: `User`, and those of the user's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from t3gen.model import inflection
from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.inflection import Names
from t3gen.model.relations.links import Link
from t3gen.model.reserved import OWNER, USER
from t3gen.spec import ResourceSpec, Word

FIELDS = (
    "id",
    "name",
    "email",
    "emailVerified",
    "image",
    "role",
    "createdAt",
    "updatedAt",
    "sessions",
    "accounts",
)
"""Fields of the auth library's `User`."""


@dataclass
class _UsedNames:
    """The names in models, with descriptions."""

    app: App
    findings: Findings
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, model: str, name: str, what: str, place: tuple[ResourceSpec, Word, str]) -> None:
        """Add a name of a model, or a clash at its place: spec, word and hint."""
        first = self.names.setdefault((model, name.lower()), what)
        if first is not what:
            spec, word, hint = place
            what = f'"{name}" of {model} would be both {first} and {what}'
            self.findings.add(spec, word, "SAME_NAME", what, hint)

    def fields(self, model: str, inverse_fields: Collection[tuple[str, str]]) -> None:
        """Add the fields of a model, except the inverse fields that t3gen has added."""
        own = self.app.own.get(model)
        fields = own.members if own else dict.fromkeys(FIELDS, "")
        for name, kind in fields.items():
            if (name, kind) not in inverse_fields:
                self.names.setdefault((model, name.lower()), f'the field "{name}"')


def check(
    specs: Mapping[str, ResourceSpec],
    names: Mapping[str, Names],
    links: Sequence[Link],
    app: App,
    findings: Findings,
) -> None:
    """Add inverse fields that clash with another name in their model."""
    used = _UsedNames(app, findings)
    external = [link for link in links if link.external]
    for model in {link.target for link in external}:
        inverses = {(link.inverse, link.source) for link in external if link.target == model}
        used.fields(model, inverses)
    for name, spec in specs.items() if app.has_users else ():
        if spec.owner is not None and spec.owner.text == OWNER:
            what = f"the {names[name].plural_label} that a user owns"
            place = (spec, spec.owner, 'Set another plural: "plural: ...".')
            used.add(USER, names[name].plural_var, what, place)
    for link in external:
        hint = f'Name the inverse: "inverse={link.name}{inflection.plural(link.source)}".'
        what = f"the inverse of {link.source}.{link.name}"
        used.add(link.target, link.inverse, what, (link.spec, link.inverse_at, hint))
