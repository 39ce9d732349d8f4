"""Render a template with answers in memory, byte for byte as copier does."""

from t3gen.installed import package_root
from t3gen.render.cache import user_cache
from t3gen.render.location import Origin
from t3gen.render.template import Rendered, Template, package_template

__all__ = [
    "Origin",
    "Rendered",
    "Template",
    "package_root",
    "package_template",
    "user_cache",
]
