"""Relations to models that are not resources: possible targets, and reasons for others."""

from __future__ import annotations

from t3gen.model.app import App
from t3gen.model.own_models import OwnModel
from t3gen.model.reserved import AUTH_MODELS, USER
from t3gen.spec import RelationSpec

Reason = tuple[str, str, str]
"""Code, what and hint."""
LISTED = ("text", "uuid", "int")
_AUTH = {
    "Session": "a session ends with each sign-out",
    "Account": "an account holds credentials",
    "ApiKey": "a key is deleted when it is revoked",
    "Verification": "a verification is deleted when it is used",
}


def is_external(name: str, app: App) -> bool:
    """Return whether a model of this name that is not a resource may exist in an app."""
    return name in AUTH_MODELS or name in app.own


def rejection(relation: RelationSpec, app: App) -> Reason | None:
    """Return why a relation cannot point to a model that is not a resource; None if it can."""
    name = relation.target.text
    model = app.own.get(name)
    if model is not None:
        return _own_model_rejection(relation, model)
    if not app.has_users:
        what = f'"{name}" is a model of the auth library, and this app has none'
        return "NO_AUTH", what, "Add a resource for it, or use an app with Better Auth."
    if name != USER:
        return "TARGET", f"relations cannot point to {name}: {_AUTH[name]}", f'Point to "{USER}".'
    return _list_rejection(relation)


def _own_model_rejection(relation: RelationSpec, model: OwnModel) -> Reason | None:
    place = f"{model.name} in {model.file}"
    if not model.key:
        hint = "Add a field with @id, or make it a resource."
        return "TARGET", f"{place} has no single-field @id", hint
    if not model.id:
        kind = model.members[model.key]
        hint = "Keys can be String, Int or BigInt."
        return "TARGET", f"the @id of {place} has the type {kind}", hint
    is_plain = model.key == "id" and model.id in LISTED
    if "many" in relation.flags and not is_plain:
        what = f'many-to-many requires a field "id" of the type String or Int, which {place} lacks'
        return "TARGET", what, "Add a resource between the two, with a relation to each."
    return _list_rejection(relation)


def _list_rejection(relation: RelationSpec) -> Reason | None:
    name = relation.target.text
    if not relation.is_list or "many" in relation.flags:
        return None
    what = f"the foreign key of this relation would be in {name}, which is not generated"
    hint = f'Write "{name}[] many" for many-to-many, or add a resource between the two.'
    return "TARGET", what, hint
