"""The edits that the demo makes fit the template, long before `make demo` makes them."""

from __future__ import annotations

from t3gen.actions.demo import updating
from t3gen.render import package_root


def test_the_change_of_the_template_fits_it_once() -> None:
    source = updating.template_of_services(package_root())

    assert 1 == source.read_text(encoding="utf-8").count(updating.GET)
