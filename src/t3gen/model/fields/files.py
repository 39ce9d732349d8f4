"""Fields that hold files: their media types and largest size."""

from __future__ import annotations

import re

from t3gen.model import reserved
from t3gen.model.findings import Findings
from t3gen.model.record import Field, FileRule
from t3gen.spec import FieldSpec, ResourceSpec, ValueSpec, Word, suggestion

SIGNED = (
    "application/epub+zip",
    "application/gzip",
    "application/pdf",
    "application/rtf",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
    "audio/aac",
    "audio/amr",
    "audio/midi",
    "audio/mpeg",
    "audio/ogg",
    "audio/wav",
    "audio/x-m4a",
    "font/otf",
    "font/ttf",
    "font/woff",
    "font/woff2",
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/heic",
    "image/jpeg",
    "image/jxl",
    "image/png",
    "image/tiff",
    "image/webp",
    "video/mp4",
    "video/mpeg",
    "video/ogg",
    "video/quicktime",
    "video/webm",
)
"""Media types that are detected by a file's first bytes."""
UNSIGNED = (
    "application/json",
    "application/xml",
    "image/svg+xml",
    "text/csv",
    "text/html",
    "text/markdown",
    "text/plain",
)
"""Media types of text, which have no signature."""
MEDIA = tuple(sorted((*SIGNED, *UNSIGNED)))
CALLED = {
    "image/jpg": "image/jpeg",
    "image/svg": "image/svg+xml",
    "audio/mp3": "audio/mpeg",
    "audio/m4a": "audio/x-m4a",
    "text/json": "application/json",
    "text/xml": "application/xml",
}
"""Media types by names that are often used for them."""

SIZE = re.compile(r"([1-9][0-9]{0,9})(kb|mb|gb)?")
UNITS = {"kb": 1024, "mb": 1024**2, "gb": 1024**3}
USUAL, LARGEST = 10 * UNITS["mb"], 2 * UNITS["gb"]


def field(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> Field:
    """Return what the line of a file means. No client sends it in a body: it is uploaded.

    Until then it is null, with and without `?`, which makes the file removable.
    """
    _check_served(spec, line, findings)
    _check_name(spec, line, findings)
    _check_types(spec, line, findings)
    rule = FileRule(
        types=tuple(word.text for word in line.arguments),
        max=_size(spec, line.bounds.get("max"), findings),
        removable=line.optional,
    )
    return Field(
        name=line.name.text,
        type="file",
        doc=line.doc,
        optional=True,
        in_create=False,
        in_update=False,
        file=rule,
    )


def _check_served(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> None:
    if "get" not in spec.api.operations:
        what = f'"{line.name}" could be uploaded, but not downloaded'
        hint = 'Add "get" to "operations": a file is served to those who may get its row.'
        findings.add(spec, line.type, "FILE", what, hint)


def _check_name(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> None:
    if line.name.text in reserved.BELOW_ONE:
        what = f'"{line.name}" is a path below a row already'
        findings.add(spec, line.name, "RESERVED_NAME", what, "Rename the field.")


def _check_types(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> None:
    seen: set[str] = set()
    for word in line.arguments:
        if word.text in seen:
            findings.add(spec, word, "SAID_TWICE", f'duplicate media type "{word}"', "Remove one.")
        elif word.text not in MEDIA:
            what = f'unknown media type "{word}"'
            findings.add(spec, word, "FILE", what, _type_hint(word.text))
        seen.add(word.text)


def _type_hint(written: str) -> str:
    if written in CALLED:
        return f'Did you mean "{CALLED[written]}"?'
    family = [one for one in MEDIA if one.startswith(f"{written.partition('/')[0]}/")]
    known = f"Media types: {', '.join(family or MEDIA)}."
    return suggestion.hint(written, MEDIA, known)


def _size(spec: ResourceSpec, written: ValueSpec | None, findings: Findings) -> int:
    if written is None:
        return USUAL
    match = SIZE.fullmatch(written.text.lower())
    size = int(match[1]) * UNITS.get(match[2], 1) if match else 0
    if not 1 <= size <= LARGEST:
        what = f'max cannot be "{written.text}": a file has up to 2gb'
        hint = "Write a number of bytes, or one with kb, mb or gb: max=5mb."
        findings.add(spec, Word(written.text, written.place), "BOUND", what, hint)
    return size
