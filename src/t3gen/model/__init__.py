"""What specs mean: resolved across resources, frozen, plain data."""

from t3gen.model.advice import warnings
from t3gen.model.app import App
from t3gen.model.build import build, resolve
from t3gen.model.own import OwnModel
from t3gen.model.resource import Resource

__all__ = ["App", "OwnModel", "Resource", "build", "resolve", "warnings"]
