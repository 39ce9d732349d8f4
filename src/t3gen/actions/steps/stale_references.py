"""References that are stale after a change: imports of removed files, old names of fields."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from t3gen import project
from t3gen.actions.steps.renames import Renames
from t3gen.errors import ProjectError
from t3gen.project import modules
from t3gen.project.merging import mentions
from t3gen.project.steps import File

_SKIPPED = frozenset({"node_modules", "dist", "build", "coverage"})
_MOST = 20


@dataclass(frozen=True)
class StaleReferences:
    """References in a project after a plan.

    Args:
        root: The project.
        new: Every generated file.
        plan: The plan.
        moves: The old paths of moved files, by their new ones.
        renames: The renamed names.
    """

    root: Path
    new: Mapping[str, File]
    plan: project.Plan
    moves: Mapping[str, str]
    renames: Renames

    def check(self) -> None:
        """Check that no generated file imports a file that a rename removes.

        Raises:
            ProjectError: One does.
        """
        if not self.moves:
            return
        imports = [
            f'{path}:{line} imports "{specifier}"'
            for path in sorted(self._steps.keys() & self.new.keys())
            for line, specifier in self._dangling(path)
        ]
        if imports:
            raise ProjectError(
                "files would import what the rename removes:\n  " + "\n  ".join(imports),
                where=imports[0].partition(" ")[0],
                hint="remove these imports, run the command again, and add them back",
                code="dangling-import",
            )

    def notes(self) -> Iterator[str]:
        """Yield a note for each stale reference, with file and line; at most 20."""
        lines = [*self._imports(), *self._fields()]
        yield from lines[:_MOST]
        if len(lines) > _MOST:
            yield f"and {len(lines) - _MOST} more lines"

    @cached_property
    def _disk(self) -> project.Disk:
        return project.Disk(self.root)

    @cached_property
    def _steps(self) -> dict[str, project.Step]:
        return {step.path: step for step in self.plan.steps if step.changes}

    @cached_property
    def _removed(self) -> frozenset[str]:
        return frozenset(
            path
            for path, step in self._steps.items()
            if step.after is None and path.endswith(modules.CODE)
        )

    def _exists(self, path: str) -> bool:
        step = self._steps.get(path)
        return step.after is not None if step else modules.is_file(self._disk, path)

    @cached_property
    def _read(self) -> dict[str, bytes]:
        return {}

    def _text(self, path: str) -> bytes:
        if path not in self._read:
            step = self._steps.get(path)
            self._read[path] = (step.after if step else self._disk.read(path)) or b""
        return self._read[path]

    def _dangling(self, path: str) -> Iterator[tuple[int, str]]:
        """Yield the imports whose target exists before the plan, but not after it."""
        step = self._steps.get(path)
        if not path.endswith(modules.CODE) or (step and step.verdict is project.Verdict.CONFLICT):
            return
        source = self.moves.get(path, path)
        for line, specifier in modules.specifiers(self._text(path)):
            if modules.resolve(path, specifier, self._exists) is None:
                exists = partial(modules.is_file, self._disk)
                if any(modules.resolve(one, specifier, exists) for one in (path, source)):
                    yield line, specifier

    @cached_property
    def _code(self) -> list[str]:
        """All source files after the plan, without those of packages and builds."""
        sources = {path for path in self.moves if path.endswith(modules.CODE)}
        for folder, names, files in os.walk(self.root):
            names[:] = [name for name in names if name not in _SKIPPED and name[0] != "."]
            paths = (Path(folder, name).relative_to(self.root).as_posix() for name in files)
            sources |= {path for path in paths if path.endswith(modules.CODE)}
        return sorted(sources - self._removed)

    def _imports(self) -> Iterator[str]:
        if not self._removed:
            return
        targets = {source: path for path, source in self.moves.items()}
        folders = {path.rpartition("/")[0] for path in self._removed}
        names = [folder.rpartition("/")[2].encode() for folder in folders]
        for path in self._code:
            is_near = path.rpartition("/")[0] in folders or path in self.moves
            if not is_near and not any(name in self._text(path) for name in names):
                continue
            for line, specifier in self._dangling(path):
                new = modules.moved_specifier(self._disk, targets, (path, path), specifier)
                suffix = (
                    f', which has moved: write "{new}"'
                    if new != specifier
                    else ", which is removed"
                )
                yield f'{path}:{line} imports "{specifier}"{suffix}'

    def _fields(self) -> Iterator[str]:
        """Yield lines of the user that may refer to a field by its old name."""
        if not self.renames.fields:
            return
        old = [name.encode() for name in self.renames.words]
        for path in self._code:
            text = self._text(path)
            generated = self.new.get(path)
            data = generated.data if generated else b""
            has_old_name = text != data and any(name in text for name in old)
            words = dict(self._words(path, text)) if has_old_name else {}
            for line, word in mentions(text, data, words) if words else ():
                yield f"{path}:{line} mentions {word}: if it is the field, it is now {words[word]}"

    def _words(self, path: str, text: bytes) -> Iterator[tuple[str, str]]:
        """Yield the renamed fields that a file may use: its resource's, and those of imports."""
        files = [path]
        files += [
            target
            for _, specifier in modules.specifiers(text)
            if (target := modules.resolve(path, specifier, self._exists))
        ]
        owners = {self._owners[one] for one in files if one in self._owners}
        owners |= {self._folders_of.get(path.rpartition("/")[0], "")}
        for owner in sorted(owners & self.renames.fields.keys()):
            for new, old in self.renames.fields[owner].items():
                yield old, new

    @cached_property
    def _owners(self) -> dict[str, str]:
        return {
            path: getattr(file, "owner", "").partition("/")[0] for path, file in self.new.items()
        }

    @cached_property
    def _folders_of(self) -> dict[str, str]:
        """The resource of each folder that has files of one resource only."""
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for path, owner in self._owners.items():
            owners[path.rpartition("/")[0]].add(owner)
        return {folder: owner for folder, (owner, *more) in owners.items() if not more}
