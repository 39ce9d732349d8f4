"""Template and answers become texts, in memory and byte for byte as copier writes them."""

from t3gen.render.location import SOURCE, installed_commit, package_root
from t3gen.render.template import Rendered, Template, package_template

__all__ = [
    "SOURCE",
    "Rendered",
    "Template",
    "installed_commit",
    "package_root",
    "package_template",
]
