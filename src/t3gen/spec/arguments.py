"""A spec from answers, or from a command line: `total:decimal(12,2) customer:Customer`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from t3gen.errors import Problem, SpecErrors
from t3gen.spec import short_form
from t3gen.spec.documents import ResourceDocument
from t3gen.spec.yaml import Place, Scalar, Source

HINT = 'Write "name:type", as in "total:decimal(12,2)" or "customer:Customer".'


def from_arguments(name: str, fields: Sequence[str]) -> ResourceDocument:
    """Return the document of a resource whose fields and relations are sources as `name:line`.

    A type that begins with a capital letter names a resource, and makes the line a relation.

    Raises:
        SpecErrors: With every problem of every argument; the file of a problem is "argument n".
    """
    sections: dict[str, dict[str, str]] = {"fields": {}, "relations": {}}
    problems: list[Problem] = []
    for number, argument in enumerate(fields, 1):
        source = Source.of(f"argument {number}", argument)
        key, colon, line = argument.partition(":")
        if not colon or not key.strip():
            problems.append(source.problem(Place(1, 1), "SPEC.ARGUMENT", "not a field", HINT))
            continue
        is_relation = line.strip()[:1].isupper() and not short_form.respelled(line)
        section = "relations" if is_relation else "fields"
        problems += _problems(source, section, key, line)
        if any(key.strip() in lines for lines in sections.values()):
            place = Place(1, 1, len(key))
            what = f'duplicate field "{key.strip()}"'
            problems.append(
                source.problem(place, "SPEC.DUPLICATE_KEY", what, "Remove one of them.")
            )
        sections[section][key.strip()] = short_form.tidy(line.strip())
    if problems:
        raise SpecErrors(problems)
    return ResourceDocument.model_validate({"resource": name, **sections})


def document(data: Mapping[str, Any]) -> ResourceDocument:
    """Return the document of a resource that is sources as the plain data of its file.

    Raises:
        SpecErrors: If the data has another shape; it has no lines, so every place is 1:1.
    """
    try:
        return ResourceDocument.model_validate(data)
    except ValidationError as error:
        raise SpecErrors([_shape(dict(one)) for one in error.errors(include_url=False)]) from error


def _shape(details: dict[str, Any]) -> Problem:
    what = f"{'.'.join(map(str, details['loc']))}: {details['msg']}"
    return Problem("answers", 1, 1, what, "Compare it with a spec file.", "SPEC.WRONG_VALUE")


def _problems(source: Source, section: str, key: str, line: str) -> list[Problem]:
    name = Scalar(key.strip(), True, Place(1, 1, len(key)))
    node = Scalar(line, True, Place(1, len(key) + 2, max(1, len(line))))
    read = short_form.relation_spec if section == "relations" else short_form.field_spec
    return read(source, name, node)[1]


def at_argument(problem: Problem, name: str, fields: Sequence[str], spec: str) -> Problem:
    """Return a problem in a spec that was made of arguments at the argument that it comes from.

    Args:
        problem: The problem, in the spec.
        name: The name of the resource, as sources.
        fields: The arguments.
        spec: The text of the spec.
    """
    line = spec.splitlines()[problem.line - 1]
    key, width = line.partition(":")[0].strip(), problem.excerpt.count("^") or 1
    token = line[problem.column - 1 : problem.column - 1 + width]
    sources = {"resource": ("NAME", name)}
    for number, argument in enumerate(fields, 1):
        sources.setdefault(argument.partition(":")[0].strip(), (f"argument {number}", argument))
    option = "--owner" if key == "owner" else "--access"
    where, text = sources.get(key, (option, line.strip()))
    column = max(0, text.rfind(token)) + 1
    source = Source.of(where, text)
    place = Place(1, column, len(token))
    return source.problem(place, problem.code, problem.what, problem.hint)
