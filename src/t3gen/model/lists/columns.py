"""The columns that unique, index, filter and sort refer to: `customer` is customerId."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from t3gen.model import reserved
from t3gen.model.findings import Findings
from t3gen.model.record import Comparison, Field, Index, Owner, Part, Unique
from t3gen.model.relations import Link, ThroughRelation, ids
from t3gen.spec import FieldSpec, IndexPart, IndexSpec, ResourceSpec, RuleSpec, Word
from t3gen.spec.indexes import BTREE
from t3gen.spec.vocabulary import LONGEST_INDEXED, TEXTS, UNORDERED, names

_BY_HAND = " Other kinds of indexes go into prisma/models/, which may be edited by hand."
_TYPED = " PostgreSQL has other types of indexes: {fields: [tags], type: gin}."
FEWEST = 2
Conditions = Callable[[RuleSpec], tuple[Comparison, ...]]


@dataclass(frozen=True)
class Columns:
    """The names of a model that lists and indexes may refer to."""

    spec: ResourceSpec
    keys: dict[str, str]
    many: dict[str, str]
    findings: Findings

    @property
    def built_in(self) -> tuple[str, ...]:
        """The built-in columns that lists and indexes may name."""
        id_ = () if self.spec.key else (reserved.ID,)
        return (*id_, *self.spec.timestamp_fields)

    @classmethod
    def of(
        cls, spec: ResourceSpec, links: Collection[Link], owner: Owner | None, findings: Findings
    ) -> Columns:
        """Return the names of a spec: fields, relations with its own links, owner."""
        keys = {link.name: link.key for link in links if not link.many}
        if owner is not None and not owner.through:
            keys[owner.name] = owner.key
        return cls(spec, keys, {link.name: link.key for link in links if link.many}, findings)

    def with_through(self, relations: Iterable[ThroughRelation]) -> Columns:
        """Return these names with those of through relations."""
        return replace(self, many={**self.many, **{one.name: one.key for one in relations}})

    def uniques(self, conditions: Conditions) -> tuple[Unique, ...]:
        """Return the unique keys of several fields, and those of some rows.

        Args:
            conditions: Resolves the condition of a key.
        """
        result: list[Unique] = []
        alone = [{self.keys.get(name, name)} for name in _unique_alone(self.spec)]
        if self.spec.key:
            alone.append({self.keys.get(word.text, word.text) for word in self.spec.key})
        for row in self.spec.uniques:
            names = self._column_names(row.fields, "unique")
            where = conditions(row.where) if row.where else ()
            if row.where is None and len(names) < FEWEST:
                self._refuse_single(row.fields)
            elif set(names) in [*alone, *(set(one.fields) for one in result)]:
                what = "these fields are already unique"
                self._add(row.fields[0], "SAID_TWICE", what, "Remove it.")
            elif names:
                result.append(Unique(names, where, map=row.name.text if row.name else ""))
        return tuple(result)

    def key(self) -> tuple[str, ...]:
        """Return the columns of a key of several; empty where there is one id."""
        return self._column_names(self.spec.key, "id")

    def indexes(self) -> tuple[Index, ...]:
        """Return the indexes that the spec declares."""
        result: list[Index] = []
        for row in self.spec.indexes:
            index = self._index(row)
            if index in result:
                word = row.parts[0].name
                self._add(word, "SAID_TWICE", "this index already exists", "Remove it.")
            elif index.parts:
                result.append(index)
        for declaration in self.spec.fields:
            if "index" in declaration.flags and Index((Part(declaration.name.text),)) not in result:
                result.append(Index((Part(declaration.name.text),)))
        return tuple(result)

    def _index(self, row: IndexSpec) -> Index:
        settings = {name: word.text for name, word in row.settings.items()}
        kind = settings.get("type", BTREE)
        words = [part.name for part in row.parts]
        self._column_names(words, "index", is_ordered=kind == BTREE)
        parts = tuple(self._part(part) for part in row.parts)
        return Index(parts, kind, settings.get("ops", ""), settings.get("name", ""))

    def filters(self) -> tuple[str, ...]:
        """Return the fields to filter by."""
        words = [word for word in self.spec.api.filters if "." not in word.text]
        names = self._column_names(words, "filter")
        for word in words:
            self._refuse_hidden(word, "filter")
            if word.text in reserved.QUERY:
                what = f'"{word}" is a query parameter of every list'
                self._add(word, "RESERVED_NAME", what, "Rename the field, or do not filter by it.")
        return names

    def built_in_filters(self) -> tuple[Field, ...]:
        """Return the built-in columns to filter by, as fields."""
        kinds = {name: Field(name, "datetime") for name in self.spec.timestamp_fields}
        if ids.is_generated(self.spec) and not self.spec.key:
            kinds[reserved.ID] = Field(reserved.ID, "uuid", id=ids.held(self.spec.id))
        words = {word.text for word in self.spec.api.filters}
        return tuple(kinds[name] for name in self.built_in if name in words & kinds.keys())

    def search(self) -> tuple[str, ...]:
        """Return the fields to search in."""
        self._refuse_repeated(self.spec.api.search)
        declarations = {declaration.name.text: declaration for declaration in self.spec.fields}
        for word in self.spec.api.search:
            declaration = declarations.get(word.text)
            self._refuse_hidden(word, "search")
            if declaration is None:
                self._unknown(word, list(declarations))
            elif declaration.is_list or declaration.type.text not in TEXTS:
                kind = "a list" if declaration.is_list else declaration.type.text
                what = f'"{word}" is {kind}, and only texts can be searched'
                self._add(word, "SEARCH", what, 'Remove it, or filter by it: "filter".')
        return tuple(word.text for word in self.spec.api.search)

    def sorts(self) -> tuple[str, ...]:
        """Return the fields to sort by."""
        words = self.spec.api.sorts
        self._column_names(words, "sort")
        for word in words:
            self._refuse_hidden(word, "sort")
            declaration = self._declaration(word)
            if word.text in self.keys:
                what = f'"{word}" is a relation, and ids have no meaningful order'
                self._add(word, "SORT", what, "Sort by a field.")
            elif declaration is not None and _is_finer(declaration):
                what = f'"{word}" may differ by microseconds, which cursors do not have'
                self._add(word, "SORT", what, "Sort by a field without native=.")
            elif declaration is not None and _is_long(declaration):
                what = f'"{word}" is a long text, which cannot be sorted'
                self._add(word, "SORT", what, f"Give it a length: max={LONGEST_INDEXED} or less.")
        return tuple(word.text for word in self.spec.api.sorts)

    def _column_names(
        self, words: Sequence[Word], where: str, *, is_ordered: bool = True
    ) -> tuple[str, ...]:
        self._refuse_repeated(words)
        declarations = {declaration.name.text: declaration for declaration in self.spec.fields}
        for word in words:
            declaration = declarations.get(word.text)
            if word.text in self.many and where != "filter":
                what = f'"{word}" is many-to-many, and has no column here'
                self._add(word, where.upper(), what, f'Remove it from "{where}".')
            elif declaration is None and word.text not in {*self.keys, *self.many, *self.built_in}:
                self._unknown(word, [*declarations, *self.keys, *self.many, *self.built_in])
            elif declaration is None or not is_ordered:
                continue
            elif _is_unordered(declaration, where):
                kind = "a list" if declaration.is_list else declaration.type.text
                what = f'"{word}" is {kind}, which cannot be used in "{where}"'
                hint = f'Remove it from "{where}".'
                hint += _TYPED if where == "index" else ""
                self._add(word, where.upper(), what, hint)
            elif _is_long(declaration) and where in ("unique", "index"):
                what = f'"{word}" is a long text, which cannot be indexed'
                hint = f"Give it a length: max={LONGEST_INDEXED} or less."
                hint += _TYPED if where == "index" else _BY_HAND
                self._add(word, "INDEX", what, hint)
        keys = {**self.many, **self.keys}
        return tuple(keys.get(word.text, word.text) for word in words)

    def _unknown(self, word: Word, candidates: Sequence[str]) -> None:
        keys = {**self.many, **self.keys}
        relation = next((name for name, key in keys.items() if key == word.text), None)
        if relation is not None:
            what = f'"{word}" is the key of a relation'
            self._add(word, "UNKNOWN_FIELD", what, f'Write the relation: "{relation}".')
            return
        self.findings.unknown(self.spec, word, "field", candidates)

    def _part(self, part: IndexPart) -> Part:
        order = part.order.text if part.order else "asc"
        if part.order is not None and order not in names.ORDERS:
            what = f'"{order}" is not an order'
            self._add(part.order, "INDEX", what, 'Write "asc" or "desc".')
        return Part(self.keys.get(part.name.text, part.name.text), order)

    def _declaration(self, word: Word) -> FieldSpec | None:
        return next(
            (declaration for declaration in self.spec.fields if declaration.name.text == word.text),
            None,
        )

    def _refuse_single(self, row: Sequence[Word]) -> None:
        declared = {declaration.name.text for declaration in self.spec.fields} | {*self.keys}
        for word in (one for one in row if one.text in {*declared, *self.built_in}):
            what = f'"{word}" is listed alone'
            if word.text not in declared:
                self._add(word, "UNIQUE", what, "Add a field that is unique together with it.")
                continue
            self._add(word, "UNIQUE", what, f'Write "unique" after the field {word} instead.')

    def _refuse_hidden(self, word: Word, where: str) -> None:
        declaration = self._declaration(word)
        if declaration is not None and "hidden" in declaration.flags:
            what = f'"{word}" is hidden, and a {where} would reveal it'
            self._add(word, "HIDDEN", what, f'Remove it from "{where}", or show it.')

    def _refuse_repeated(self, words: Sequence[Word]) -> None:
        seen: set[str] = set()
        for word in words:
            if word.text in seen:
                self._add(word, "SAID_TWICE", f'"{word}" is listed twice', "Remove one.")
            seen.add(word.text)

    def _add(self, word: Word, code: str, what: str, hint: str) -> None:
        self.findings.add(self.spec, word, code, what, hint)


def _unique_alone(spec: ResourceSpec) -> list[str]:
    """Return the fields and relations that are unique by themselves."""
    declared = [(one.name.text, one.flags) for one in spec.fields]
    declared += [(one.name.text, one.flags) for one in spec.relations]
    return [name for name, flags in declared if "unique" in flags]


def _is_long(declaration: FieldSpec) -> bool:
    """Return whether values of a text may be too long for an index."""
    written = declaration.bounds.get("max") or declaration.bounds.get("len")
    digits = written.text if written else ""
    is_short = digits.isdecimal() and int(digits[:9]) <= LONGEST_INDEXED
    return declaration.type.text == "text" and not is_short


def _is_finer(declaration: FieldSpec) -> bool:
    """Return whether a column holds times that JavaScript would round."""
    native = declaration.bounds.get("native")
    return declaration.type.text == "datetime" and native is not None and "(3)" not in native.text


def _is_unordered(declaration: FieldSpec, where: str) -> bool:
    """Return whether a field cannot be compared; lists can be filtered by their elements."""
    return declaration.type.text in UNORDERED or (declaration.is_list and where != "filter")
