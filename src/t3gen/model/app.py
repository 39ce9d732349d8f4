"""The app that specs are resolved for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from t3gen.model.own_models import OwnModel


@dataclass(frozen=True)
class App:
    """The properties of an app that specs depend on.

    Args:
        database: sqlite or postgresql.
        auth: better-auth or none.
        models: The models of the user's own.
        organisations: Whether users belong to organisations of the auth library.
    """

    database: str = "sqlite"
    auth: str = "better-auth"
    models: tuple[OwnModel, ...] = ()
    organisations: bool = False

    @property
    def own(self) -> Mapping[str, OwnModel]:
        """The models of the user's own, by name."""
        return {one.name: one for one in self.models}

    @property
    def has_lists(self) -> bool:
        """Return whether a column can hold a list of values."""
        return self.database == "postgresql"

    @property
    def has_trigrams(self) -> bool:
        """Return whether the database has trigram indexes for searches in texts."""
        return self.database == "postgresql"

    @property
    def has_users(self) -> bool:
        """Return whether there is a model `User` that relations can point to."""
        return self.auth == "better-auth"

    @property
    def has_organisations(self) -> bool:
        """Return whether the tenants of rows are organisations of the auth library."""
        return self.has_users and self.organisations
