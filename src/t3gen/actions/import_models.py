"""`t3gen import`: specs from the models of a Prisma schema, and generation from them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from t3gen import importing, project, render, spec
from t3gen.actions import new_resource
from t3gen.actions.steps import Outcome, Request, change, generation, own_models, specs
from t3gen.errors import SpecErrors, UsageError
from t3gen.model import reserved
from t3gen.psl import InverseField, Schema, has_model, parse, with_inverse_fields

_FOLDER = "prisma"
KEPT_FILE = f"{_FOLDER}/imported.prisma"
_BETTER_AUTH = "better-auth"
_ACCOUNTS = reserved.AUTH_MODELS | {"VerificationToken"}
"""Models of auth libraries, which are no resources."""


@dataclass(frozen=True)
class Import:
    """The result of an import.

    Args:
        outcome: The outcome of the generation; None when no model could be imported.
        specs: The spec files of the imported models, by model.
        kept: The reasons of the models that stay as they are, by model.
        renamed: The models and fields that have another name in the client, such as
            `Order.team_id: teamId`.
        unspecified: The relations that no spec declares, such as `Order.address`.
    """

    outcome: Outcome | None
    specs: Mapping[str, str]
    kept: Mapping[str, str]
    renamed: tuple[str, ...] = ()
    unspecified: tuple[str, ...] = ()


def import_models(
    request: Request, schema: Path, only: Collection[str] = (), *, partly: bool = False
) -> Import:
    """Write the specs of a schema's models, and generate from them; completely or not at all.

    A model is imported if the model that follows from its spec has the same table. The others are
    the user's own: they stay in their file, or are copied to `prisma/imported.prisma`.

    Args:
        request: The project.
        schema: A Prisma file, or a folder of them; in the project or elsewhere.
        only: The models to import; by default all.
        partly: Whether to import models with relations over several fields, which no spec declares.

    Raises:
        UsageError: There is no schema, it is for another database, or has no such model; or all
            specs are in one file.
        ProjectError: The project cannot be read or written.
        MigrationError: The next migration would lose data.
    """
    if request.specs.is_file():
        raise UsageError(
            "the specs of imported models are files of their own",
            where=str(request.specs),
            hint="Import into a folder of specs: omit --spec, or name a folder.",
            code="no-folder",
        )
    database = str(project.read_answers(request.root).values["database"])
    source = _source(request.root, schema, database)
    if source.provider != source.database:
        raise UsageError(
            f"the schema is for {source.provider}, and the project for {source.database}",
            where=str(schema),
            hint="Import it into an app with the same database: sqlite or postgresql.",
            code="other-database",
        )
    with change.session(request.root, dry_run=request.dry_run) as recovered:
        answers = project.read_answers(request.root)
        recorded = frozenset(str(one["name"]) for one in answers.resources)
        has_users = answers.values.get("auth") == _BETTER_AUTH
        source = replace(source, partly=partly, has_users=has_users)
        work = _Import(request, source, recorded, is_inside=_is_inside(request.root, schema))
        work.choose(only)
        compared = work.compare()
        if compared is None:
            return Import(None, {}, work.kept)
        outcome = change.execute(compared, recovered, dry_run=request.dry_run)
        return Import(outcome, work.paths, work.kept, work.renamed, work.unspecified)


@dataclass
class _Import:
    """The search for the models that can be imported: each round drops those that cannot."""

    request: Request
    source: importing.Source
    recorded: frozenset[str]
    is_inside: bool
    names: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    @cached_property
    def apart(self) -> frozenset[str]:
        """The models that the project has itself: those of the backend, and of its accounts."""
        answers = project.read_answers(self.request.root).values
        accounts = _ACCOUNTS if answers.get("auth") == _BETTER_AUTH else frozenset()
        return reserved.OWN_MODELS | accounts

    def choose(self, only: Collection[str]) -> None:
        known = map(self.source.written, self.source.names)
        chosen = {self.source.renamed_models.get(name, name) for name in only}
        for name in only:
            if self.source.renamed_models.get(name, name) not in self.source.names:
                raise UsageError(
                    f'the schema has no model "{name}"',
                    where="--only",
                    hint=f"Models: {', '.join(sorted(known))}.",
                    code="unknown-model",
                )
        root = self.request.root
        answers = project.read_answers(root).values
        own = () if self.is_inside else own_models.read(root, answers, {})
        present = {one.name: one.file for one in own}
        for name in self.source.names:
            if name in self.apart or name in self.recorded:
                continue
            if self.source.written(name) in present:
                file = present[self.source.written(name)]
                self.keep(name, f"already in {file}; import that file instead")
            elif name in _ACCOUNTS:
                self.keep(name, "users and their sessions are no resources")
            elif only and name not in chosen:
                self.keep(name, "not among those to import")
            else:
                self.names.append(name)

    def compare(self) -> change.Change | None:
        """Return the change that imports as many models as possible; None for none at all."""
        while self.names:
            count = len(self.names)
            texts = dict(self.texts())
            if len(self.names) < count:
                continue
            try:
                compared = generation.compare(self.requested(texts))
            except SpecErrors as error:
                if not self.drop_problems(error):
                    raise
                continue
            if not self.drop_differences(compared):
                return replace(compared, base=self.base(compared.base))
        return None

    def base(self, files: Mapping[str, render.Rendered]) -> dict[str, render.Rendered]:
        """Return the last generation with the fields that it has for models imported now.

        While such a model was the user's own, an import, or the user, added its inverse fields to
        generated models. They follow from relations now, and would be in conflict with themselves.
        """
        added = [
            replace(one, source=self.source.written(one.source))
            for one in importing.inverse_fields(self.source.schema, self.names)
        ]
        return _with_fields(files, added)

    @property
    def own(self) -> Set[str]:
        """The models that stay the user's own."""
        return self.source.schema.models.keys() - {*self.names, *self.recorded, *self.apart}

    def added(self) -> list[InverseField]:
        """Return the relations of generated models that specs do not declare."""
        written = self.source.written_models
        return [*importing.added_relations(self.source.schema, self.own, written)]

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the specs, by path; models that a spec cannot declare are dropped."""
        targets = self.source.schema.models.keys() - (self.apart - {reserved.USER})
        for name in list(self.names):
            try:
                data = importing.document(self.source, self.source.schema.models[name], targets)
            except importing.Unsupported as reason:
                self.drop(name, str(reason))
                continue
            path = new_resource.check_name(self.request, name)
            self.paths[name] = path
            folder = Path(path).parent
            schema = os.path.relpath(spec.SCHEMA_FILE, folder).replace(os.sep, "/")
            yield path, spec.dump(spec.document(data), schema).encode()
        yield from self.shared_enums()

    def shared_enums(self) -> Iterator[tuple[str, bytes]]:
        """Yield `_project.yaml` with the enums that the specs of several models name."""
        root, folder = self.request.root, self.request.specs
        files = [folder / f"{spec.SHARED}{suffix}" for suffix in spec.SUFFIXES]
        file = next((one for one in files if one.exists()), files[0])
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        path = specs.name_of(root, file)
        declared = spec.read({path: text.encode()}).shared.enums
        shared = self.source.shared_enums(self.names)
        added = {name: values for name, values in shared.items() if name not in declared}
        if added:
            yield path, spec.with_enums(text, added, path).encode()

    @property
    def renamed(self) -> tuple[str, ...]:
        """The imported models, and their fields, that have another name in the client."""
        models = self.source.renamed_models
        fields = self.source.renamed.items()
        imported = {self.source.written(name) for name in self.names}
        return (
            *(f"{old}: {new}" for old, new in models.items() if new in self.names),
            *(f"{one}.{old}: {new}" for (one, old), new in fields if one in imported),
        )

    @property
    def unspecified(self) -> tuple[str, ...]:
        """The relations of imported models that no spec declares, from both sides."""
        return tuple(f"{one.model}.{one.name}" for one in self.added() if one.model in self.names)

    def requested(self, texts: Mapping[str, bytes]) -> Request:
        inverses = [*importing.inverse_fields(self.source.schema, self.own), *self.added()]
        return replace(
            self.request,
            added=texts,
            files=dict(self.files()),
            moved=self.moved(),
            inverses=tuple(inverses),
        )

    def files(self) -> Iterator[tuple[str, bytes | None]]:
        """Yield the Prisma files of the user after the import."""
        if not self.is_inside:
            generated = self.enums_of(self.names)
            yield from self.copied({*self.kept, *(self.enums_of(self.kept) - generated)})
            return
        removed = {*map(self.source.written, self.names), *self.enums_of(self.names)}
        for path, text in self.source.texts.items():
            rest = importing.without_blocks(text, removed)
            rest = self.source.with_inverse_fields(rest, self.names)
            if rest != text:
                yield path, rest.encode() if rest.strip() else None

    def moved(self) -> Schema:
        """Return the imported models, and their enums, which are generated then."""
        schema = self.source.schema
        models = {name: schema.models[name] for name in self.names}
        enums = {name: schema.enums[name] for name in self.enums_of(self.names)}
        return replace(schema, models=models, enums=enums)

    def enums_of(self, names: Collection[str]) -> set[str]:
        """Return the enums that some models use."""
        schema = self.source.schema
        fields = [one for name in names for one in schema.models[name].fields]
        return {one.type for one in fields if one.type in schema.enums}

    def copied(self, names: set[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the file of models that are kept, with those added that the project lacks."""
        root = self.request.root
        texts = [path.read_text(encoding="utf-8") for path in (root / _FOLDER).rglob("*.prisma")]
        present = parse("\n".join(texts))
        missing = self.source.blocks_of(names - present.models.keys() - present.enums.keys())
        if missing:
            missing = self.source.with_inverse_fields(missing, self.names)
            path = root / KEPT_FILE
            before = path.read_text(encoding="utf-8").rstrip() if path.exists() else ""
            yield KEPT_FILE, "\n\n".join(filter(None, [before, missing])).encode()

    def drop_problems(self, error: SpecErrors) -> bool:
        """Drop the models whose specs have problems; return whether there are any."""
        by_path = {path: name for name, path in self.paths.items()}
        names = {by_path[one.file]: one.what for one in error.problems if one.file in by_path}
        for name, what in names.items():
            if name in self.names:
                self.drop(name, what)
        return bool(names)

    def drop_differences(self, compared: change.Change) -> bool:
        """Drop the models that would not be the same; return whether there are any."""
        rendered = _rendered(_with_fields(compared.new, self.added()))
        dropped = False
        for name in list(self.names):
            model = self.source.schema.models[name]
            written = self.source.written_models
            what = importing.difference(self.source.schema, model, rendered, written)
            if what:
                self.drop(name, what)
                dropped = True
        return dropped

    def drop(self, name: str, reason: str) -> None:
        self.names.remove(name)
        self.paths.pop(name, None)
        self.keep(name, reason)

    def keep(self, name: str, reason: str) -> None:
        """Keep a model as it is, under the name that it has."""
        written = self.source.written(name)
        self.kept[written] = reason
        if written != name:
            self.source = replace(self.source, kept=self.source.kept | {written})


def _with_fields(
    files: Mapping[str, render.Rendered], added: Sequence[InverseField]
) -> dict[str, render.Rendered]:
    """Return generated files with fields added to their models."""
    result = dict(files)
    for path in [path for path in files if path.endswith(".prisma")]:
        text = files[path].data.decode()
        for model in {one.model for one in added if has_model(text, one.model)}:
            fields = [one for one in added if one.model == model]
            text = with_inverse_fields(text, [], fields)
            result[path] = render.Rendered(text.encode(), owner=files[path].owner)
    return result


def _rendered(files: Mapping[str, render.Rendered]) -> Schema:
    texts = [file.data.decode() for path, file in files.items() if path.endswith(".prisma")]
    return parse("\n".join(texts))


def _source(root: Path, schema: Path, database: str) -> importing.Source:
    """Return the schema of a path; if it is in the project, with the project's other files."""
    paths = sorted(schema.rglob("*.prisma")) if schema.is_dir() else [schema]
    if not paths or not all(path.is_file() for path in paths):
        raise UsageError(
            "no Prisma schema found",
            where=str(schema),
            hint="Name a .prisma file, or a folder of them.",
            code="no-schema",
        )
    where, texts = root.resolve(), {}
    for path in paths:
        full = path.resolve()
        name = full.relative_to(where) if full.is_relative_to(where) else path
        texts[name.as_posix()] = path.read_text(encoding="utf-8")
    others = []
    if _is_inside(root, schema):
        chosen = {path.resolve() for path in paths}
        rest = [path for path in sorted((where / _FOLDER).rglob("*.prisma")) if path not in chosen]
        others = [path.read_text(encoding="utf-8") for path in rest]
    return importing.Source(texts, database, others)


def _is_inside(root: Path, schema: Path) -> bool:
    return schema.resolve().is_relative_to(root.resolve() / _FOLDER)
