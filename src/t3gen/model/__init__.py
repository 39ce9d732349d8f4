"""The meaning of specs: resolved across resources, as frozen, plain data."""

from t3gen.model.advice import warnings
from t3gen.model.app import App
from t3gen.model.build import access_table, build, resolve
from t3gen.model.compatibility import ClientChange, client_changes
from t3gen.model.consent import ASSUMPTION, LOSS, Consent, consent
from t3gen.model.consent import names as consent_names
from t3gen.model.description import Description, describe
from t3gen.model.fields import MADE, Backfill, Domain, Narrowing, backfills, wrong_values
from t3gen.model.names import LONGEST as LONGEST_NAME
from t3gen.model.names import name as constraint_name
from t3gen.model.names import snake
from t3gen.model.own_models import OwnModel
from t3gen.model.record import RECORD_VERSION, Resource
from t3gen.model.relations import LONGEST_GIVEN
from t3gen.model.renames import (
    DerivedName,
    PreviousNames,
    derived_from,
    derived_renames,
    previous_names,
)
from t3gen.model.reserved import OWNER_KEY

__all__ = [
    "ASSUMPTION",
    "LONGEST_GIVEN",
    "LONGEST_NAME",
    "LOSS",
    "MADE",
    "OWNER_KEY",
    "RECORD_VERSION",
    "App",
    "Backfill",
    "ClientChange",
    "Consent",
    "DerivedName",
    "Description",
    "Domain",
    "Narrowing",
    "OwnModel",
    "PreviousNames",
    "Resource",
    "access_table",
    "backfills",
    "build",
    "client_changes",
    "consent",
    "consent_names",
    "constraint_name",
    "derived_from",
    "derived_renames",
    "describe",
    "previous_names",
    "resolve",
    "snake",
    "warnings",
    "wrong_values",
]
