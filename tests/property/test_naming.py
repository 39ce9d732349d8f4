"""Name arithmetic, whatever the name."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from t3gen.model import inflection

WORD = st.from_regex(r"[A-Z][a-z0-9]{1,8}", fullmatch=True)
RESOURCE = st.lists(WORD, min_size=1, max_size=4).map("".join)
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@given(RESOURCE)
def test_a_resource_name_comes_back_from_every_case(name: str) -> None:
    assert (
        name
        == inflection.pascal(inflection.kebab(name))
        == inflection.pascal(inflection.camel(name))
    )


@given(RESOURCE)
def test_the_variable_is_the_one_of_prismas_client(name: str) -> None:
    assert name[0].lower() + name[1:] == inflection.camel(name)


@given(RESOURCE)
def test_one_and_many_never_have_the_same_variable(name: str) -> None:
    names = inflection.names(name)

    assert names.var != names.plural_var


@given(RESOURCE)
def test_files_folders_and_paths_are_kebab_case(name: str) -> None:
    names = inflection.names(name)

    assert all(KEBAB.fullmatch(one) for one in (names.slug, names.folder, names.path))


@given(st.text(max_size=60))
def test_no_name_is_too_odd_to_be_told(name: str) -> None:
    names = inflection.names(name)

    assert names == inflection.names(name)
    assert inflection.words(name) == inflection.words(inflection.label(name))
