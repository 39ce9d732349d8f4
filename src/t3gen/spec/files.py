"""Spec files: which they are, and what they hold as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from t3gen.errors import Problem, SpecErrors, UsageError
from t3gen.spec import nodes, reading, yaml
from t3gen.spec.resource import ResourceSpec
from t3gen.spec.source import FORBIDDEN, Place, Source

LARGEST = 1024 * 1024
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Reading:
    """What a set of files says, as far as it can be understood.

    Args:
        unnamed: Whether a file was so broken that its resource is not known by name.
    """

    specs: tuple[ResourceSpec, ...]
    problems: tuple[Problem, ...]
    unnamed: bool = False


def read(texts: Mapping[str, bytes]) -> Reading:
    """Read specs from their bytes by file name, in the order of the names."""
    specs: list[ResourceSpec] = []
    problems: list[Problem] = []
    for file in sorted(texts):
        spec, found = _read_one(file, texts[file])
        problems += found
        if spec is not None:
            specs.append(spec)
    return Reading(tuple(specs), tuple(problems), unnamed=len(specs) < len(texts))


def load(where: Path | Iterable[Path]) -> tuple[ResourceSpec, ...]:
    """Read all specs of a folder, or the files given.

    Raises:
        SpecErrors: With every problem of every file.
        UsageError: If there is no such folder or file.
    """
    found = read(texts(where))
    if found.problems:
        raise SpecErrors(list(found.problems))
    return found.specs


def texts(where: Path | Iterable[Path]) -> dict[str, bytes]:
    """Return the bytes of the spec files of a folder, or of the files given, by their path.

    Raises:
        UsageError: If there is no such folder or file, or it cannot be read.
    """
    try:
        if isinstance(where, Path):
            where = sorted(path for path in where.iterdir() if _is_spec(path))
        return {path.as_posix(): _bytes(path) for path in where}
    except OSError as error:
        name = Path(str(error.filename)).as_posix()
        hint = "Specs are YAML files in the folder resources/ of the project."
        raise UsageError(f"cannot be read: {error.strerror}", where=name, hint=hint) from error


def _is_spec(path: Path) -> bool:
    return path.suffix in SUFFIXES and not path.name.startswith(".")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _read_one(file: str, raw: bytes) -> tuple[ResourceSpec | None, list[Problem]]:
    if len(raw) > LARGEST:
        return None, [_unreadable(file, "LARGE", "larger than 1 MiB", "Split it.")]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        source = Source.of(file, raw.decode("utf-8", "replace"))
        what = f"not UTF-8: the byte 0x{raw[error.start]:02X}"
        return None, [source.problem(place, "SPEC.ENCODING", what, "Save the file as UTF-8.")]
    source = Source.of(file, text)
    bad = FORBIDDEN.search(text)
    if bad is not None:
        before = text[: bad.start()]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        what = f"the control character U+{ord(bad.group()):04X} is refused"
        return None, [source.problem(place, "SPEC.CONTROL_CHARACTER", what, "Remove it.")]
    return _read_text(source)


def _read_text(source: Source) -> tuple[ResourceSpec | None, list[Problem]]:
    root, problems = yaml.parse(source)
    if root is None or (isinstance(root, nodes.Scalar) and not root.text):
        hint = 'Begin with the name: "resource: Order".'
        return None, problems or [
            source.problem(Place(1, 1), "SPEC.EMPTY", "the file is empty", hint)
        ]
    if not isinstance(root, nodes.Mapping):
        hint = 'A spec is a mapping that begins with "resource: Order".'
        return None, [*problems, source.problem(root.place, "SPEC.WRONG_VALUE", "not a spec", hint)]
    spec, found = reading.read(source, root)
    # What has no place in YAML here has no meaning either; one word about it is enough.
    told = {(problem.line, problem.column) for problem in problems}
    return spec, problems + [one for one in found if (one.line, one.column) not in told]


def _unreadable(file: str, code: str, what: str, hint: str) -> Problem:
    return Problem(file, 1, 1, what, hint, f"SPEC.{code}")
