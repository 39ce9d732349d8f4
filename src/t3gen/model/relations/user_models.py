"""Ways back on models that are no resources: the auth library's `User`, and the user's own."""

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
"""What the auth library's `User` has by itself."""


@dataclass
class _Taken:
    """The names that a model has, and what each of them is."""

    app: App
    findings: Findings
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, model: str, name: str, what: str, said: tuple[ResourceSpec, Word, str]) -> None:
        first = self.names.setdefault((model, name.lower()), what)
        if first is not what:
            spec, word, hint = said
            what = f'"{name}" of {model} would be both {first} and {what}'
            self.findings.add(spec, word, "SAME_NAME", what, hint)

    def fields(self, model: str, inverse_fields: Collection[tuple[str, str]]) -> None:
        """Take what a model has by itself; its lines of the ways back are no names of its own."""
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
    """Note every way back that meets another name of its model."""
    taken = _Taken(app, findings)
    external = [link for link in links if link.external]
    for model in {link.target for link in external}:
        ways = {(link.inverse, link.source) for link in external if link.target == model}
        taken.fields(model, ways)
    for name, spec in specs.items() if app.has_users else ():
        if spec.owner is not None and spec.owner.text == OWNER:
            what = f"the {names[name].plural_label} that a user owns"
            said = (spec, spec.owner, 'Set another plural: "plural: ...".')
            taken.take(USER, names[name].plural_var, what, said)
    for link in external:
        hint = f'Name the inverse: "inverse={link.name}{inflection.plural(link.source)}".'
        what = f"the inverse of {link.source}.{link.name}"
        taken.take(link.target, link.inverse, what, (link.spec, link.inverse_at, hint))
