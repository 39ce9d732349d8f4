"""Every place of an emitted file can be told from every other by the lines around it.

A three-way merge, and a patch as `copier update` applies it, find the place of an edit by what
stands around it. Where a block looks like its neighbour, an edit may move from one to the other: so
templates have names near the lines that people edit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from goldens import CASES, files

from t3gen import model, spec
from t3gen.model.own_models import OwnModel
from t3gen.render import Rendered, package_root, package_template

pytestmark = pytest.mark.slow

AROUND = 6
IN_ORGANISATIONS = b"""\
resource: Project
fields: {name: string}
relations: {organization: Organization on_delete=cascade}
access: {tenant: organization, update: org.role(editor) | org.role(lead-editor)}
"""
ANSWERS = "{{ _copier_conf.answers_file }}.jinja"  # is not merged by lines


def rendered() -> Iterator[tuple[str, str, str]]:
    """Yield the template, the path and the text of every file of every case."""
    for made in (*map(files, CASES), of_organisations()):
        for path, file in made.items():
            yield file.source, path, file.data.decode()


def of_organisations() -> dict[str, Rendered]:
    """Return the files of an app whose tenants are organisations."""
    organisation = OwnModel("Organization", "prisma/schema.prisma")
    app = model.App(organisations=True, models=(organisation,))
    reading = spec.read({"project.yaml": IN_ORGANISATIONS})
    resources = [one.record() for one in model.resolve(reading, app)]
    answers = {"project_name": "crm", "organisations": True, "resources": resources}
    return package_template().render(answers)


def doubtful(text: str) -> list[tuple[str, ...]]:
    """Return what stands around places that cannot be told apart."""
    above = [f"{number} above" for number in range(AROUND)]
    below = [f"{number} below" for number in range(AROUND)]
    lines = [*above, *text.splitlines(), *below]
    places = range(AROUND, len(lines) - AROUND + 1)
    around = Counter(tuple(lines[at - AROUND : at + AROUND]) for at in places)
    return [window for window, count in around.items() if count > 1]


def test_six_lines_above_and_below_a_place_are_nowhere_else_in_a_file() -> None:
    found = {
        (source, path, "\n".join(window))
        for source, path, text in rendered()
        if source.endswith(".jinja") and not source.endswith(ANSWERS)
        for window in doubtful(text)
    }

    assert [] == sorted(found)


def test_the_cases_make_something_of_every_template() -> None:
    root = package_root()
    every = {path.relative_to(root).as_posix() for path in (root / "template").rglob("*.jinja")}
    macros = {name for name in every if name.startswith("template/macros/")}

    assert set() == every - macros - {source for source, _, _ in rendered()}


def test_blocks_that_are_alike_are_noticed() -> None:
    block = "const a = {\n" + "  b: 1,\n" * 3 * AROUND + "};\n"

    assert doubtful(block)
    assert not doubtful("".join(f"{number}\n" for number in range(40)))
