"""SQLite as Django knows it, with the number of values a statement may hold asked of the library itself.

Django assumes 999, the least that any build allows; current ones take 32,766 or more. With 999 the
answers of one exam need several statements, and their number grows with the items.
"""

import sqlite3

from django.db.backends.sqlite3 import base, features
from django.utils.functional import cached_property


class DatabaseFeatures(features.DatabaseFeatures):
    @cached_property
    def max_query_params(self) -> int:  # type: ignore[override]
        self.connection.ensure_connection()
        return int(self.connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
