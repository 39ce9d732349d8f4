"""Template versions in the user's cache: fetched once by git, then used without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from t3gen import render
from t3gen.actions.templates.repository import Repository
from t3gen.errors import ProjectError
from t3gen.render import Origin

_CHECKSUM = ".checksum"


def resolve(address: str, version: str | None, clone: str | None = None) -> Origin:
    """Return a version of a template, after caching its files.

    Args:
        address: The address to record.
        version: A tag, a branch or a commit; None for the newest release.
        clone: The repository to clone instead of the address.

    Raises:
        ProjectError: The repository cannot be cloned, or has no such version.
    """
    with _working_folder() as work:
        repository = Repository(clone or address, work)
        origin = Origin(address, repository.find(version))
        if _cached(origin, repository.commit(origin.commit)) is None:
            _store(origin, repository, work)
        return origin


def folder_of(origin: Origin, clone: str | None = None) -> Path:
    """Return the folder with the copier.yml of a version, fetched if it is not cached.

    Args:
        origin: The version.
        clone: The repository to clone instead of its address.

    Raises:
        ProjectError: It is not cached and cannot be fetched.
    """
    if kept := _cached(origin):
        return kept
    with _working_folder() as work:
        return _store(origin, Repository(clone or origin.address, work), work)


def has(origin: Origin) -> bool:
    """Return whether a version is cached."""
    return _cached(origin) is not None


def _place(origin: Origin) -> Path:
    key = sha256(origin.address.encode()).hexdigest()[:16]
    return render.user_cache() / "versions" / key / quote(origin.commit, safe="")


def _cached(origin: Origin, commit: str = "") -> Path | None:
    """Return the folder of a version if it is cached and unchanged; None otherwise.

    Args:
        origin: The version.
        commit: Its current commit hash in the repository, if known: the tag may have been moved.
    """
    place = _place(origin)
    try:
        fetched, checksum = (place / _CHECKSUM).read_text(encoding="ascii").split()
        is_whole = checksum == _checksum(place) and commit in ("", fetched)
        return place if is_whole else None
    except (OSError, ValueError):
        return None


def _store(origin: Origin, repository: Repository, work: Path) -> Path:
    """Add a version to the cache atomically, and return its folder."""
    files = work / "files"
    files.mkdir()
    repository.extract(origin.commit, files)
    recorded = f"{repository.commit(origin.commit)} {_checksum(files)}"
    (files / _CHECKSUM).write_text(recorded, encoding="ascii")
    place = _place(origin)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            place.rename(work / "replaced")
        files.rename(place)
    except OSError as problem:
        if kept := _cached(origin):  # another run was faster
            return kept
        raise ProjectError(f"cannot be written: {problem}", where=str(place)) from problem
    return place


def _checksum(folder: Path) -> str:
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != _CHECKSUM:
            name = path.relative_to(folder).as_posix()
            executable = bool(path.stat().st_mode & 0o100)
            digest.update(f"{name}\0{executable}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@contextmanager
def _working_folder() -> Iterator[Path]:
    """Create a temporary folder in the cache, so that renames stay on one file system.

    Raises:
        ProjectError: The cache is not writable.
    """
    place = render.user_cache()
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix=".fetch-", dir=place, ignore_cleanup_errors=True)
    except OSError as problem:
        hint = "choose another cache folder: XDG_CACHE_HOME=DIR t3gen ..."
        raise ProjectError(
            f"the cache cannot be written: {problem}", where=str(place), hint=hint, code="cache"
        ) from problem
    with folder as name:
        yield Path(name)
