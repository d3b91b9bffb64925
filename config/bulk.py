"""Thousands of rows at once, by the quickest way that each database has; callers hold the transaction.

Rows are tuples in the order of the columns that are named. They go past models, signals and defaults: every
column that may not be empty has to be given, in the database's own form (`prepared`). Constraints hold as ever.
"""

from collections.abc import Iterable, Sequence
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


def reserve(model: type[Model], number: int) -> Sequence[int]:
    """Ascending keys that no other row has or will get.

    On SQLite they are free until rows with them are inserted, which the caller does before it reserves again.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, 'id')"
            cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [f'"{table}"', number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return range(last + 1, last + 1 + number)


def insert(model: type[Model], fields: Sequence[str], rows: Rows) -> None:
    """Add the rows. Raises IntegrityError."""
    table, columns = _quoted(model._meta.db_table), ", ".join(_quoted(c) for c in _columns(model, fields))
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
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def update(model: type[Model], fields: Sequence[str], rows: Rows) -> None:
    """Give each row, known by the key that comes first in its tuple, the values after it."""
    table, columns = _quoted(model._meta.db_table), _columns(model, fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given = ", ".join(["%s"] * (len(fields) + 1))
            types = [_field(model, name).db_type(connection) for name in fields]
            lists = list(zip(*rows, strict=True))
            if not lists:
                return
            arrays = ", ".join(["%s::bigint[]", *(f"%s::{kind}[]" for kind in types)])
            names = ", ".join(["given_key", *(_quoted(f"given_{column}") for column in columns)])
            setting = ", ".join(f"{_quoted(column)} = {_quoted(f'given_{column}')}" for column in columns)
            cursor.execute(
                f"UPDATE {table} SET {setting} FROM unnest({arrays}) AS given ({names}) WHERE id = given_key",
                [list(values) for values in lists],
            )
        else:
            setting = ", ".join(f"{_quoted(column)} = %s" for column in columns)
            turned = ((*values, key) for key, *values in rows)
            cursor.executemany(f"UPDATE {table} SET {setting} WHERE id = %s", turned)


def prepared(model: type[Model], field: str, value: Any) -> Any:
    """The value as the database takes it for the field: for what stands in many rows, such as a day."""
    return _field(model, field).get_db_prep_save(value, connection)


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    return [_field(model, name).column for name in fields]


def _field(model: type[Model], name: str) -> Field:
    return model._meta.get_field(name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
