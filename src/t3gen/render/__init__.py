"""Template and answers become texts, in memory and byte for byte as copier writes them."""

from t3gen.render.cache import user_cache
from t3gen.render.location import Origin, package_root
from t3gen.render.template import Rendered, Template, package_template

__all__ = [
    "Origin",
    "Rendered",
    "Template",
    "package_root",
    "package_template",
    "user_cache",
]
