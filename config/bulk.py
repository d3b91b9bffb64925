"""Thousands of rows at once, by the quickest way that each database has; callers hold the transaction.

Rows are tuples in the order of the fields that are named. They go past models, signals and defaults: every
column that may not be empty has to be given, in the database's own form (`prepared`). Constraints hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Rows = Iterable[Sequence[Any]]


def one_at_a_time(model: type[Model]) -> None:
    """Wait until no other transaction that asked the same for the model is under way.

    On SQLite there is one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.db_table])


@contextmanager
def patience(seconds: int = 600) -> Iterator[None]:
    """On SQLite: let this connection wait so long until other writers are done."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {seconds * 1000}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def reserve(model: type[Model], number: int) -> Sequence[int]:
    """Ascending keys that no other row has or will get.

    On SQLite they are free until rows with them are inserted, which the caller does before it reserves again.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            keys = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(keys, [_quoted(table), number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return range(last + 1, last + 1 + number)


def insert(model: type[Model], fields: Sequence[str], rows: Rows) -> None:
    """Add the rows. Raises IntegrityError."""
    table, columns = _quoted(model._meta.db_table), ", ".join(map(_quoted, _columns(model, fields)))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608  our own names


def update(model: type[Model], fields: Sequence[str], rows: Rows) -> None:
    """Give each row, known by the key that comes first in its tuple, the values after it."""
    if connection.vendor == "postgresql":
        _update_from_arrays(model, fields, list(zip(*rows, strict=True)))
        return
    setting = ", ".join(f"{_quoted(column)} = %s" for column in _columns(model, fields))
    statement = f"UPDATE {_quoted(model._meta.db_table)} SET {setting} WHERE id = %s"  # noqa: S608  our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, ((*values, key) for key, *values in rows))


def _update_from_arrays(model: type[Model], fields: Sequence[str], lists: list[tuple]) -> None:
    """One statement whatever the number of rows: an array a column."""
    if not lists:
        return
    kinds = ["bigint", *(_field(model, name).db_type(connection) for name in fields)]
    names = [f"given_{index}" for index in range(len(kinds))]
    setting = ", ".join(
        f"{_quoted(column)} = {name}" for column, name in zip(_columns(model, fields), names[1:], strict=True)
    )
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
    statement = (
        f"UPDATE {_quoted(model._meta.db_table)} SET {setting} "  # noqa: S608  our own names
        f"FROM unnest({arrays}) AS given ({', '.join(names)}) WHERE id = given_0"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(values) for values in lists])


def prepared(model: type[Model], field: str, value: Any) -> Any:
    """The value as the database takes it for the field: for what stands in many rows, such as a day."""
    return _field(model, field).get_db_prep_save(value, connection)


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    return [_field(model, name).column for name in fields]


def _field(model: type[Model], name: str) -> Field:
    return model._meta.get_field(name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
