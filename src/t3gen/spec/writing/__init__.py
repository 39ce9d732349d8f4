"""Writing specs: a document as the text of its file, and a file in the usual layout."""

from t3gen.spec.writing.document import dump
from t3gen.spec.writing.enums import with_enums
from t3gen.spec.writing.layout import tidy as layout

__all__ = ["dump", "layout", "with_enums"]
