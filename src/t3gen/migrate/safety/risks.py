"""What a change could do to rows that exist, and the ways out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from t3gen.errors import MigrationError, Problem
from t3gen.migrate.history import FOLDER
from t3gen.model import ASSUMPTION, LOSS, Consent

_CODE = "migration-unsafe"
_PROJECT = "resources/_project.yaml"
_CAN = {LOSS: "if it may go", ASSUMPTION: "if rows fulfil it already"}


@dataclass(frozen=True)
class Danger:
    """A part of a change that could lose data or fail on existing rows.

    Args:
        where: The model and field, such as `Order.note`.
        what: What would happen.
        hint: A way out besides agreeing, or nothing.
        key: Below which key of `migrate` a spec can agree; empty when it cannot.
        names: The names by which it does; the first one is what a message says.
    """

    where: str
    what: str
    hint: str = ""
    key: str = ""
    names: tuple[str, ...] = ()

    def agreeing(self, consent: Consent) -> frozenset[str]:
        """Return the names by which the specs agree to it; none where they do not."""
        return consent.names(self.key) & {*self.names}


def refuse(dangers: Iterable[Danger], consent: Consent) -> frozenset[tuple[str, str]]:
    """Raise one error that names all dangers that nobody has agreed to, if there are any.

    Returns:
        The agreements that were needed: their keys and names.

    Raises:
        MigrationError: There are; nothing may be written.
    """
    agreements = {danger: danger.agreeing(consent) for danger in dangers}
    left = [danger for danger, names in agreements.items() if not names]
    found = sorted(left, key=lambda danger: (danger.where, danger.what))
    if not found:
        return frozenset((it.key, name) for it, names in agreements.items() for name in names)
    if len(found) == 1:
        where, what = found[0].where, found[0].what
    else:
        where = "prisma"
        lines = "".join(f"\n  {danger.where}: {danger.what}" for danger in found)
        what = f"{len(found)} changes could lose data or fail on existing rows:{lines}"
    hints = [*(danger.hint for danger in found if danger.hint), *_lines(found, consent)]
    hint = "\n".join(dict.fromkeys(hints))
    error = MigrationError(what, where=where, hint=hint, code=_CODE)
    error.problems = tuple(_problem(danger, consent) for danger in found)
    raise error


def _problem(danger: Danger, consent: Consent) -> Problem:
    file, line, column = consent.place(danger.where) or (FOLDER, 1, 1)
    hints = [*filter(None, [danger.hint]), *_lines([danger], consent)]
    return Problem(file, line, column, f"{danger.where}: {danger.what}", "\n".join(hints), _CODE)


def _lines(dangers: Iterable[Danger], consent: Consent) -> Iterator[str]:
    """Yield the lines of specs that agree, one for each file."""
    by_file: dict[str, dict[str, list[str]]] = {}
    for danger in dangers:
        if danger.key:
            model, _, part = danger.names[0].partition(".")
            file = consent.files.get(model) if part else None
            words = by_file.setdefault(file or _PROJECT, {}).setdefault(danger.key, [])
            said = consent.names(danger.key)
            words += [one for one in sorted(_said(said, model, file)) if one not in words]
            words += [name for name in [part if file else danger.names[0]] if name not in words]
    for file, keys in by_file.items():
        text = ", ".join(f"{key}: [{', '.join(it)}]" for key, it in keys.items())
        can = " and ".join(_CAN[key] for key in keys)
        yield f"{can}, say so in {file}: migrate: {{{text}}}"


def _said(names: Collection[str], model: str, file: str | None) -> list[str]:
    """Return what a file says already: what is to be written has to go on saying it."""
    if file:
        return [name.partition(".")[2] for name in names if name.startswith(f"{model}.")]
    return [name for name in names if name == model or name.startswith(f"{model}.")]
