"""Names of resources: forms, validity and clashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from t3gen.model import inflection, reserved
from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.inflection import Names
from t3gen.spec import ResourceSpec, Word
from t3gen.spec.vocabulary import names as forms

NAME = re.compile(forms.RESOURCE)
PLURAL = re.compile(forms.PLURAL)
PATH = re.compile(forms.PATH)
USER = Names("User", "user", "users", "user", "users", "", "", "")


def names(spec: ResourceSpec) -> Names:
    """Return all forms of the name in a spec."""
    plural, path = spec.plural, spec.api.path
    forms = inflection.names(
        spec.name.text, plural.text if plural else None, path.text if path else None
    )
    if forms.folder in reserved.FOLDERS:
        return replace(forms, folder=f"{forms.slug}-resource")
    return forms


def check(spec: ResourceSpec, app: App, findings: Findings) -> None:
    """Add the problems of the names of one resource."""
    name = spec.name
    if not NAME.fullmatch(name.text):
        hint = "Write it in PascalCase, 2 to 40 letters and digits"
        better = inflection.pascal(name.text)
        hint += f', as in "{better}".' if NAME.fullmatch(better) else ', as in "OrderItem".'
        findings.add(spec, name, "NAME", f'"{name}" is not a valid resource name', hint)
        return
    if spec.plural is not None and not PLURAL.fullmatch(spec.plural.text):
        what = f'"{spec.plural}" is not a valid plural'
        findings.add(
            spec, spec.plural, "NAME", what, 'Write it in the form of the name: "OrderItems".'
        )
        return
    own = names(spec)
    lower_first = name.text[0].lower() + name.text[1:]
    if own.var != lower_first:
        # Prisma Client has db.hTMLPage, which would match no other form of the name.
        what = f'"{name}" has consecutive capitals'
        hint = f'Write "{inflection.upper_first(own.var)}".'
        findings.add(spec, name, "NAME", what, hint)
    for word, what, hint in _reserved(spec, own, app):
        findings.add(spec, word, "RESERVED_NAME", what, hint)
    _check_path(spec, findings)


def _reserved(spec: ResourceSpec, own: Names, app: App) -> Iterator[tuple[Word, str, str]]:
    name = spec.name
    another = f'Choose another name, such as "{name}Entry".'
    if app.has_users and name.text in reserved.AUTH_MODELS:
        what = f'"{name}" is a model of the auth library'
        yield name, what, 'Choose another name, such as "Profile", which can have "owner: user".'
    elif name.text in app.own and not app.own[name.text].file.endswith(f"/{own.slug}.prisma"):
        yield name, f'"{name}" is already a model in {app.own[name.text].file}', another
    elif name.text in reserved.SCALARS:
        yield name, f'"{name}" is a scalar type in Prisma', another
    elif name.text in reserved.CLIENT | reserved.OWN_MODELS:
        own_model = name.text in reserved.OWN_MODELS
        whose = "a model of the app itself" if own_model else "exported by Prisma Client"
        yield name, f'"{name}" is {whose}', another
    elif {own.var, own.plural_var} & reserved.OBJECT_PROTOCOL:
        yield name, f'"{own.var}" is a built-in property of JavaScript objects', another
    elif own.slug in reserved.DEVICES:
        yield name, f'"{own.slug}" is a reserved file name on Windows', another
    elif own.path in reserved.PATHS:
        word = spec.api.path or spec.plural or name
        yield word, f"/api/{own.path} is reserved", 'Set another path: "api: {path: ...}".'


def _check_path(spec: ResourceSpec, findings: Findings) -> None:
    path = spec.api.path
    if path and (not PATH.fullmatch(path.text) or len(path.text) > forms.LONGEST_PATH):
        what = f'"{path}" is not a valid path'
        better = inflection.kebab(re.sub(r"[^A-Za-z0-9]+", "-", path.text))
        example = better if PATH.fullmatch(better) else "order-items"
        hint = f'Write one segment of lowercase letters, digits and "-", as in "{example}".'
        findings.add(spec, path, "PATH", what, hint)


def unique(specs: Sequence[ResourceSpec], findings: Findings) -> dict[str, ResourceSpec]:
    """Return the specs by name; only the first of several with the same name."""
    result: dict[str, ResourceSpec] = {}
    used: dict[tuple[str, str], ResourceSpec] = {}
    for spec in specs:
        clash = next((form for form in _forms(spec) if form in used), None)
        if clash is None:
            used.update(dict.fromkeys(_forms(spec), spec))
            result[spec.name.text] = spec
            continue
        kind, form = clash
        if spec.name.text not in result:
            result[spec.name.text] = spec
        first = used[clash]
        what = (
            f'its {kind} would be "{form}", the same as that of {first.name} in {first.source.file}'
        )
        if kind == "name":
            what = f'"{spec.name}" and "{first.name}" in {first.source.file} are the same name'
            hint = "Rename one of them, or remove it."
        else:
            hint = 'Set another plural or path: "plural: ..." or "api: {path: ...}".'
        findings.add(spec, _declared_at(spec, kind), "SAME_NAME", what, hint)
    return result


def _forms(spec: ResourceSpec) -> list[tuple[str, str]]:
    own = names(spec)
    return [
        ("name", own.name.lower()),
        ("path", own.path),
        ("folder", own.folder),
        ("variable", own.var),
        ("variable", own.plural_var),
    ]


def _declared_at(spec: ResourceSpec, kind: str) -> Word:
    if kind == "path" and spec.api.path is not None:
        return spec.api.path
    return spec.plural or spec.name if kind != "name" else spec.name


def model_names(specs: Mapping[str, ResourceSpec], app: App) -> dict[str, Names]:
    """Return the forms of the names of all possible targets of relations."""
    others = {reserved.USER: USER} | {name: model.names for name, model in app.own.items()}
    return others | {name: names(spec) for name, spec in specs.items()}
