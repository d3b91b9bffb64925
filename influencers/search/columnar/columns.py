"""The columns of the quick copy, and how they follow from the database.

Everything that is counted is a column of bits, so that counting is an AND and a population count:
`tier:micro`, `platform:tiktok`, `country:ID`, `niche:7` (its number), `followers:3` (the bin of a histogram).
`text` is name, handle and title as the database folds them, with END between. `order:name` and so on hold row
numbers in the order of a sort key. Rows are listed profiles by number.
"""

from collections.abc import Collection, Iterator

import numpy as np
import polars as pl
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Func, QuerySet, TextField

from influencers.models import Platform, Profile, ProfileNiche, Tier
from influencers.search.query import EDGES, NO_COUNTRY, SORTS, direction
from influencers.search.text import Fold

END = "\0"  # stands in no text of a database, so no term runs over from one text to the next
CHUNK = 50_000
FIGURES = ("followers", "engagement_rate", "price", "credibility")
SCHEMA = {
    "id": pl.Int64,
    "country": pl.String,
    "platform": pl.String,
    "tier": pl.String,
    "followers": pl.Int64,
    "engagement_rate": pl.Float64,
    "price": pl.Int64,
    "credibility": pl.Float64,
    "name": pl.String,
    "handle": pl.String,
    "title": pl.String,
}
ORDERS = [f"{sign}{key}" for key in SORTS for sign in ("", "-")]
VALUES = {"tier": Tier.values, "platform": Platform.values}


class Moment(Func):
    """A time as it sorts: microseconds in PostgreSQL, the stored text in SQLite."""

    arity = 1

    def as_postgresql(self, compiler, connection, **context):
        template = "(EXTRACT(EPOCH FROM %(expressions)s) * 1000000)::bigint"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS text)", **context)


def read(profile_ids: Collection[int] | None = None) -> pl.DataFrame:
    """The columns of every listed profile, or of these, without the orders; three queries."""
    rows = _frame(_rows(profile_ids), {**SCHEMA, "created": _moment_type()})
    flags = [*_flags(rows), *_bins(rows), *_niches(rows["id"], profile_ids)]
    text = pl.concat_str(["name", "handle", "title"], separator=END).alias("text")
    kept = rows.select("id", *FIGURES, text, _moments(rows["created"]).alias("created"))
    return kept.with_columns(*flags, _imports(rows["id"], profile_ids))


def _moment_type() -> pl.DataType:
    return pl.Int64 if connection.vendor == "postgresql" else pl.String


def _moments(created: pl.Series) -> pl.Series:
    if created.dtype == pl.Int64:
        return created
    return created.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us").cast(pl.Int64)


def _rows(profile_ids: Collection[int] | None) -> QuerySet:
    output = BigIntegerField() if connection.vendor == "postgresql" else TextField()
    folds = {"folded_name": Fold("influencer__name"), "folded_handle": Fold("handle")}
    profiles = Profile.objects.listed().annotate(
        **folds, folded_title=Fold("title"), moment=Moment("created_at", output_field=output)
    )
    columns = ("pk", "influencer__country", "platform", "tier", *FIGURES)
    rows = profiles.order_by("pk").values_list(*columns, *folds, "folded_title", "moment")
    return rows if profile_ids is None else rows.filter(pk__in=profile_ids)


def _frame(rows: QuerySet, schema: dict) -> pl.DataFrame:
    """Rows straight from the cursor: converters would do nothing but take time."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return pl.DataFrame(schema=schema)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        chunks = iter(lambda: cursor.fetchmany(CHUNK), [])
        frames = [pl.DataFrame(chunk, schema=schema, orient="row") for chunk in chunks]
    return pl.concat(frames, rechunk=True) if frames else pl.DataFrame(schema=schema)


def _flags(rows: pl.DataFrame) -> Iterator[pl.Series]:
    for facet, values in VALUES.items():
        yield from (_flag(rows[facet], facet, value) for value in values)
    for code in sorted(rows["country"].unique()):
        yield (rows["country"] == code).alias(f"country:{code or NO_COUNTRY}")


def _flag(column: pl.Series, facet: str, value: str) -> pl.Series:
    return (column == value).alias(f"{facet}:{value}")


def _bins(rows: pl.DataFrame) -> Iterator[pl.Series]:
    for figure, edges in EDGES.items():
        known = rows[figure].is_not_null()
        bins = np.searchsorted(np.array(edges[1:-1]), rows[figure].fill_null(0).to_numpy(), side="right")
        numbers = pl.Series(bins.astype(np.uint8))
        for index in range(len(edges) - 1):
            yield ((numbers == index) & known).alias(f"{figure}:{index}")


def _pairs(ids: pl.Series, pairs: QuerySet, profile_ids: Collection[int] | None) -> pl.DataFrame:
    """(row, other): which rows are linked to what; profiles that are not listed drop out."""
    if profile_ids is not None:
        pairs = pairs.filter(profile_id__in=profile_ids)
    linked = _frame(pairs.order_by(), {"id": pl.Int64, "other": pl.Int64})
    places = ids.to_frame("id").with_row_index("row")
    return linked.join(places, on="id").select("row", "other")


def _niches(ids: pl.Series, profile_ids: Collection[int] | None) -> Iterator[pl.Series]:
    pairs = _pairs(ids, ProfileNiche.objects.values_list("profile_id", "niche_id"), profile_ids)
    for (niche,), linked in pairs.group_by("other"):
        bits = np.zeros(len(ids), dtype=bool)
        bits[linked["row"].to_numpy()] = True
        yield pl.Series(f"niche:{niche}", bits)


def _imports(ids: pl.Series, profile_ids: Collection[int] | None) -> pl.Series:
    """A list a row of the imports that it came with."""
    through = Profile.imports.through.objects.values_list("profile_id", "import_id")
    lists = _pairs(ids, through, profile_ids).group_by("row").agg(pl.col("other"))
    places = pl.DataFrame({"row": pl.arange(0, len(ids), eager=True, dtype=pl.UInt32)})
    return places.join(lists, on="row", how="left", maintain_order="left")["other"].alias("imports")


def with_orders(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the row numbers in every order; rows have to stand by number already."""
    name = pl.col("text").str.split_exact(END, 1).struct.field("field_0")
    keys = frame.select(*FIGURES, "created", name=name)
    return frame.with_columns(order(keys, sort) for sort in ORDERS)


def order(keys: pl.DataFrame, sort: str) -> pl.Series:
    """Row numbers in the order of a sort key: what is not known last, equals by number."""
    column, descending = key_of(sort)
    return (
        keys[column]
        .to_frame()
        .with_row_index("row")
        .sort(column, descending=descending, nulls_last=True, maintain_order=True)["row"]
        .cast(pl.UInt32)
        .alias(f"order:{sort}")
    )


def key_of(sort: str) -> tuple[str, bool]:
    """The column that a sort key orders by, and whether from the largest down."""
    name, descending = direction(sort)
    return {"influencer__name": "name", "created_at": "created"}.get(name, name), descending
