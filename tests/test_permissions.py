"""Who may open which address: one table for every address and everybody. A new address belongs in it."""

from functools import cache

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from campaigns.models import Recommendation, RecommendationState, Role, SavedSearch
from campaigns.planning.answer import answer_for
from influencers.merging.merge import merge_people
from influencers.models import Doubt, Import
from influencers.models.importing import ImportKind
from tests import factories as make
from tests.campaigns import pools

pytestmark = pytest.mark.django_db

# The stranger plans for another brand; the administrator is a superuser and a member of no brand.
EVERYBODY = ("anonymous", "stranger", "viewer", "planner", "approver", "administrator")

PUBLIC = "200 200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200 200"
ADMINISTRATORS = "302 404 404 404 404 200"
MEMBERS = "302 404 200 200 200 404"
NOBODY = "405 405 405 405 405 405"
NOT_SO = "302 405 405 405 405 405"  # whoever may come here, not by this method
LEAVES = "302 302 302 302 302 302"  # does it and redirects; the anonymous to the sign-in
PLANNERS_SEE = "302 404 403 200 403 404"
PLANNERS_DO = "302 404 403 302 403 404"
ANY_PLANNER = "302 200 403 200 403 403"
UPLOADER_SEES = "302 404 404 200 404 200"
UPLOADER_DOES = "302 404 403 302 403 302"

# Address: what a GET answers and what a POST answers, in the order of EVERYBODY.
TABLE = {
    "healthz": (PUBLIC, PUBLIC),
    "accounts/login/": ("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "accounts/logout/": (NOT_SO, LEAVES),
    "accounts/password_change/": (SIGNED_IN, SIGNED_IN),
    "accounts/password_change/done/": (SIGNED_IN, NOT_SO),
    "i18n/setlang/": (NOBODY, LEAVES),
    "": (SIGNED_IN, NOT_SO),
    "influencers/": (SIGNED_IN, NOT_SO),
    "influencers/<int:pk>/": (SIGNED_IN, NOT_SO),
    "influencers/compare/": (SIGNED_IN, LEAVES),
    "influencers/similar/": (SIGNED_IN, LEAVES),
    "influencers/export.<str:file_format>": (NOT_SO, LEAVES),
    "influencers/merge/": ("302 200 403 200 403 200", NOT_SO),
    "influencers/merge/pair/": ("302 302 403 302 403 302", "302 302 403 302 403 302"),
    "influencers/merge/<int:pk>/undo/": (NOT_SO, "302 302 403 302 403 302"),
    "influencers/<int:pk>/personal-data/": (ADMINISTRATORS, ADMINISTRATORS),
    "influencers/<int:pk>/personal-data/export.<str:file_format>": (ADMINISTRATORS, NOT_SO),
    "imports/": (SIGNED_IN, "302 200 403 200 403 200"),
    "imports/overlaps/": (SIGNED_IN, "302 200 403 200 403 200"),
    "imports/overlaps/<int:pk>/": (UPLOADER_SEES, "302 404 404 302 404 302"),
    "imports/review/": (SIGNED_IN, NOT_SO),
    "imports/review/<int:pk>/": (UPLOADER_SEES, "302 404 404 302 404 302"),
    "imports/<int:pk>/rejected.csv": ("302 404 404 302 404 302", NOT_SO),
    "imports/<int:pk>/rejected.xlsx": ("302 404 404 302 404 302", NOT_SO),
    "imports/<int:pk>/": (UPLOADER_SEES, "302 404 404 302 404 302"),
    "imports/<int:pk>/confirm/": (NOT_SO, UPLOADER_DOES),
    "imports/<int:pk>/discard/": (NOT_SO, UPLOADER_DOES),
    "imports/<int:pk>/progress/": (UPLOADER_SEES, NOT_SO),
    "imports/<int:pk>/cancel/": (NOT_SO, UPLOADER_DOES),
    "imports/<int:pk>/undo/": ("302 404 403 302 403 302", UPLOADER_DOES),
    "campaigns/": (SIGNED_IN, NOT_SO),
    "campaigns/new/": (ANY_PLANNER, ANY_PLANNER),
    "campaigns/new/summary/": (NOT_SO, ANY_PLANNER),
    "campaigns/<int:pk>/": (MEMBERS, NOT_SO),
    "campaigns/<int:pk>/edit/": (PLANNERS_SEE, PLANNERS_SEE),
    "campaigns/<int:pk>/recommendation/": (MEMBERS, NOT_SO),
    "campaigns/<int:pk>/recommendation/compute/": (NOT_SO, PLANNERS_DO),
    "campaigns/<int:pk>/recommendation/progress/": (MEMBERS, NOT_SO),
    "campaigns/<int:pk>/recommendation/pin/": (NOT_SO, PLANNERS_DO),
    "campaigns/<int:pk>/recommendation/shortlist.<str:format>": (MEMBERS, NOT_SO),
    "campaigns/<int:pk>/plans/": (NOT_SO, PLANNERS_DO),
    "campaigns/<int:pk>/plans/<int:version>/": (MEMBERS, NOT_SO),
    "campaigns/<int:pk>/plans/<int:version>/shortlist.<str:format>": (MEMBERS, NOT_SO),
    "glossary/": (SIGNED_IN, NOT_SO),
    "how-it-works/": (SIGNED_IN, NOT_SO),
    "how-it-works/method/": (SIGNED_IN, NOT_SO),
    "styleguide/": (ADMINISTRATORS, NOT_SO),
    "tour/": (SIGNED_IN, NOT_SO),
    "lists/": (SIGNED_IN, NOT_SO),
    "lists/add/": (NOT_SO, ANY_PLANNER),
    "lists/<int:pk>/": (MEMBERS, PLANNERS_DO),
    "remarks/tag/": (NOT_SO, ANY_PLANNER),
    "remarks/block/": (NOT_SO, ANY_PLANNER),
    "remarks/note/": (NOT_SO, ANY_PLANNER),
    "remarks/notes/<int:pk>/remove/": (NOT_SO, PLANNERS_DO),
    "remarks/blocks/<int:pk>/lift/": (NOT_SO, PLANNERS_DO),
    "remarks/tags/<int:pk>/off/": (NOT_SO, "302 404 403 404 403 404"),  # off nobody
    "searches/": (SIGNED_IN, NOT_SO),
    "searches/save/": (NOT_SO, ANY_PLANNER),
    "searches/<int:pk>/": ("302 404 302 302 302 404", PLANNERS_DO),
    "searches/<int:pk>/count/": (MEMBERS, NOT_SO),
    "rivals/bookings/": (ANY_PLANNER, ANY_PLANNER),
    "rivals/bookings/<int:pk>/remove/": (NOT_SO, PLANNERS_DO),
}
SENT = {"lists/<int:pk>/": {"delete": "yes"}, "i18n/setlang/": {"language": "id"}}


def addresses(patterns=None, prefix=""):
    """Every address of the resolver as it is written there, without those of the administration."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield route
        elif route != "admin/":
            yield from addresses(pattern.url_patterns, route)


def test_every_address_is_in_the_table():
    assert set(addresses()) == set(TABLE)


@pytest.fixture
def people():
    brand = make.brand()
    return {
        "anonymous": None,
        "stranger": make.member(brand=make.brand(), role=Role.PLANNER),
        "viewer": make.member(brand=brand, role=Role.VIEWER),
        "planner": make.member(brand=brand, role=Role.PLANNER),
        "approver": make.member(brand=brand, role=Role.APPROVER),
        "administrator": make.user(is_staff=True, is_superuser=True),
    }


@cache
def an_answer():
    """What the recommendation page shows, computed once; it stands on its own, without the rows behind it."""
    niche = make.niche(slug="skincare")
    pools.as_the_playbook_says(niche)
    return answer_for(make.campaign(niches=[niche], audience_size=3_000_000), progress=lambda *_step: None)


def a_merge():
    return merge_people(kept=make.influencer(), gone=make.influencer(), by=None)


@pytest.fixture
def rows(people):
    """The keys in an address, by what it begins with."""
    brand = people["planner"].brands.get()
    campaign = make.campaign(brand=brand)
    campaign.plans.create(version=1, answer=an_answer())
    Recommendation.objects.create(
        campaign=campaign, state=RecommendationState.DONE, fingerprint="", answer=an_answer()
    )
    listed = {"sha256": "0" * 64, "as_of": make.A_DAY, "uploaded_by": people["planner"]}
    upload = Import.objects.create(file_name="list.csv", **listed)
    pairs = Import.objects.create(file_name="pairs.csv", kind=ImportKind.OVERLAPS, **listed)
    return {
        "campaigns": campaign.pk,
        "lists": make.saved_list(brand=brand).pk,
        "imports/overlaps": pairs.pk,
        "imports/review": Doubt.objects.create(import_run=upload, row=2, reason="?", kind="flagged").pk,
        "imports": upload.pk,
        "rivals": make.rival_booking(brand=brand).pk,
        "searches": SavedSearch.objects.create(brand=brand, name="Micro").pk,
        "remarks/notes": make.note(brand=brand).pk,
        "remarks/blocks": make.block(brand=brand).pk,
        "remarks/tags": make.tag(brand=brand).pk,
        "influencers/merge": a_merge().pk,
        "influencers": make.profile(followers=5_000).influencer_id,
    }


def filled(address, rows):
    keys = {
        "<int:pk>": next((key for begin, key in rows.items() if address.startswith(begin)), None),
        "<int:version>": 1,
        "<str:format>": "csv",
        "<str:file_format>": "csv",
    }
    for placeholder, value in keys.items():
        address = address.replace(placeholder, str(value))
    return f"/{address}"


def status(person, method, path, data):
    """The answer's status; whatever the request wrote is undone."""
    client = Client(raise_request_exception=True)
    with transaction.atomic():
        if person:
            client.force_login(person)
        found = getattr(client, method)(path, data).status_code
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", TABLE)
def test_the_wall(people, rows, address, method):
    expected = dict(zip(EVERYBODY, map(int, TABLE[address][method == "post"].split()), strict=True))
    data = SENT.get(address, {}) if method == "post" else {}
    found = {name: status(people[name], method, filled(address, rows), data) for name in EVERYBODY}
    assert found == expected


def test_the_anonymous_are_sent_to_the_sign_in_and_back(client):
    assert client.get("/campaigns/new/").url == f"{reverse('login')}?next=/campaigns/new/"


@pytest.mark.parametrize("address", [address for address in TABLE if "<int:pk>" in address])
def test_unknown_keys_are_not_found(people, rows, address):
    nobody = dict.fromkeys(rows, 999_999)
    method = "post" if TABLE[address][0] == NOT_SO else "get"
    assert status(people["planner"], method, filled(address, nobody), {}) == 404


def test_the_administration_is_open_to_administrators_alone(people):
    paths = ["/admin/"] + [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]
    found = {name: {status(people[name], "get", path, {}) for path in paths} for name in EVERYBODY}
    assert found == {name: {200 if name == "administrator" else 302} for name in EVERYBODY}


def test_static_files_are_public(settings):
    settings.WHITENOISE_USE_FINDERS = True
    response = Client().get("/static/css/base.css")
    assert response.status_code == 200
    response.close()


def test_uploads_are_served_to_nobody(people, settings):
    path = settings.MEDIA_ROOT / "imports" / "list.csv"
    path.parent.mkdir(parents=True)
    path.write_text("name\n")
    for address in ("/media/imports/list.csv", "/imports/list.csv"):
        assert status(people["administrator"], "get", address, {}) == 404
