"""Names that resources cannot have, because the generated backend has them already."""

from __future__ import annotations

import re

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model import reserved
from t3gen.model.names import prisma_client
from t3gen.model.names.resources import PATH
from t3gen.render import package_root

TEMPLATE = package_root() / "template" / "project"
TAKEN = {
    "slug": reserved.DEVICES,
    "folder": reserved.FOLDERS,
    "path": reserved.PATHS,
}
ROOM = re.compile(r"^\{% yield resource from resources %\}\{\{ resource\.(\w+) \}\}")
CONDITION = re.compile(r"\{%.*?%\}")


def neighbours() -> list[tuple[str, str]]:
    """Return what stands beside the rooms: the form of the name that it takes, and the name."""
    found = []
    for path in TEMPLATE.rglob("*"):
        room = ROOM.match(path.name)
        for beside in path.parent.iterdir() if room else ():
            name = CONDITION.sub("", beside.name).split(".")[0]
            if room and not ROOM.match(beside.name) and PATH.fullmatch(name):
                found.append((room[1], name))
    return sorted(set(found))


@pytest.mark.parametrize(("form", "name"), neighbours())
def test_a_name_beside_the_rooms_is_taken(form: str, name: str) -> None:
    assert name in TAKEN[form]


def test_the_template_has_rooms_with_neighbours() -> None:
    assert {"folder", "path"} <= {form for form, _ in neighbours()}


@pytest.mark.parametrize(
    "name", sorted(reserved.AUTH_MODELS | reserved.SCALARS | reserved.CLIENT | {"Then", "Com1"})
)
def test_a_name_that_cannot_work_is_no_resource(name: str) -> None:
    text = f"resource: '{name}'\nplural: Somethings\nfields: {{x: string}}\n"
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read({"a.yaml": text.encode()}))

    assert {"SPEC.RESERVED_NAME"} == {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("name", sorted(reserved.AUTH_MODELS))
def test_models_of_the_auth_library_are_free_where_there_is_none(name: str) -> None:
    text = f"resource: {name}\nfields: {{x: string}}\n"
    app = model.App(auth="none")

    assert [name] == [one.name for one in model.resolve(spec.read({"a.yaml": text.encode()}), app)]


@pytest.mark.parametrize("name", sorted(reserved.OBJECT_PROTOCOL | reserved.SYSTEM_COLUMNS))
def test_a_word_that_means_something_everywhere_is_no_field(name: str) -> None:
    text = f"resource: Order\nfields: {{'{name}': string}}\n"
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read({"a.yaml": text.encode()}))

    assert ["SPEC.RESERVED_NAME"] == [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("infix", prisma_client.INFIXES)
def test_models_whose_types_meet_in_the_client_are_refused(infix: str) -> None:
    texts = {
        f"{name}.yaml": f"resource: {name}\nfields: {{x: string}}\n".encode()
        for name in ("Order", f"Order{infix}")
    }
    with pytest.raises(SpecErrors, match="types of the same name"):
        model.resolve(spec.read(texts))


@pytest.mark.parametrize("name", ["Class", "Error", "Event", "Map", "Object", "Promise", "Record"])
def test_words_of_the_languages_are_free(name: str) -> None:
    text = f"resource: {name}\nfields: {{type: string, class: int, new: string}}\n"

    assert [name] == [one.name for one in model.resolve(spec.read({"a.yaml": text.encode()}))]


@pytest.mark.parametrize(
    ("name", "folder"),
    [("File", "file-resource"), ("Job", "job-resource"), ("Limit", "limit-resource")],
)
def test_a_room_steps_aside_for_a_folder_of_the_backend(name: str, folder: str) -> None:
    text = f"resource: {name}\nfields: {{x: string}}\n"
    (found,) = model.resolve(spec.read({"a.yaml": text.encode()}))

    assert (folder, found.plural_var) == (found.folder, f"{name.lower()}s")
