"""Spec files: finding them, and decoding their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from pathlib import Path

from t3gen.errors import Problem, SpecErrors, UsageError
from t3gen.spec import reading, yaml
from t3gen.spec.defaults import FILE, Defaults
from t3gen.spec.resource import ResourceSpec
from t3gen.spec.yaml import FORBIDDEN, Mapping, Place, Source

LARGEST = 1024 * 1024
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Reading:
    """The specs of a set of files, and their problems.

    Args:
        unnamed: Whether the name of a resource could not be read.
        shared: The defaults of `_project.yaml`.
    """

    specs: tuple[ResourceSpec, ...]
    problems: tuple[Problem, ...]
    unnamed: bool = False
    shared: Defaults = field(default_factory=Defaults)


def read(texts: MappingOf[str, bytes]) -> Reading:
    """Read specs from their bytes by file name, in the order of the names.

    A file may hold several documents. `_project.yaml` holds what is the same for all of them.
    """
    reader = _Reader()
    shared = [file for file in sorted(texts) if _is_shared(file)]
    for file in shared[:1]:
        reader.defaults(file, texts[file])
    for file in shared[1:]:
        hint = "Keep one of the two files; it holds for all resources."
        what = f"the defaults are in {shared[0]} already"
        reader.problems.append(Problem(file, 1, 1, what, hint, "SPEC.WRONG_VALUE"))
    for file in sorted(set(texts) - set(shared)):
        reader.file(file, texts[file])
    return Reading(
        tuple(reader.specs), tuple(reader.problems), unnamed=reader.unnamed, shared=reader.shared
    )


def load(where: Path | Iterable[Path]) -> tuple[ResourceSpec, ...]:
    """Read all specs of a folder, or the files given.

    Raises:
        SpecErrors: With every problem of every file.
        UsageError: If there is no such folder or file.
    """
    reading = read(texts(where))
    if reading.problems:
        raise SpecErrors(list(reading.problems))
    return reading.specs


def texts(where: Path | Iterable[Path]) -> dict[str, bytes]:
    """Return the bytes of the specs of a folder, of one file or of the files given, by path.

    Raises:
        UsageError: If there is no such folder or file, or it cannot be read.
    """
    try:
        if isinstance(where, Path):
            where = [where] if where.is_file() else _specs_in(where)
        return {path.as_posix(): _bytes(path) for path in where}
    except OSError as error:
        name = Path(str(error.filename)).as_posix()
        hint = "Specs are YAML files in the folder resources/ of the project."
        raise UsageError(f"cannot be read: {error.strerror}", where=name, hint=hint) from error


def _specs_in(folder: Path) -> list[Path]:
    """Return the specs in a folder and in those below it; what begins with a dot is no spec."""
    paths = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            paths += _specs_in(path)
        elif path.suffix in SUFFIXES:
            paths.append(path)
    return paths


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _is_shared(file: str) -> bool:
    name = file.rpartition("/")[2]
    return name in {f"{FILE}{suffix}" for suffix in SUFFIXES}


@dataclass
class _Reader:
    specs: list[ResourceSpec] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    shared: Defaults = field(default_factory=Defaults)
    unnamed: bool = False

    def defaults(self, file: str, raw: bytes) -> None:
        for source, root in self.roots(file, raw, least=0):
            self.shared, problems = reading.read_defaults(source, root)
            self.add(problems)

    def file(self, file: str, raw: bytes) -> None:
        for source, root in self.roots(file, raw, least=1):
            spec, problems = reading.read(source, root, self.shared)
            self.add(problems)
            if spec is not None:
                self.specs.append(spec)
            self.unnamed = self.unnamed or spec is None

    def add(self, problems: list[Problem]) -> None:
        # A YAML error often is a spec error at the same place, too; one problem is enough.
        reported = {(one.file, one.line, one.column) for one in self.problems}
        self.problems += [
            one for one in problems if (one.file, one.line, one.column) not in reported
        ]

    def roots(self, file: str, raw: bytes, least: int) -> Iterator[tuple[Source, Mapping]]:
        source, problem = _source(file, raw)
        parsed = yaml.Parsed((), [problem], broken=True) if problem else yaml.parse(source)
        self.problems += parsed.problems
        self.unnamed = self.unnamed or parsed.broken
        if len(parsed.roots) < least and not parsed.problems:
            hint = 'Begin with the name: "resource: Order".'
            self.add([source.problem(Place(1, 1), "SPEC.EMPTY", "the file is empty", hint)])
        for root in parsed.roots:
            if isinstance(root, Mapping):
                yield source, root
                continue
            hint = 'A spec is a mapping that begins with "resource: Order".'
            self.add([source.problem(root.place, "SPEC.WRONG_VALUE", "not a spec", hint)])
            self.unnamed = True


def _source(file: str, raw: bytes) -> tuple[Source, Problem | None]:
    """Return the text of a file, or why it cannot be one."""
    source = Source.of(file, raw.decode("utf-8", "replace"))
    if len(raw) > LARGEST:
        return source, _unreadable(file, "SPEC.LARGE", "larger than 1 MiB", "Split it.")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        what = f"not UTF-8: the byte 0x{raw[error.start]:02X}"
        place = _end(raw[: error.start].decode("utf-8", "replace"))
        return source, source.problem(place, "SPEC.ENCODING", what, "Save the file as UTF-8.")
    source = Source.of(file, text)
    bad = FORBIDDEN.search(text)
    if bad is not None:
        what = f"the control character U+{ord(bad.group()):04X} is refused"
        place = _end(text[: bad.start()])
        return source, source.problem(place, "SPEC.CONTROL_CHARACTER", what, "Remove it.")
    return source, None


def _end(text: str) -> Place:
    return Place(text.count("\n") + 1, len(text) - text.rfind("\n"))


def _unreadable(file: str, code: str, what: str, hint: str) -> Problem:
    return Problem(file, 1, 1, what, hint, code)
