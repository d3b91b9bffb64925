"""Text as searches compare it: letter case makes no difference, anything else does, on every database.

PostgreSQL folds by its own LOWER. SQLite folds the ASCII letters alone, so there Python folds: the function
`fold` stands in its SQL as CATALOGUE_FOLD.
"""

from django.db import connection
from django.db.models import CharField, Func

ASCII_FROM_OTHERS = ("\u0130", "\u212a")  # letters whose small form begins with an ASCII letter


def fold(text: str | None) -> str | None:
    """Small letters; each by itself, so that a part of a text folds to a part of the folded text.

    What is not ASCII stays so: a search in ASCII finds the same by SQLite's own LIKE, which is quicker.
    """
    if text is None or text.isascii():
        return text and text.lower()
    if any(letter in text for letter in ASCII_FROM_OTHERS):
        return "".join(letter if letter in ASCII_FROM_OTHERS else fold(letter) for letter in text)
    return text.lower().replace("ς", "σ")


class Fold(Func):
    """`fold` in SQL, ordered by code points: the same order in both databases and outside of them."""

    output_field = CharField()
    arity = 1

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template='(LOWER(%(expressions)s) COLLATE "C")', **context)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="CATALOGUE_FOLD", **context)


def folded(term: str) -> str:
    """A term as the database folds it; asks it where Python might think otherwise."""
    if connection.vendor == "sqlite":
        return fold(term)
    if term.isascii() and term == term.lower():
        return term
    with connection.cursor() as cursor:
        cursor.execute("SELECT LOWER(%s)", [term])
        return cursor.fetchone()[0]


def teach(*, connection, **_) -> None:
    """Gives every new connection to SQLite the function that Fold calls."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("CATALOGUE_FOLD", 1, fold, deterministic=True)
