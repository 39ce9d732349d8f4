"""`t3gen init`: add t3gen to an existing app, or remove it again."""

from t3gen.actions.adoption.baseline import baseline
from t3gen.actions.adoption.init import Adoption, Options, init
from t3gen.actions.adoption.undo import undo

__all__ = ["Adoption", "Options", "baseline", "init", "undo"]
