"""Migrations for PostgreSQL that do not block other work: several scripts, or one."""
