"""Find one record by its id, with all that judging it needs: one query, put into SQL once in a process.

Django builds a query's SQL anew each time, which for these four tables takes fifteen times as long as the
database takes to answer. Held to Django 5.2, whose own way of making objects of rows is used here.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

from certificates.models import Certificate


def look_up() -> QuerySet[Certificate]:
    """Return the records with all that judging them needs, so that many cost one query too."""
    rows = Certificate.objects.select_related("key", "seal_key", "successor")
    return rows.defer("seal_key__chain", "successor__claims", "successor__credential")


def find(public_id: str) -> Certificate | None:
    """Return the record as `look_up` would, or None. One query whether it is there or not."""
    query = _query(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(query.sql, (public_id,))
        row = cursor.fetchone()
    return query.record(row) if row else None


@dataclass(frozen=True)
class Query:
    """sql: with one place, for the id. compiler: Django's, after it has made that SQL.

    converters: by column, from what the database says to what Python says. related: set the key and so on.
    """

    sql: str
    compiler: Any
    converters: Any
    names: list[str]
    related: list[Any]

    def record(self, row: tuple[Any, ...]) -> Certificate:
        values = next(iter(self.compiler.apply_converters([row], self.converters)))
        record: Certificate = Certificate.from_db(DEFAULT_DB_ALIAS, self.names, values[: len(self.names)])
        for populator in self.related:
            populator.populate(values, record)
        return record


@cache
def _query(_vendor: str) -> Query:
    compiler = look_up().filter(public_id="").order_by().query.get_compiler(DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql(with_limits=False)
    own = compiler.klass_info["select_fields"]
    if parameters != ("",) or own != list(range(len(own))):
        raise RuntimeError("Django makes this query in another way now: see finding.py")
    columns = [column for column, _, _ in compiler.select]
    return Query(
        sql=sql,
        compiler=compiler,
        converters=compiler.get_converters(columns),
        names=[column.target.attname for column in columns[: len(own)]],
        related=get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS),  # type: ignore[call-arg]
    )
