"""Which texts of an answers file are refused, and which of them mean the same."""

from __future__ import annotations

import pytest

from t3gen.errors import ProjectError
from t3gen.project import parse
from t3gen.project.answers import are_equivalent

HEAD = "_commit: v1.0.0\n_src_path: gh:t3gen/t3gen\ndatabase: sqlite\n"
ORDER = '- {"slug": "order", "name": "Order"}\n'
TEXT = f"{HEAD}resources:\n{ORDER}"


def test_records_are_read_as_yaml_and_as_json() -> None:
    as_yaml = f"{HEAD}resources:\n  - slug: order\n    name: Order\n"

    assert parse(TEXT) == parse(as_yaml)
    assert [{"slug": "order", "name": "Order"}] == parse(TEXT).resources
    assert ("v1.0.0", "gh:t3gen/t3gen") == (parse(TEXT).commit, parse(TEXT).source)
    assert {"database": "sqlite", "resources": []} == parse(HEAD).values


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (f"<<<<<<< ours\n{TEXT}", ".copier-answers.yml:1", "unresolved merge markers"),
        (f"{TEXT}>>>>>>> theirs\n", ".copier-answers.yml:6", "unresolved merge markers"),
        (f"_commit: v2\n{TEXT}", ".copier-answers.yml", 'duplicate key "_commit"'),
        (f"database: x\n{TEXT}", ".copier-answers.yml", 'duplicate key "database"'),
        ("database: sqlite\n", ".copier-answers.yml", '"_commit" is missing'),
        ("- a\n", ".copier-answers.yml", '"_commit" is missing'),
        ("_commit: 1\n", ".copier-answers.yml", '"_commit" is missing'),
        ("_commit: v1\na: [\n", ".copier-answers.yml:3:1", "not valid YAML"),
        (f"{HEAD}resources:\n- {{\n", ".copier-answers.yml", "not valid YAML"),
        (f"{HEAD}resources: 1\n", ".copier-answers.yml", '"resources" is not a list of models'),
        (f"{HEAD}resources: [1]\n", ".copier-answers.yml", '"resources" is not a list of models'),
        (f"{HEAD}resources: [{{}}]\n", ".copier-answers.yml", '"resources" is not a list'),
        (TEXT + ORDER, ".copier-answers.yml", 'the resource "order" is recorded twice'),
    ],
)
def test_an_answers_file_that_cannot_be_is_refused(text: str, where: str, what: str) -> None:
    with pytest.raises(ProjectError) as refused:
        parse(text)

    assert where == refused.value.where
    assert what in refused.value.what


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (TEXT, True),
        (TEXT.replace("sqlite", '"sqlite"'), True),
        (TEXT.replace('"slug": ', '"slug":'), True),
        (TEXT.replace("sqlite", "postgresql"), False),
        (HEAD, False),
        ("a: [", False),
    ],
)
def test_texts_with_equal_values_are_equivalent(other: str, *, expected: bool) -> None:
    assert expected == are_equivalent(TEXT.encode(), other.encode())
    assert not are_equivalent(TEXT.encode(), b"\xff")
