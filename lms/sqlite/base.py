"""SQLite as Django knows it, with two of its habits mended.

Django assumes 999 values in a statement, the least that any build allows; current ones take 32,766 or
more. With 999 the answers of one exam need several statements, and their number grows with the items.

A table that is altered is made anew, and loses its triggers; ours keep rows from being changed.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.backends.sqlite3 import base, features, operations, schema
from django.utils.functional import cached_property

TRIGGERS = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
# How the names of those end that keep rows from being deleted, see content.append_only.
REFUSING = "_no_delete"


class DatabaseFeatures(features.DatabaseFeatures):
    @cached_property
    def max_query_params(self) -> int:  # type: ignore[override]
        self.connection.ensure_connection()
        return int(self.connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        """Empty tables, for tests: without the triggers that refuse to, which are back at the end.

        PostgreSQL truncates, which its triggers for rows do not hear of.
        """
        emptying = super().sql_flush(style, tables, **options)
        refusing = [t for t in triggers_of(self.connection) if t.name.endswith(REFUSING)]
        dropping = [f"DROP TRIGGER {self.quote_name(trigger.name)}" for trigger in refusing]
        return [*dropping, *emptying, *(trigger.sql for trigger in refusing)] if emptying else []


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    def _remake_table(self, model: Any, *args: Any, **options: Any) -> None:
        before = triggers_of(self.connection)
        super()._remake_table(model, *args, **options)  # type: ignore[misc]
        kept = {trigger.name for trigger in triggers_of(self.connection)}
        for trigger in before:
            if trigger.table == model._meta.db_table and trigger.name not in kept:
                self.execute(trigger.sql)


class Trigger(NamedTuple):
    """sql: the statement that makes it."""

    name: str
    table: str
    sql: str


def triggers_of(connection: Any) -> list[Trigger]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        return [Trigger(*row) for row in cursor.fetchall()]


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
