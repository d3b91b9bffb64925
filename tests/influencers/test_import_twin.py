"""The quick import beside a slow one that does the same record by record, through the models."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from influencers import current
from influencers.importing import runs
from influencers.importing.cleaning import clean
from influencers.importing.niches import NicheWords
from influencers.models import (
    Credibility,
    Import,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
    Source,
)
from influencers.models.profile import identity_of
from tests import factories
from tests.influencers.import_files import csv_file

HEADER = ["username", "nama lengkap", "platform", "kategori", "followers", "avg likes", "kota", "harga reel"]
DAYS = (date(2026, 3, 1), date(2026, 4, 1))


def slow_import(opened, *, sha256, as_of):
    """As docs/imports.md says it, a query a question; the outcomes by row."""
    source = Source.objects.create(name="slow", kind="file", obtained_on=as_of)
    run = Import.objects.create(
        file_name="slow", sha256=sha256, as_of=as_of, source=source, status="done", finished_at=timezone.now()
    )
    lasting = {}
    for record in clean(opened.sheet, opened.understanding).records:
        lasting[record.platform, identity_of(handle=record.handle, title=record.title)] = record
    return [bring_one(record, key, run) for key, record in lasting.items()]


def bring_one(record, key, run):
    platform, identity = key
    profile = Profile.objects.filter(platform=platform, identity=identity).first()
    outcome = "updated" if profile else "created"
    changed = profile is None
    profile = profile or new_profile(record, platform)
    changed |= fill(profile, record)
    niches, __ = NicheWords().find(record.niches)
    if not profile.niche_weights.exists():
        for niche in niches:
            ProfileNiche.objects.create(profile=profile, niche_id=niche, weight=1 / len(niches))
        changed |= bool(niches)
    changed |= observe(profile, record, run)
    current.refresh([profile.pk])
    return outcome if changed else "unchanged"


def new_profile(record, platform):
    person = Influencer.objects.create(name=record.shown_name)
    title = record.title or record.name
    return Profile.objects.create(influencer=person, platform=platform, handle=record.handle, title=title)


def fill(profile, record):
    person, changed = profile.influencer, False
    for row, names in (
        (person, ("country", "city", "gender", "bio")),
        (profile, ("url", "audience_country")),
    ):
        for name in names:
            if getattr(record, name) and not getattr(row, name):
                setattr(row, name, getattr(record, name))
                changed = True
    if record.name and record.name != person.name and person.name.lower() == profile.handle.lower():
        person.name, changed = record.name, True
    person.save()
    profile.save()
    return changed


def observe(profile, record, run):
    facts = []
    if record.figures:
        facts.append((Measurement, "measured_on", {}, dict(record.figures)))
    for basis, share in record.credibility.items():
        facts.append((Credibility, "assessed_on", {"basis": basis}, {"share": share}))
    for price in record.prices:
        values = {"amount": price.amount, "currency": price.currency}
        facts.append((Rate, "quoted_on", {"deliverable": price.deliverable}, values))
    return sum(observe_one(profile, run, *fact) for fact in facts) > 0


def observe_one(profile, run, model, dated, key, values):
    same_file = {"source__import_run__sha256": run.sha256}
    everything = dict.fromkeys(("followers", "average_likes")) if model is Measurement else {}
    known = model.objects.filter(profile=profile, **key)
    alike = known.filter(**{name: values.get(name) for name in {**everything, **values} if values.get(name)})
    for name in everything:
        alike = alike if values.get(name) else alike.filter(**{f"{name}__isnull": True})
    if alike.filter(**same_file).exists() or alike.filter(**{dated: run.as_of}).exists():
        return False
    ours = known.filter(**same_file).order_by("pk").last()
    if ours:
        model.objects.filter(pk=ours.pk).update(**{**everything, **values})
    else:
        model.objects.create(profile=profile, source=run.source, **{dated: run.as_of}, **key, **values)
    return True


def catalogue():
    """What the catalogue holds, without keys and moments."""
    return [
        {
            "account": (row.platform, row.identity, row.handle, row.title, row.url),
            "current": [getattr(row, name) for name in current.FIELDS if name != "source"],
            "tier": row.tier,
            "person": [
                getattr(row.influencer, name) for name in ("name", "country", "city", "gender", "bio")
            ],
            "niches": sorted(row.niche_weights.values_list("niche", "weight")),
            "measured": sorted(
                row.measurements.values_list("measured_on", "followers", "average_likes"), key=str
            ),
            "rates": sorted(row.rates.values_list("quoted_on", "deliverable", "amount", "currency", "basis")),
        }
        for row in Profile.objects.select_related("influencer").order_by("platform", "identity")
    ]


ROW = st.tuples(
    st.sampled_from(["satu", "@Satu", "dua", "TIGA", "empat", "lima"]),
    st.sampled_from(["", "Nama", "Lain"]),
    st.sampled_from(["instagram", "tiktok"]),
    st.sampled_from(["", "Beauty", "Beauty, Travel", "Entah"]),
    st.sampled_from(["", "5rb", "0", "120000", "aneh"]),
    st.sampled_from(["", "70", "1200"]),
    st.sampled_from(["", "Bandung", "Medan"]),
    st.sampled_from(["", "Rp 50.000", "1,5jt"]),
)
SURE = ("pasti", "Nama Pasti", "instagram", "Beauty", "45000", "1200", "Solo", "Rp 2.000.000")
FILES = st.lists(st.tuples(st.lists(ROW, max_size=8), st.sampled_from(DAYS)), min_size=1, max_size=3)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES)
def test_a_list_brings_what_bringing_its_records_one_by_one_brings(tmp_path, files):
    paths = [csv_file(tmp_path, HEADER, SURE, *rows, name=f"{at}.csv") for at, (rows, __) in enumerate(files)]
    told, catalogues = [], []
    for bring in (slow, quick):
        with transaction.atomic():
            told.append([bring(path, day) for path, (__, day) in zip(paths, files, strict=True)])
            catalogues.append(catalogue())
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert catalogues[0] == catalogues[1]


def slow(path, day):
    outcomes = slow_import(runs.open_file(path, file_name=path.name), sha256=runs.digest(path), as_of=day)
    return {name: outcomes.count(name) for name in ("created", "updated", "unchanged")}


def quick(path, day):
    run = Import(file_name=path.name, sha256=runs.digest(path), as_of=day)
    report = runs.carry_out(run, runs.open_file(path, file_name=path.name)).report
    assert report["rows"] == report["skipped"] + sum(
        report[name] for name in ("created", "updated", "unchanged")
    )
    return {name: report[name] for name in ("created", "updated", "unchanged")}


@pytest.mark.django_db
@pytest.mark.parametrize("platform", ["instagram", "tiktok", "youtube"])
def test_current_figures_in_python_are_those_of_queries(platform):
    """`current.figures` beside the expressions that queries use, measurement by measurement."""
    known = {"followers": 5_000, "average_views": 900.0, "average_likes": 70.0}
    rate = {"engagement_rate": 0.03, "engagement_denominator": "reach"}
    more = ({}, {"average_comments": 3.0}, {"average_engagements": 99.5}, {"average_shares": 1.25}, rate)
    chosen = ("followers",), ("average_views", "average_likes"), tuple(known)
    for figures in ({name: known[name] for name in names} | extra for names in chosen for extra in more):
        row = factories.profile(platform=platform, followers=figures.pop("followers", None), figures=figures)
        seen = Measurement.objects.filter(profile=row).annotate(e=current.ENGAGEMENTS, r=current.RATE)
        assert seen.values_list("e", "r").get() == (row.average_engagements, row.engagement_rate)
        assert bool(row.engagement_denominator) == (row.engagement_rate is not None)
