"""The tests of a resource, as they are emitted."""

from __future__ import annotations

from t3gen import model, render, spec

DEAL = b"""\
resource: Deal
fields: {title: string}
relations: {team: Team}
owner: user
access: {create: role(back-office), update: role(back-office)}
"""
TEAM = b"resource: Team\nfields: {name: string}\nowner: user\naccess: {get: owner, list: owner}\n"


def emitted(folder: str) -> dict[str, str]:
    """Return the tests of one resource, by file name."""
    specs = spec.read({"deal.yaml": DEAL, "team.yaml": TEAM})
    records = [one.record() for one in model.resolve(specs)]
    answers = {"project_name": "app", "database": "sqlite", "auth": "better-auth"}
    files = render.package_template().render({**answers, "resources": records})
    start = f"tests/{folder}/"
    return {
        name.removeprefix(start): file.data.decode()
        for name, file in files.items()
        if name.startswith(start)
    }


def test_people_whose_role_has_a_hyphen_are_named_in_brackets() -> None:
    files = emitted("deals")

    assert 'as: people["back-office"],' in files["operations.test.ts"]
    assert 'as: people["back-office"],' in files["access.test.ts"]
    assert not any("people.back-office" in text for text in files.values())


def test_a_test_imports_the_subjects_that_its_facts_name() -> None:
    importing = 'import { subject as teamSubject } from "../teams/subject";'

    assert importing in emitted("deals")["operations.test.ts"]
    assert "teamSubject" not in emitted("teams")["operations.test.ts"]
