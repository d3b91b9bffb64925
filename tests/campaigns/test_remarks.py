"""Notes, tags and blocks: kept by a brand, seen by its members, heeded by its lists and recommendations."""

import pytest

from campaigns.models import Block, Note, Role, Tag
from campaigns.planning.answer import answer_for
from campaigns.planning.candidates import candidates
from campaigns.planning.work import fingerprint
from tests import factories as make
from tests.campaigns import pools

pytestmark = pytest.mark.django_db
LIST = "/influencers/"


def listed(client, **query):
    return {row.profile for row in client.get(LIST, query).context["rows"]}


def page_of(client, influencer):
    return client.get(influencer.get_absolute_url()).content.decode()


# --- tags ---------------------------------------------------------------------------------------------


def test_ticked_people_are_tagged_and_found_by_the_tag(client, planner, brand):
    person = make.influencer()
    rows = [make.profile(influencer=person, platform=platform) for platform in ("instagram", "tiktok")]
    other = make.profile()
    values = {"profile": rows[0].pk, "tag": "Q3", "tag_brand": brand.pk}
    for name in ("Q3", "q3"):  # sent twice, and in other letters: the same tag
        answer = client.post("/remarks/tag/", values | {"tag": name})
    tag = Tag.objects.get()
    assert answer.url == f"{LIST}?tag={tag.pk}"
    assert listed(client, tag=tag.pk) == set(rows), "a tag belongs to the person"
    assert listed(client) == {*rows, other}
    page = client.get(LIST, {"tag": tag.pk})
    assert [(chip.facet, chip.value, chip.url) for chip in page.context["chips"]] == [("Tag", "Q3", LIST)]
    assert f"tag={tag.pk}" in page.context["query"]
    assert '<span class="tag"' in page.content.decode()


def test_all_that_match_are_tagged(client, planner, brand):
    for number in range(3):
        make.profile(followers=5_000 + number)
    make.profile(followers=500_000)
    values = {"all": "tier=micro", "expected": "3", "tag": "Q3", "tag_brand": brand.pk}
    client.post("/remarks/tag/", values)
    assert Tag.objects.get().influencers.count() == 3


@pytest.mark.parametrize("tag", ["", "x" * 41, "x\x00"])
def test_a_tag_that_cannot_be_is_refused(client, planner, brand, tag):
    values = {"profile": make.profile().pk, "tag": tag, "tag_brand": brand.pk}
    assert list(client.post("/remarks/tag/", values).context["form"].errors) == ["tag"]
    assert not Tag.objects.exists()


def test_tags_of_other_brands_do_not_exist(client, planner, brand):
    row = make.profile()
    foreign = make.tag(brand=make.brand(), name="Theirs", influencers=[row.influencer])
    page = client.get(LIST, {"tag": foreign.pk})
    assert page.context["reading"].filters.tag == ()
    assert "is not known, so it was left out" in page.content.decode()
    assert "Theirs" not in page_of(client, row.influencer)
    values = {"profile": row.pk, "tag": "Q3", "tag_brand": foreign.brand.pk}
    assert list(client.post("/remarks/tag/", values).context["form"].errors) == ["tag_brand"]


def test_a_tag_that_nobody_bears_is_gone(client, planner, brand):
    first, second = make.influencer(), make.influencer()
    tag = make.tag(brand=brand, influencers=[first, second])
    client.post(f"/remarks/tags/{tag.pk}/off/", {"influencer": first.pk})
    assert list(tag.influencers.all()) == [second]
    client.post(f"/remarks/tags/{tag.pk}/off/", {"influencer": second.pk})
    assert not Tag.objects.exists()


# --- blocks -------------------------------------------------------------------------------------------


def test_who_is_blocked_is_hidden_until_asked_for(client, planner, brand):
    person, other = make.influencer(), make.profile()
    rows = [make.profile(influencer=person, platform=platform) for platform in ("instagram", "tiktok")]
    values = {"profile": [rows[0].pk], "reason": "Late twice", "block_brand": brand.pk}
    for _time in range(2):
        client.post("/remarks/block/", values)
    assert Block.objects.get().reason == "Late twice"
    assert listed(client) == {other}
    assert listed(client, blocked="yes") == {other, *rows}
    assert "blocked for" in client.get(LIST, {"blocked": "yes"}).content.decode()
    assert "Late twice" in page_of(client, person)
    client.post(f"/remarks/blocks/{Block.objects.get().pk}/lift/")
    assert listed(client) == {other, *rows}


def test_a_block_of_one_of_two_brands_is_shown_and_said(client, planner, brand):
    row, second = make.profile(), make.brand()
    second.memberships.create(user=planner, role=Role.VIEWER)
    make.block(brand=second, influencer=row.influencer)
    assert listed(client) == {row}
    assert f"blocked for {second}" in client.get(LIST).content.decode()
    make.block(brand=brand, influencer=row.influencer)
    assert listed(client) == set()


def test_the_block_of_a_stranger_hides_nobody(client, planner):
    row = make.profile()
    make.block(brand=make.brand(), influencer=row.influencer)
    assert listed(client) == {row}
    assert "blocked for" not in page_of(client, row.influencer)


def test_who_is_blocked_is_not_found_similar(client, planner, brand):
    niche = make.niche(slug="skincare")
    seed, other = (make.profile(followers=5_000, niches=[niche]) for _number in range(2))
    make.block(brand=brand, influencer=other.influencer)
    assert client.get("/influencers/similar/", {"profile": seed.pk}).context["found"].matching == 0


def test_a_block_keeps_out_of_recommendations_and_outdates_them(brand):
    niche = make.niche(slug="skincare")
    pools.as_the_playbook_says(niche)
    campaign = make.campaign(brand=brand, niches=[niche], audience_size=3_000_000)
    before, answer = fingerprint(campaign), answer_for(campaign, progress=lambda *_step: None)
    chosen = answer["lines"][0]["profile"]
    person = next(facts.person for facts in candidates(campaign) if facts.id == str(chosen))
    Block.objects.create(brand=make.brand(), influencer_id=int(person))
    assert fingerprint(campaign) == before
    Block.objects.create(brand=brand, influencer_id=int(person))
    assert fingerprint(campaign) != before
    again = answer_for(campaign, progress=lambda *_step: None)
    assert chosen not in {line["profile"] for line in again["lines"]}
    assert again["left_out"]["blocked"] == 1
    kept_out = {line["profile"]: line["kept_out"] for line in again["not_chosen"]}
    assert kept_out.get(chosen, "blocked") == "blocked"


# --- notes --------------------------------------------------------------------------------------------


def test_notes_are_kept_with_their_author(client, planner, brand):
    person = make.profile().influencer
    client.post("/remarks/note/", {"influencer": person.pk, "brand": brand.pk, "text": "Answers quickly"})
    note = Note.objects.get()
    assert (note.written_by, note.brand, note.influencer) == (planner, brand, person)
    html = page_of(client, person)
    assert "Answers quickly" in html
    assert planner.username in html
    client.post(f"/remarks/notes/{note.pk}/remove/")
    assert not Note.objects.exists()


def test_members_read_and_strangers_see_nothing(client, brand):
    person = make.profile().influencer
    make.note(brand=brand, influencer=person, text="For us alone")
    client.force_login(make.member(brand=brand, role=Role.VIEWER))
    html = page_of(client, person)
    assert "For us alone" in html
    assert "/remarks/note/" not in html
    client.force_login(make.member(brand=make.brand()))
    assert "For us alone" not in page_of(client, person)


def test_the_list_takes_as_many_queries_with_marks(client, planner, brand, django_assert_max_num_queries):
    rows = [make.profile(followers=5_000) for _number in range(6)]
    for row in rows:
        make.tag(brand=brand, influencers=[row.influencer])
        make.block(brand=brand, influencer=row.influencer)
    with django_assert_max_num_queries(34):
        client.get(LIST, {"blocked": "yes", "tag": Tag.objects.first().pk})
