"""A copier template on disk, rendered in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from t3gen import ANSWERS_FILE
from t3gen.errors import TemplateError, UsageError
from t3gen.installed import package_root
from t3gen.render import environment as jinja
from t3gen.render import questions
from t3gen.render.exclude import Exclusions
from t3gen.render.inputs import Inputs, mentions
from t3gen.render.location import Origin
from t3gen.render.paths import PathTemplate, PathTemplates

SUFFIX = ".jinja"
_UNSUPPORTED = ("_jinja_extensions", "_skip_if_exists", "_tasks", "_templates_suffix")
_UNRECORDED = Origin("", "")
_FIRST_RECORDS = (1,)
_RESOURCES = "resources"
_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Rendered:
    """A file of a generated project, rendered when its text is first read."""

    __slots__ = ("_text", "executable", "owner", "resource", "source")

    def __init__(
        self,
        text: bytes | Callable[[], bytes],
        *,
        executable: bool = False,
        source: str = "",
        owner: str = "",
        resource: str = "",
    ) -> None:
        """Hold a text, or the function that renders it.

        Args:
            text: The text.
            executable: Whether its owner may run it.
            source: The template file that it comes from.
            owner: The names of what its path loops over, such as "Order"; empty without a loop.
            resource: The resource that it is rendered from alone; empty if from all of them.
        """
        self._text = text
        self.executable = executable
        self.source = source
        self.owner = owner
        self.resource = resource

    @property
    def data(self) -> bytes:
        """The text.

        Raises:
            TemplateError: The template is faulty.
        """
        if not isinstance(self._text, bytes):
            self._text = self._text()
        return self._text

    def __eq__(self, other: object) -> bool:
        """Return whether two files have the same text and mode, whatever their templates."""
        if not isinstance(other, Rendered):
            return NotImplemented
        return (self.data, self.executable) == (other.data, other.executable)

    def __hash__(self) -> int:
        return hash((self.data, self.executable))


@dataclass(frozen=True)
class _Source:
    """One file of the template: where its text comes from and which paths it becomes."""

    name: str
    path: PathTemplate
    executable: bool
    static: bytes | None


class _Generation:
    """The answers of one generation, and what of them the files of each resource are given."""

    def __init__(self, values: Mapping[str, Any], inputs: Inputs | None = None) -> None:
        """Hold the answers.

        Args:
            values: The answers.
            inputs: The inputs of the files of each resource; None if they may read everything.
        """
        self.values = values
        self._inputs = inputs
        self._others = {key: value for key, value in values.items() if key != _RESOURCES}
        records = values.get(_RESOURCES) or [] if inputs else []
        self._names = {id(record): str(record["name"]) for record in records}
        self._contexts: dict[str, Mapping[str, Any]] = {}
        self.scope = id(self)

    def resource(self, loops: Mapping[str, Any]) -> str:
        """Return the name of the resource that a path loops over; empty if it may read all."""
        names = (self._names.get(id(item)) for item in loops.values())
        return next(filter(None, names), "")

    def context(self, resource: str) -> Mapping[str, Any]:
        """Return the answers for the files of a resource."""
        if resource not in self._contexts:
            related = self._inputs.resources(resource) if self._inputs else []
            self._contexts[resource] = {**self._others, _RESOURCES: related}
        return self._contexts[resource]

    def shared(self, other: _Generation) -> frozenset[str]:
        """Return the names of the resources whose files are equal in another generation."""
        if self._inputs is None or other._inputs is None or not self.is_comparable(other):
            return frozenset()
        return self._inputs.shared(other._inputs)

    def is_comparable(self, other: _Generation) -> bool:
        """Return whether two generations can differ in their resources only."""
        has_inputs = self._inputs is not None and other._inputs is not None
        return has_inputs and self._others == other._others


class Template:
    """A template folder (the one that holds copier.yml), read once and rendered often."""

    def __init__(self, root: Path, config: Mapping[str, Any], origin: Origin) -> None:
        """Prefer `Template.load`, which reads the folder's configuration."""
        self.root = root
        self.origin = origin
        self.record_versions: tuple[int, ...] = tuple(config.get("_records") or _FIRST_RECORDS)
        self._related_keys: tuple[str, ...] | None = (
            tuple(config["_related_keys"]) if "_related_keys" in config else None
        )
        self.questions = {question.name: question for question in questions.read(config)}
        self._env = jinja.make(root, config.get("_envops") or {})
        self._paths = PathTemplates(self._env, root)
        self._exclusions = Exclusions(self._env, config.get("_exclude") or ())
        self._folder = root / config.get("_subdirectory", "")
        self._sources = tuple(self._read(file) for file in self._files())

    @classmethod
    def load(cls, root: Path, origin: Origin = _UNRECORDED) -> Template:
        """Read a template folder.

        Args:
            root: The folder that holds copier.yml.
            origin: The address and version to record; empty if nothing is recorded.

        Raises:
            TemplateError: copier.yml is missing, is not YAML, or uses an unsupported setting.
        """
        root = root.resolve()
        try:
            config = yaml.load((root / "copier.yml").read_bytes(), _YamlLoader)
        except (OSError, yaml.YAMLError) as problem:
            raise TemplateError(str(problem), where=str(root / "copier.yml")) from problem
        for key in _UNSUPPORTED:
            if config.get(key):
                raise TemplateError(f'"{key}" is not supported', where=str(root / "copier.yml"))
        return cls(root, config, origin)

    def asked(self, answers: Mapping[str, Any] | None = None) -> dict[str, dict[str, Any]]:
        """Return the text, type, choices and default of each question that a user can answer.

        Args:
            answers: Those of the project, which defaults may depend on.
        """
        defaults = self._values(answers or {})
        return {
            name: {
                "text": question.text,
                "type": question.type,
                "choices": dict(question.choices),
                "default": defaults[name],
            }
            for name, question in self.questions.items()
            if question.asked
        }

    def parse(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the answers that texts on the command line stand for, by question.

        Raises:
            UsageError: A question is unknown, or a text is not of its type.
        """
        names = [name for name, question in self.questions.items() if question.asked]
        for name in texts:
            if name not in names:
                hint = f"the template asks for: {', '.join(names)}"
                raise UsageError(f'there is no question "{name}"', where="--data", hint=hint)
        return {name: self.questions[name].parse(text) for name, text in texts.items()}

    def check(self, answers: Mapping[str, Any]) -> None:
        """Check answers as copier would.

        Raises:
            UsageError: An answer is not one of the choices, or is refused by its validator.
        """
        values = self._values(answers)
        for question in self.questions.values():
            question.check(self._env, values)

    def render(self, answers: Mapping[str, Any]) -> dict[str, Rendered]:
        """Render every file.

        Args:
            answers: Values for the questions of copier.yml; defaults stand in for missing ones,
                keys that are no question are ignored.

        Returns:
            Files by path below the project (with slashes), sorted by path.

        Raises:
            TemplateError: A template is faulty, or two of them give the same path.
        """
        return {
            path: Rendered(
                file.data, executable=file.executable, source=file.source, owner=file.owner
            )
            for path, file in self.lazily(answers).items()
        }

    def lazily(self, answers: Mapping[str, Any]) -> dict[str, Rendered]:
        """Return the files as `render` does, each rendered when its text is first read.

        For files of which few are read; the template folder must not change meanwhile.

        Raises:
            TemplateError: A path is faulty, or two templates give the same one.
        """
        with self._paths.remembering():
            return self._expand(_Generation(self._values(answers)))

    def compare(
        self, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> tuple[dict[str, Rendered], dict[str, Rendered]]:
        """Return the files of two generations, lazily.

        A file is the same object in both if its inputs are equal, and so needs no rendering. What
        the inputs are is declared by `_related_keys` in copier.yml, and nothing else is handed to
        the template. Records of different versions are compared as a whole.

        Raises:
            TemplateError: A path is faulty, or two templates give the same one.
        """
        first, second = self._generations(self._values(before), self._values(after))
        if first.is_comparable(second):
            second.scope = first.scope
        with self._paths.remembering():
            old = self._expand(first)
            return old, self._expand(second, old, first.shared(second))

    def _generations(self, *values: Mapping[str, Any]) -> list[_Generation]:
        records = [record for one in values for record in one.get(_RESOURCES) or ()]
        if self._related_keys is None or len(set(map(frozenset, records))) > 1:
            return [_Generation(one) for one in values]
        held = mentions(records)
        return [
            _Generation(one, Inputs(one.get(_RESOURCES) or (), self._related_keys, held))
            for one in values
        ]

    def _expand(
        self,
        generation: _Generation,
        last: Mapping[str, Rendered] | None = None,
        shared: Collection[str] = (),
    ) -> dict[str, Rendered]:
        recorded = {"_commit": self.origin.commit, "_src_path": self.origin.address}
        values = generation.values
        context = {
            **values,
            "_copier_answers": {**recorded, **values},
            "_copier_conf": {"answers_file": ANSWERS_FILE},
        }
        is_excluded = self._exclusions.matcher(context)
        files: dict[str, Rendered] = {}
        origins: dict[str, str] = {}
        for source in self._sources:
            for path, loops in source.path.expand(context, generation.scope):
                if is_excluded(path):
                    continue
                if first := origins.get(path.casefold()):
                    raise TemplateError(
                        f'"{path}" is also rendered from {first}', where=source.name
                    )
                origins[path.casefold()] = source.name
                resource = generation.resource(loops)
                earlier = last.get(path) if last and resource in shared else None
                if earlier and earlier.source == source.name:
                    files[path] = earlier
                    continue
                inputs = generation.context(resource) if resource else context
                later = partial(self._text, source.name, inputs, loops)
                text = later if source.static is None else source.static
                files[path] = Rendered(
                    text,
                    executable=source.executable,
                    source=source.name,
                    owner="/".join(map(_name, loops.values())),
                    resource=resource,
                )
        return dict(sorted(files.items()))

    def _values(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return an answer to each question, those of copier.yml where none is given."""
        values = {name: answers[name] for name in self.questions if name in answers}
        for name, question in self.questions.items():
            values[name] = question.answer(self._env, values)
        return {name: values[name] for name in self.questions}

    def _text(self, name: str, context: Mapping[str, Any], loops: Mapping[str, Any]) -> bytes:
        try:
            return self._env.get_template(name).render({**context, **loops}).encode()
        except Exception as problem:
            raise jinja.explain(problem, self.root, name) from problem

    def _files(self) -> list[Path]:
        files = [path for path in sorted(self._folder.rglob("*")) if not path.is_dir()]
        names = {str(path) for path in files}
        return [path for path in files if f"{path}{SUFFIX}" not in names]

    def _read(self, file: Path) -> _Source:
        name = file.relative_to(self.root).as_posix()
        if file.is_symlink():
            raise TemplateError("a template may not hold symbolic links", where=name)
        parts = file.relative_to(self._folder).parts
        is_template = file.name.endswith(SUFFIX)
        if is_template:
            parts = (*parts[:-1], parts[-1].removesuffix(SUFFIX))
        return _Source(
            name=name,
            path=self._paths.compile(name, parts),
            executable=bool(file.stat().st_mode & 0o100),
            static=None if is_template else file.read_bytes(),
        )


def _name(item: Any) -> str:
    """Return the name that identifies an item of a loop in every generation."""
    return str(item.get("name", "")) if isinstance(item, Mapping) else str(item)


def package_template(origin: Origin = _UNRECORDED) -> Template:
    """Load the template of this t3gen, from the wheel or the source checkout.

    Args:
        origin: The address and version to record.
    """
    return Template.load(package_root(), origin)
