"""All-in costs from rows to page and spreadsheet: who is paid, which rates hold, what comes on top."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from campaigns.models import Campaign, Recommendation
from campaigns.planning import work
from campaigns.planning.answer import answer_for
from campaigns.planning.brief import brief_of
from campaigns.planning.work import fingerprint
from campaigns.reporting.bill import CODE, bill_of
from campaigns.reporting.presentation import dressed, present
from campaigns.strategy.costs.bill import ORDER
from influencers.models import ExchangeRate, Rate, TaxRate
from tests import factories as make
from tests.campaigns import pools

pytestmark = pytest.mark.django_db
M = 1_000_000
ON_TOP = {"agency_fee": 0.1, "agency_is_pkp": True, "boost": 0.25, "contingency": 0.05}


def brief(brand=None, **fields):
    defaults = {"budget": 100 * M, "audience_size": 3 * M, "share_cap": 1.0}
    return make.campaign(brand=brand or make.brand(), **(defaults | fields))


def one_profile(*, price=20 * M, basis="unknown", currency="IDR", **vendor):
    row = make.profile(
        influencer=make.influencer(**vendor), followers=50_000, figures={"average_reach": 9_000}
    )
    make.rate(profile=row, amount=price, basis=basis, currency=currency)
    return row


def answered(campaign):
    return answer_for(campaign, progress=lambda percent, step: None)


def bill(part):
    return {row["code"]: row["amount"] for row in part["bill"]}


def paid(part):
    return sum(row["amount"] for row in part["bill"] if not row["inside"])


def test_every_line_is_its_bill_and_the_bills_add_up():
    niche = make.niche(slug="skincare")
    pools.as_the_playbook_says(niche)
    Rate.objects.filter(amount__lt=20 * M).update(basis="nett")
    answer = answered(brief(niches=[niche], **ON_TOP))
    assert len(answer["lines"]) > 2
    assert all(paid(line["cost"]) == line["cost"]["amount"] for line in answer["lines"])
    assert sum(line["cost"]["amount"] for line in answer["lines"]) == answer["totals"]["cost"] == paid(answer)
    assert answer["totals"]["cost"] <= 100 * M
    assert {"gross_up", "pph21", "agency_fee", "agency_ppn", "handling", "boost"} <= bill(answer).keys()
    assert answer["overheads"] == {"agency_fee": 0.1, "boost": 0.25, "contingency": 0.05}


@pytest.mark.parametrize(("agency_fee", "fits"), [(0.0, True), (0.01, False)])
def test_the_budget_has_to_pay_for_everything(agency_fee, fits):
    one_profile()
    answer = answered(brief(budget=20_500_000, agency_fee=agency_fee))
    assert bool(answer["lines"]) is fits


@pytest.mark.parametrize(
    ("vendor", "basis", "lines"),
    [
        ({}, "gross", {"subtotal": 20 * M, "pph21": 500_000}),
        ({"vendor_kind": "individual_without_npwp"}, "gross", {"subtotal": 20 * M, "pph21": 600_000}),
        (
            {"vendor_kind": "company", "is_pkp": True},
            "gross",
            {"subtotal": 20 * M, "pph23": 400_000, "ppn": 2_200_000},
        ),
        (
            {"vendor_kind": "company"},
            "nett",
            {"subtotal": 20 * M, "gross_up": 408_163, "pph23": 408_163},
        ),
    ],
)
def test_who_is_paid_decides_the_tax(vendor, basis, lines):
    one_profile(basis=basis, **vendor)
    cost = answered(brief())["lines"][0]["cost"]
    assert bill(cost) == {**lines, "handling": 500_000}
    assert cost["vendor"]["assumed"] is (not vendor)


@pytest.mark.parametrize(
    ("brand_is_pkp", "brief_says", "credited"),
    [(False, None, False), (True, None, True), (True, False, False), (False, True, True)],
)
def test_a_brand_that_is_pkp_gets_ppn_back_unless_the_brief_says_otherwise(
    brand_is_pkp, brief_says, credited
):
    one_profile(is_pkp=True)
    answer = answered(brief(make.brand(is_pkp=brand_is_pkp), gets_ppn_back=brief_says))
    assert answer["totals"]["cost"] == (20_500_000 if credited else 22_700_000)
    assert bill(answer)["ppn_credited" if credited else "ppn"] == 2_200_000


def test_the_rates_are_those_of_the_campaigns_first_day():
    one_profile(is_pkp=True)
    TaxRate.objects.create(kind="ppn", valid_from=date(2026, 12, 15), value=0.12, source="A new law")
    assert bill(answered(brief()))["ppn"] == 2_200_000
    later = answered(brief(starts_on=date(2026, 12, 15)))
    assert bill(later)["ppn"] == 2_400_000
    assert later["tax"]["as_of"] == "2026-12-15"
    assert "A new law" in later["tax"]["sources"]


def test_a_tax_rate_that_is_missing_is_named(client):
    campaign = brief()
    one_profile()
    TaxRate.objects.filter(kind="pph23").delete()
    client.force_login(make.member(brand=campaign.brand))
    page = client.post(reverse("campaigns:compute", args=[campaign.pk]), follow=True).text
    assert "A tax rate is missing." in page
    assert "pph23 on 2026-12-01" in page
    with pytest.raises(CommandError, match="pph23"):
        call_command("recommend", "--campaign", str(campaign.pk))


def test_a_budget_in_dollars_pays_prices_in_rupiah_by_the_dated_rate(client):
    """20,000,000 / 16,000 = 1,250; 2.5 % of it 31.25; PPN 137.5; handling 500,000 / 16,000 = 31.25."""
    ExchangeRate.objects.create(currency="USD", rupiah=15_000, as_of=date(2026, 1, 1), source="An old bank")
    ExchangeRate.objects.create(currency="USD", rupiah=16_000, as_of=date(2026, 6, 1), source="A bank")
    one_profile(is_pkp=True)
    campaign = brief(budget=2_000, currency="USD")
    answer = answered(campaign)
    assert bill(answer) == {"subtotal": 1_250, "pph21": 31, "ppn": 138, "handling": 31}
    assert answer["totals"]["cost"] == 1_419
    assert answer["exchange"] == [
        {"currency": "USD", "rupiah": 16_000.0, "as_of": "2026-06-01", "source": "A bank"}
    ]
    client.force_login(make.member(brand=campaign.brand))
    page = client.post(reverse("campaigns:compute", args=[campaign.pk]), follow=True).text
    assert "1 USD = Rp\u00a016,000: A bank, 1 Jun 2026." in page


def test_a_price_in_dollars_says_by_which_rate_it_became_rupiah():
    ExchangeRate.objects.create(currency="USD", rupiah=16_000, as_of=date(2026, 6, 1), source="A bank")
    one_profile(price=1_000, currency="USD")
    answer = answered(brief())
    assert bill(answer)["subtotal"] == 16 * M
    assert [row["currency"] for row in answer["exchange"]] == ["USD"]


def test_without_foreign_money_no_rate_of_exchange_is_named():
    ExchangeRate.objects.create(currency="USD", rupiah=16_000, as_of=date(2026, 6, 1), source="A bank")
    one_profile()
    assert answered(brief())["exchange"] == []


def test_every_line_of_a_bill_has_words():
    assert set(CODE) == set(ORDER)


@pytest.fixture
def shown(client):
    """A campaign with a computed recommendation, and its member signed in."""
    niche = make.niche(slug="skincare")
    pools.as_the_playbook_says(niche)
    campaign = brief(niches=[niche], **ON_TOP)
    client.force_login(make.member(brand=campaign.brand))
    work.ask(campaign=campaign)
    return campaign


def page_of(client, campaign):
    return client.get(reverse("campaigns:recommendation", args=[campaign.pk])).text


def test_the_page_shows_the_bill_as_an_estimate_with_its_rates(client, shown):
    page = page_of(client, shown)
    assert "check it with a tax adviser" in page
    assert "10\u00a0% of the fees after discount and gross-up." in page
    assert "PMK 131/2024" in page
    assert "nobody knows who is paid" in page


def test_an_answer_from_before_there_were_bills_is_still_shown(client, shown):
    row = Recommendation.objects.get()
    for key in ("bill", "tax", "overheads", "exchange"):
        del row.answer[key]
    for line in row.answer["lines"]:
        for key in ("bill", "quote", "vendor"):
            del line["cost"][key]
    row.save()
    assert "What it costs, line by line" not in page_of(client, shown)
    rows = sheet_of(client, shown)
    assert rows[1]["Subtotal, IDR"] == rows[1]["Qty"] == ""
    assert rows[1]["Cost, all-in, IDR"]


def test_a_bill_from_before_lines_said_whether_they_are_added_is_shown_the_same():
    one_profile(is_pkp=True)
    answer = answered(brief(gets_ppn_back=True, **ON_TOP))
    shown = bill_of(answer)
    assert {line["is_inside"] for line in shown["lines"]} == {True, False}
    for row in answer["bill"]:
        del row["inside"]
    assert bill_of(answer) == shown


def sheet_of(client, campaign):
    content = client.get(reverse("campaigns:shortlist", args=[campaign.pk, "csv"])).content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


PAID = (
    "Subtotal",
    "Discount",
    "Usage rights",
    "Exclusivity",
    "Nett to gross",
    "PPN",
    "Agency fee",
    "Handling",
    "Paid boost",
    "Contingency",
)


def test_the_columns_of_the_media_plan_add_up(client, shown):
    *lines, totals, _unique = sheet_of(client, shown)
    for row in lines:
        assert int(row["Qty"]) * int(row["Unit rate, IDR"]) == int(row["Subtotal, IDR"])
        assert row["PPh type"] == "PPh 21"
    for row in (*lines, totals):
        assert sum(int(row[f"{name}, IDR"]) for name in PAID) == int(row["Cost, all-in, IDR"])
    for name in (*PAID, "PPh, part of the fee", "Cost, all-in"):
        assert sum(int(row[f"{name}, IDR"]) for row in lines) == int(totals[f"{name}, IDR"])


def test_a_brief_that_changes_its_overheads_asks_for_another_answer():
    campaign = brief()
    before = fingerprint(campaign)
    campaign.contingency = 0.05
    assert fingerprint(campaign) != before
    campaign.contingency = 0.0
    assert fingerprint(campaign) == before
    campaign.brand.is_pkp = True
    assert fingerprint(campaign) != before


def test_other_rates_on_the_first_day_ask_for_another_answer(client):
    """Not another source; and an answer from before rates were kept in it stays."""
    one_profile()
    campaign = brief()
    client.force_login(make.member(brand=campaign.brand))
    work.ask(campaign=campaign)
    TaxRate.objects.filter(kind="ppn").update(source="The same law, cited better")
    TaxRate.objects.create(kind="ppn", valid_from=date(2026, 12, 15), value=0.12, source="A new law")
    assert "Other tax rates" not in page_of(client, campaign)
    Campaign.objects.update(starts_on=date(2026, 12, 20))
    assert "Other tax rates" in page_of(client, campaign)
    detail = reverse("campaigns:detail", args=[campaign.pk])
    assert "tax rates changed since" in client.get(detail).text
    row = Recommendation.objects.get()
    del row.answer["tax"]["rates"]
    row.save()
    assert "Other tax rates" not in page_of(client, campaign)
    assert "tax rates changed since" not in client.get(detail).text


def test_shares_of_a_brief_count_as_they_were_written():
    overheads = brief_of(brief(agency_fee=0.145), as_of=date(2026, 7, 1)).overheads
    assert (overheads.agency_fee.numerator, overheads.agency_fee.denominator) == (29, 200)


def notes(part):
    return {line["words"]: line["note"] for line in part["lines"]}


def test_a_bill_says_who_is_paid_what_was_quoted_and_which_rates_were_used():
    one_profile(vendor_kind="individual_without_npwp")
    make.profile(followers=50_000, figures={"average_reach": 9_000})
    answer = answered(brief())
    page = present(answer)
    whole, (known, estimated) = notes(page["bill"]), [notes(line["bill"]) for line in dressed(answer)]
    assert whole["Fees as quoted or estimated"].startswith("1 of 2 are quoted")
    assert known["Fees as quoted or estimated"] == "1 × Rp\u00a020,000,000"
    assert "For 1 influencer nobody knows who is paid" in whole["PPh 21"]
    assert "Who is paid is not known: taken as individual with NPWP." in estimated["PPh 21"]
    assert "5\u00a0%–35\u00a0%: UU 7/2021 (HPP)" in estimated["PPh 21"]
    for bill_with, bill_without in ((whole, estimated), (known, estimated)):
        assert "Without NPWP the tax is multiplied: 120\u00a0%" in bill_with["PPh 21"]
        assert "Without NPWP" not in bill_without["PPh 21"]
    assert page["bill"]["total"] == answer["totals"]["cost"]
