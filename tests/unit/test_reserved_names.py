"""Names that resources cannot have, because the generated backend has them already."""

from __future__ import annotations

import re

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model import reserved
from t3gen.model.identity import PATH
from t3gen.render import package_root

TEMPLATE = package_root() / "template" / "project"
TAKEN = {
    "slug": reserved.SLUGS | reserved.DEVICES,
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
    "name",
    sorted(
        reserved.AUTH_MODELS | reserved.GLOBALS | {word.capitalize() for word in reserved.KEYWORDS}
    ),
)
def test_a_word_of_the_languages_is_no_resource(name: str) -> None:
    text = f"resource: '{name}'\nplural: Somethings\nfields: {{x: string}}\n"
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read({"a.yaml": text.encode()}))

    assert {"SPEC.RESERVED_NAME"} == {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize(
    "name", sorted(reserved.KEYWORDS | reserved.OBJECT_PROTOCOL | reserved.SYSTEM_COLUMNS)
)
def test_a_word_of_the_languages_is_no_field(name: str) -> None:
    text = f"resource: Order\nfields: {{'{name}': string}}\n"
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read({"a.yaml": text.encode()}))

    assert ["SPEC.RESERVED_NAME"] == [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("name", ["Comment", "Document", "Event", "Image", "Location", "Package2"])
def test_words_that_only_browsers_know_are_free(name: str) -> None:
    text = f"resource: {name}\nfields: {{type: string, order: int, name: string}}\n"

    assert [name] == [one.name for one in model.resolve(spec.read({"a.yaml": text.encode()}))]


@pytest.mark.parametrize("name", ["File", "Job", "Limit"])
def test_a_resource_whose_folder_is_taken_may_say_another_plural(name: str) -> None:
    text = f"resource: {name}\nfields: {{x: string}}\n"

    def folders(more: str) -> list[str]:
        found = spec.read({"a.yaml": (text + more).encode()})
        return [one.folder for one in model.resolve(found)]

    with pytest.raises(SpecErrors, match="has another use"):
        folders("")
    assert ["record-sheets"] == folders("plural: RecordSheets\n")
