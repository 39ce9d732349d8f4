"""Rendering what has changed gives, byte for byte, what rendering everything gives."""

from __future__ import annotations

import json
from typing import Any

from goldens import CASES, database, own, specs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from t3gen import migrate, model, spec
from t3gen.errors import SpecErrors
from t3gen.model import reserved
from t3gen.render import Rendered, package_template

READER = YAML(typ="safe", pure=True)
TEMPLATE = package_template()
CHANGES = ("add field", "drop field", "doc", "soft delete", "version", "access", "lists", "drop")
Document = dict[str, Any]


def changed(document: Document, kind: str) -> Document | None:
    """Return a spec with a change; None removes it."""
    if kind == "drop":
        return None
    document = {**document, "fields": dict(document.get("fields") or {})}
    options = document.get("options") or {}
    if kind == "add field":
        document["fields"]["extra"] = "string(10)? read=role(admin)"
    elif kind == "drop field":
        document["fields"].pop(next(reversed(document["fields"]), ""), None)
    elif kind == "doc":
        document["doc"] = "Something else."
    elif kind == "soft delete":
        document["options"] = {**options, "soft_delete": not options.get("soft_delete")}
    elif kind == "version":
        document["options"] = {**options, "version": not options.get("version")}
    elif kind == "access":
        document["access"] = dict.fromkeys(("list", "get", "update"), "role(admin)")
    else:
        document["api"] = {"operations": ["get", "create"]}
    return document


def records(texts: dict[str, bytes], app: model.App) -> list[dict[str, Any]]:
    try:
        return [one.record() for one in model.resolve(spec.read(texts), app)]
    except SpecErrors:
        return []


def texts_of(files: dict[str, Rendered]) -> dict[str, tuple[bytes, bool]]:
    return {path: (file.data, file.executable) for path, file in files.items()}


@settings(max_examples=30)
@given(data=st.data())
def test_a_change_is_rendered_as_everything_is(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES))
    before = specs(case)
    after = dict(before)
    for path in data.draw(st.lists(st.sampled_from(sorted(before)), min_size=1, unique=True)):
        kind = data.draw(st.sampled_from(CHANGES))
        document = changed(READER.load(before[path]), kind)
        del after[path]
        if document is not None:
            after[path] = json.dumps(document).encode()
    if data.draw(st.booleans()):
        name = READER.load(before[min(path for path in before if "_project" not in path)])[
            "resource"
        ]
        more = {"resource": "Onlooker", "relations": {"subject": f"{name}?"}}
        after["resources/onlooker.yaml"] = json.dumps(more).encode()
    mine = {path: text.decode() for path, text in own(case).items()}
    models = migrate.own_models(mine, reserved.AUTH_MODELS)
    app = model.App(database(case), "better-auth", models)
    answers = {"project_name": "shop", "database": database(case), "auth": "better-auth"}
    old, new = ({**answers, "resources": records(some, app)} for some in (before, after))
    assume(new["resources"])

    compared = TEMPLATE.compare(old, new)

    assert texts_of(TEMPLATE.render(old)) == texts_of(compared[0])
    assert texts_of(TEMPLATE.render(new)) == texts_of(compared[1])


def test_what_a_change_does_not_reach_is_not_rendered_again() -> None:
    texts = {
        f"{name}.yaml": f"resource: {name}\nfields: {{label: string}}\n{more}".encode()
        for name, more in [
            ("Hub", ""),
            ("Spoke", "relations: {hub: Hub}\n"),
            ("Island", ""),
        ]
    }
    more = {"Rim.yaml": b"resource: Rim\nfields: {label: string}\nrelations: {hub: Hub}\n"}
    before, after = (
        {"resources": records(some, model.App())} for some in (texts, {**texts, **more})
    )

    old, new = TEMPLATE.compare(before, after)

    anew = {file.owner for path, file in new.items() if file is not old.get(path) and file.owner}
    assert anew == {"Hub", "Rim"}
