"""Tables whose rows stay as they were written: refused by the database itself, whoever asks it.

Triggers, as neither database has a permission that its owner could not lift in passing. They refuse
UPDATE and DELETE of rows; to empty a whole table for tests is another matter, see lms.sqlite.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


@dataclass(frozen=True)
class AppendOnly:
    """One table whose rows stay.

    fixed: columns that never change. clearable: may become null, as a person's account may go.
    once: null until it is set, then fixed. written: the same of text, which is "" until then.
    """

    table: str
    fixed: Collection[str]
    clearable: Collection[str] = ()
    once: Collection[str] = ()
    written: Collection[str] = ()

    def refused(self, differs: str) -> str:
        """Return when an update is refused, in SQL. differs: how the database says "is not the same"."""
        conditions = [f'OLD."{c}" {differs} NEW."{c}"' for c in self.fixed]
        conditions += [f'(NEW."{c}" IS NOT NULL AND OLD."{c}" {differs} NEW."{c}")' for c in self.clearable]
        conditions += [f'(OLD."{c}" IS NOT NULL AND OLD."{c}" {differs} NEW."{c}")' for c in self.once]
        conditions += [f'(OLD."{c}" <> \'\' AND OLD."{c}" {differs} NEW."{c}")' for c in self.written]
        return " OR ".join(conditions)


def refuse_changes(*tables: AppendOnly) -> migrations.RunPython:
    """Return the step of a migration that makes these tables append-only, with its reverse."""
    return migrations.RunPython(_over(tables, _making), _over(tables, _dropping))


def _over(
    tables: Iterable[AppendOnly], statements: Callable[[AppendOnly, str], Iterable[str]]
) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    def run(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            for statement in statements(table, editor.connection.vendor):
                editor.execute(statement, params=None)  # None: its per cent signs are its own

    return run


def _making(kept: AppendOnly, vendor: str) -> Iterable[str]:
    table = kept.table
    if vendor == "postgresql":
        act, differs = "FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()", "IS DISTINCT FROM"
        yield FUNCTION
    else:
        act = f"FOR EACH ROW {{when}} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        differs = "IS NOT"
    when = f"WHEN ({kept.refused(differs)})"
    yield f'CREATE TRIGGER {table}_no_update BEFORE UPDATE ON "{table}" {act.format(when=when)}'
    yield f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" {act.format(when="")}'


def _dropping(kept: AppendOnly, vendor: str) -> Iterable[str]:
    of_table = f' ON "{kept.table}"' if vendor == "postgresql" else ""
    for act in ("update", "delete"):
        yield f"DROP TRIGGER IF EXISTS {kept.table}_no_{act}{of_table}"
