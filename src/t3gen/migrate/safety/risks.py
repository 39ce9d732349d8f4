"""Risks of a change for existing rows, and the consent of specs to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from t3gen.errors import MigrationError, Problem
from t3gen.migrate.history import FOLDER
from t3gen.model import ASSUMPTION, LOSS, Consent

_CODE = "migration-unsafe"
_PROJECT = "resources/_project.yaml"
_CONDITIONS = {LOSS: "if the data may be lost", ASSUMPTION: "if all rows comply"}


@dataclass(frozen=True)
class Risk:
    """A part of a change that could lose data or fail on existing rows.

    Args:
        where: The model and field, such as `Order.note`.
        what: What would happen.
        hint: How to avoid it; empty when consent is the only option.
        key: The key of `migrate` with which a spec can consent; empty when it cannot.
        names: The names that consent may use; messages show the first one.
    """

    where: str
    what: str
    hint: str = ""
    key: str = ""
    names: tuple[str, ...] = ()

    def consented(self, consent: Consent) -> frozenset[str]:
        """Return the names by which the specs consent to it; none where they do not."""
        return consent.names(self.key) & {*self.names}


class ConsentNeededError(MigrationError):
    """A change that is refused until its specs consent to it.

    Args:
        risks: The risks without consent, each of which a spec can consent to.
    """

    def __init__(self, error: MigrationError, risks: tuple[Risk, ...]) -> None:
        super().__init__(error.what, where=error.where, hint=error.hint, code=error.code)
        self.problems = error.problems
        self.risks = risks


def refuse(risks: Iterable[Risk], consent: Consent) -> frozenset[tuple[str, str]]:
    """Raise an error for the risks without consent, if there are any.

    Args:
        risks: The risks of a change.
        consent: The consent of the specs.


    Returns:
        The consent that was needed: keys and names.

    Raises:
        MigrationError: There are risks without consent; it names all of them.
    """
    consented = {risk: risk.consented(consent) for risk in risks}
    left = [risk for risk, names in consented.items() if not names]
    refused = sorted(left, key=lambda risk: (risk.where, risk.what))
    if not refused:
        return frozenset((risk.key, name) for risk, names in consented.items() for name in names)
    if len(refused) == 1:
        where, what = refused[0].where, refused[0].what
    else:
        where = "prisma"
        lines = "".join(f"\n  {risk.where}: {risk.what}" for risk in refused)
        what = f"{len(refused)} changes could lose data or fail on existing rows:{lines}"
    hints = [*(risk.hint for risk in refused if risk.hint), *_declarations(refused, consent)]
    hint = "\n".join(dict.fromkeys(hints))
    error = MigrationError(what, where=where, hint=hint, code=_CODE)
    error.problems = tuple(_problem(risk, consent) for risk in refused)
    if all(risk.key for risk in refused):
        raise ConsentNeededError(error, tuple(refused))
    raise error


def consent_lines(risks: Iterable[Risk], consent: Consent) -> dict[str, str]:
    """Return the line that consents to risks, by the spec file that has to have it."""
    return {file: _line(keys) for file, keys in _by_file(risks, consent).items()}


def _problem(risk: Risk, consent: Consent) -> Problem:
    file, line, column = consent.place(risk.where) or (FOLDER, 1, 1)
    hints = [*filter(None, [risk.hint]), *_declarations([risk], consent)]
    return Problem(file, line, column, f"{risk.where}: {risk.what}", "\n".join(hints), _CODE)


def _declarations(risks: Iterable[Risk], consent: Consent) -> Iterator[str]:
    """Yield how to consent to risks in specs, one line for each file."""
    for file, keys in _by_file(risks, consent).items():
        condition = " and ".join(_CONDITIONS[key] for key in keys)
        yield f"{condition}, set this in {file}: {_line(keys)}"


def _line(keys: Mapping[str, Sequence[str]]) -> str:
    text = ", ".join(f"{key}: [{', '.join(it)}]" for key, it in keys.items())
    return f"migrate: {{{text}}}"


def _by_file(risks: Iterable[Risk], consent: Consent) -> dict[str, dict[str, list[str]]]:
    """Return the names that consent to risks, by file and key."""
    by_file: dict[str, dict[str, list[str]]] = {}
    for risk in risks:
        if risk.key:
            model, _, part = risk.names[0].partition(".")
            file = consent.files.get(model) if part else None
            names = by_file.setdefault(file or _PROJECT, {}).setdefault(risk.key, [])
            declared = _declared(consent.names(risk.key), model, file)
            names += [name for name in sorted(declared) if name not in names]
            names += [name for name in [part if file else risk.names[0]] if name not in names]
    return by_file


def _declared(names: Collection[str], model: str, file: str | None) -> list[str]:
    """Return the consent that a file declares already, which the new line has to repeat."""
    if file:
        return [name.partition(".")[2] for name in names if name.startswith(f"{model}.")]
    return [name for name in names if name == model or name.startswith(f"{model}.")]
