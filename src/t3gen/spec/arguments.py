"""A spec from answers, or from a command line: `total:decimal(12,2) customer:Customer`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from t3gen.errors import Problem, SpecErrors
from t3gen.spec import entries
from t3gen.spec.documents import ResourceDocument
from t3gen.spec.nodes import Scalar
from t3gen.spec.source import Place, Source
from t3gen.spec.writing import tidy

HINT = 'Write "name:type", as in "total:decimal(12,2)" or "customer:Customer".'


def from_arguments(name: str, fields: Sequence[str]) -> ResourceDocument:
    """Return the document of a resource whose fields and relations are given as `name:line`.

    A type that begins with a capital letter names a resource, and makes the line a relation.

    Raises:
        SpecErrors: With every problem of every argument; the file of a problem is "argument n".
    """
    found: dict[str, dict[str, str]] = {"fields": {}, "relations": {}}
    problems: list[Problem] = []
    for number, argument in enumerate(fields, 1):
        source = Source.of(f"argument {number}", argument)
        key, colon, line = argument.partition(":")
        if not colon or not key.strip():
            problems.append(source.problem(Place(1, 1), "SPEC.ARGUMENT", "not a field", HINT))
            continue
        section = "relations" if line.strip()[:1].isupper() else "fields"
        problems += _problems(source, section, key, line)
        if any(key.strip() in lines for lines in found.values()):
            place = Place(1, 1, len(key))
            what = f'"{key.strip()}" is given twice'
            problems.append(
                source.problem(place, "SPEC.DUPLICATE_KEY", what, "Remove one of them.")
            )
        found[section][key.strip()] = tidy(line.strip())
    if problems:
        raise SpecErrors(problems)
    return ResourceDocument.model_validate({"resource": name, **found})


def document(data: Mapping[str, Any]) -> ResourceDocument:
    """Return the document of a resource that is given as the plain data of its file.

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
    read = entries.relation_spec if section == "relations" else entries.field_spec
    return read(source, name, node)[1]
