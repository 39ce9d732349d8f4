"""Adoption of an existing Next app: what it has, and the edits of the files that it shares."""

from t3gen.adopting.advice import advice
from t3gen.adopting.edits import Edit
from t3gen.adopting.found import SCHEMA, Found, look
from t3gen.adopting.manifest import manifest
from t3gen.adopting.ports import (
    ACTOR,
    CLIENT,
    TESTS,
    actor,
    imports,
    is_stock_client,
    session,
    tests,
)
from t3gen.adopting.schema import own_schema, schema
from t3gen.adopting.settings import dotenv, settings
from t3gen.adopting.texts import ignored, typescript

__all__ = [
    "ACTOR",
    "CLIENT",
    "SCHEMA",
    "TESTS",
    "Edit",
    "Found",
    "actor",
    "advice",
    "dotenv",
    "ignored",
    "imports",
    "is_stock_client",
    "look",
    "manifest",
    "own_schema",
    "schema",
    "session",
    "settings",
    "tests",
    "typescript",
]
