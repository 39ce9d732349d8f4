"""`t3gen explain Order.total`: what a field or a relation reaches."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from t3gen import migrate, model, project
from t3gen.actions import templates
from t3gen.actions.steps import migration, resolution, surface
from t3gen.errors import UsageError
from t3gen.project import modules
from t3gen.spec import ResourceSpec, suggestion

_FOLDERS = ("prisma", "src", "tests")
_SKIPPED = frozenset({"engine", "migrations", "node_modules"})
_SUFFIXES = (*modules.CODE, ".prisma")


@dataclass(frozen=True)
class Place:
    """A line of a file, or several.

    Args:
        file: The file, relative to the project.
        lines: The lines, from 1.
    """

    file: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Column:
    """A column, and the migrations that mention it.

    Args:
        table: Its table.
        name: Its name.
        type: Its type, as a Prisma schema has it.
        migrations: Where scripts mention it under this name.
    """

    table: str
    name: str
    type: str
    migrations: tuple[Place, ...]


@dataclass(frozen=True)
class Use:
    """An operation of the API that a field takes part in.

    Args:
        operation: The operation.
        parts: How: answer, body, filter, sort, search or include.
    """

    operation: surface.Operation
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Reach:
    """What a field or a relation reaches.

    Args:
        name: Its full name, such as `Order.total`.
        text: Its type, as specs write it.
        declared: Where its spec has it.
        columns: Its columns.
        uses: The operations that it takes part in.
        code: The lines of code that mention it: files of its resource, and those that import them.
        tests: The same of tests.
    """

    name: str
    text: str
    declared: Place
    columns: tuple[Column, ...]
    uses: tuple[Use, ...]
    code: tuple[Place, ...]
    tests: tuple[Place, ...]


def explain(start: Path, name: str) -> Reach:
    """Return what a field or a relation reaches.

    Args:
        start: A folder of the project.
        name: Its full name.

    Raises:
        ProjectError: The folder is in no project.
        SpecErrors: A spec is invalid.
        UsageError: The resource or the field does not exist.
    """
    of, _, member = name.partition(".")
    return _Search(resolution.resolve(start), of, member).reach()


@dataclass(frozen=True)
class _Search:
    resolved: resolution.Resolved
    of: str
    member: str

    def reach(self) -> Reach:
        members = {**self._description["fields"], **self._description.get("relations", {})}
        if self.member not in members:
            hint = suggestion.hint(self.member, members)
            what = f'{self.of} has no field or relation "{self.member}"'
            raise UsageError(what, where=self._spec.source.file, hint=hint)
        places = list(self._places())
        return Reach(
            f"{self.of}.{self.member}",
            str(members[self.member]),
            self._declared(),
            tuple(self._columns()),
            tuple(self._uses()),
            tuple(one for one in places if not one.file.startswith("tests/")),
            tuple(one for one in places if one.file.startswith("tests/")),
        )

    @cached_property
    def _resource(self) -> model.Resource:
        return self.resolved.resource(self.of)

    @cached_property
    def _spec(self) -> ResourceSpec:
        return next(one for one in self.resolved.reading.specs if one.name.text == self.of)

    @cached_property
    def _description(self) -> model.Description:
        return model.describe(self._resource, whole=True)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The names by which code knows it: its own, and that of its key."""
        keys = [one.name for one in self._resource.fields if one.relation == self.member]
        owner = self._resource.owner
        if owner is not None and owner.name == self.member and not owner.through:
            keys.append(owner.key)
        return (self.member, *keys)

    def _declared(self) -> Place:
        consent = model.consent(self.resolved.reading)
        file, line, _ = consent.place(f"{self.of}.{self.member}") or (self._spec.source.file, 1, 1)
        return Place(file, (line,))

    def _columns(self) -> Iterator[Column]:
        schema = migrate.compose(migration.schema(self.resolved.root))
        found = migrate.columns_of(schema, self.of, self._names)
        for table, column, type_ in found:
            yield Column(table, column, type_, tuple(self._migrations(table, column)))

    def _migrations(self, table: str, column: str) -> Iterator[Place]:
        history = migrate.read(self.resolved.root)
        for name, script in zip(history.names, history.scripts(), strict=True):
            verdicts = migrate.lint_script(script, history.provider or "sqlite")
            quoted = [f'"{table}"', f'"{column}"']
            lines = [it.first for it in verdicts if all(one in it.statement for one in quoted)]
            if lines:
                yield Place(f"{migrate.FOLDER}/{name}/{migrate.SQL}", tuple(dict.fromkeys(lines)))

    def _uses(self) -> Iterator[Use]:
        files, records = self._files, {self.of: self._resource.record()}
        parts = dict(self._parts())
        for one in sorted(surface.operations(files, records)):
            used = [part for part, names in parts.items() if one.name in names]
            if used:
                yield Use(one, tuple(used))

    def _parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        resource = self._resource
        fields = [one for one in resource.fields if one.name in self._names]
        if any(one.in_answer for one in fields):
            yield "answer", ("list", "get", "create", "update", "restore")
        flags = {"create": any(one.in_create for one in fields)}
        flags["update"] = any(one.in_update for one in fields)
        yield "body", tuple(name for name, is_on in flags.items() if is_on)
        listed = {"filter": resource.filters, "sort": resource.sorts, "search": resource.search}
        listed["filter"] += tuple(one.name for one in resource.through)
        for part, names in listed.items():
            if {*names} & {*self._names}:
                yield part, ("list",)
        if any(one.name == self.member for one in resource.includes):
            yield "include", ("list", "get")
        yield "path", tuple(one.name for one in resource.transitions if one.field == self.member)

    @cached_property
    def _files(self) -> surface.Rendered:
        answers = self.resolved.answers
        records = [one.record() for one in self.resolved.resources]
        template = templates.of_project(answers)
        return template.lazily({**answers.values, "resources": records})

    def _places(self) -> Iterator[Place]:
        disk = project.Disk(self.resolved.root)
        words = re.compile(rf"\b({'|'.join(map(re.escape, self._names))})\b".encode())
        own = {
            path
            for path, file in self._files.items()
            if file.owner.partition("/")[0] == self.of and modules.is_file(disk, path)
        }
        for path in self._code():
            data = disk.read(path) or b""
            if words.search(data) and (path in own or self._imports(path, data, own)):
                lines = data.splitlines()
                found = (at for at, line in enumerate(lines, 1) if words.search(line))
                yield Place(path, tuple(found))

    def _imports(self, path: str, data: bytes, own: set[str]) -> bool:
        if not path.endswith(modules.CODE):
            return False
        targets = (
            modules.resolve(path, name, own.__contains__) for _, name in modules.specifiers(data)
        )
        return any(target is not None for target in targets)

    def _code(self) -> Sequence[str]:
        """Return the source files of the project, without those of packages and migrations."""
        root, found = self.resolved.root, []
        for top in _FOLDERS:
            for folder, names, files in os.walk(root / top):
                names[:] = [name for name in names if name not in _SKIPPED]
                found += [Path(folder, name) for name in files if name.endswith(_SUFFIXES)]
        return sorted(path.relative_to(root).as_posix() for path in found)
