"""Every drawn Prisma schema is imported, and the models that follow from its specs are the same."""

from __future__ import annotations

import os

import pytest
from prisma_sets import draw

from t3gen import importing, model, spec
from t3gen.psl import Schema, has_model, parse, with_inverse_fields
from t3gen.render import package_template

SCHEMAS = int(os.environ.get("T3GEN_FUZZ_SCHEMAS", "60"))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize("seed", range(SCHEMAS))
def test_a_drawn_schema_follows_from_its_specs(seed: int, database: str) -> None:
    text = draw(seed, database)
    source = importing.Source({"schema.prisma": text}, database, partly=True)
    rendered = generated(source)

    assert {} == {
        name: what
        for name, one in source.schema.models.items()
        if (what := importing.difference(source.schema, one, rendered, source.written_models))
    }, text


def generated(source: importing.Source) -> Schema:
    """Return the schema that follows from the specs of a source's models."""
    texts = {
        f"{name}.yaml": spec.dump(spec.document(importing.document(source, one, models))).encode()
        for models in [source.schema.models]
        for name, one in models.items()
    }
    texts["_project.yaml"] = spec.with_enums("", source.shared_enums(source.names), "").encode()
    resources = model.resolve(spec.read(texts), model.App(source.database, "none"))
    answers = {"database": source.database, "resources": [one.record() for one in resources]}
    files = package_template().lazily(answers)
    result = "\n".join(files[path].data.decode() for path in files if path.endswith(".prisma"))
    added = [*importing.added_relations(source.schema, (), source.written_models)]
    for name in {one.model for one in added if has_model(result, one.model)}:
        result = with_inverse_fields(result, [], [one for one in added if one.model == name])
    return parse(result)
