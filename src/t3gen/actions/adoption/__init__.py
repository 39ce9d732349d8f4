"""`t3gen init`: t3gen comes into an existing app, and can leave it again."""

from t3gen.actions.adoption.baseline import baseline
from t3gen.actions.adoption.init import Adoption, Options, init
from t3gen.actions.adoption.undo import undo

__all__ = ["Adoption", "Options", "baseline", "init", "undo"]
