"""What specs mean: resolved across resources, frozen, plain data."""

from t3gen.model.advice import warnings
from t3gen.model.app import App
from t3gen.model.backfill import Backfill, backfills
from t3gen.model.build import build, resolve
from t3gen.model.consent import ASSUMPTION, LOSS, Consent, consent
from t3gen.model.consent import names as consent_names
from t3gen.model.constraints import LONGEST as LONGEST_NAME
from t3gen.model.constraints import name as constraint_name
from t3gen.model.domains import Domain, Narrowing
from t3gen.model.following import Derived, made_by, renamed
from t3gen.model.former import Former, former
from t3gen.model.own import OwnModel
from t3gen.model.reserved import OWNER_KEY
from t3gen.model.resource import RECORD_VERSION, Resource

__all__ = [
    "ASSUMPTION",
    "LONGEST_NAME",
    "LOSS",
    "OWNER_KEY",
    "RECORD_VERSION",
    "App",
    "Backfill",
    "Consent",
    "Derived",
    "Domain",
    "Former",
    "Narrowing",
    "OwnModel",
    "Resource",
    "backfills",
    "build",
    "consent",
    "consent_names",
    "constraint_name",
    "former",
    "made_by",
    "renamed",
    "resolve",
    "warnings",
]
