"""Charts as a person meets them: labels apart at every width, values by keyboard, numbers to copy."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.translation import override
from playwright.sync_api import expect

from tests import factories
from tests.accessibility import assert_accessible

# Labels that meet each other, a line, or the edge of the screen.
MEETING = """() => {
  const boxes = (what) => [...document.querySelectorAll(what)].map((each) => each.getBoundingClientRect());
  const labels = boxes(".keyline text");
  const lines = boxes(".chart :is(.chosen-line, .playbook-line, .opposite-line)");
  const across = (a, b) => a.left < b.right - 1 && b.left < a.right - 1;
  const meet = (a, b) => across(a, b) && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  const outside = (box) => box.left < 0 || box.right > innerWidth;
  const met = labels.flatMap((a, i) => [...labels.slice(i + 1), ...lines].filter((b) => meet(a, b)));
  return met.length + labels.filter(outside).length;
}"""
MIXES = [
    (0.3, 0.3, 0.31, (0.3, 0.32)),
    (0.46, 0.5, 0.54, (0.4, 0.6)),
    (0.97, 0.7, 1, (0.9, 1)),
    (0, 0.05, 0.1, (0, 0.1)),
]


@pytest.fixture
def course(page, site, sign_in):
    """The growth chart of a profile with three measurements and the factory's own of June."""
    profile = factories.profile(followers=2_000)
    for month, followers in ((1, 1_000), (2, 1_500), (3, 2_000)):
        factories.measurement(profile=profile, measured_on=date(2026, month, 1), followers=followers)
    sign_in(page.context, factories.member(brand=factories.brand()))
    page.goto(f"{site.url}{profile.influencer.get_absolute_url()}")
    return page.locator(".course")


def frontier(language, chosen, playbook, other, equal):
    points = [SimpleNamespace(micro_share=i / 10, reach=1e6 + i, engagements=1e5 - i) for i in range(11)]
    context = {
        "points": points,
        "chosen": chosen,
        "playbook": playbook,
        "other": SimpleNamespace(micro_share=other, reach=9e5, engagements=9e4),
        "equal": equal,
    }
    with override(language):
        tag = "{% translate 'Other goal' as label %}{% frontier points chosen playbook other label equal %}"
        return Template("{% load charts i18n %}" + tag).render(Context(context))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_labels_of_the_frontier_meet_nothing(page, site, language):
    page.goto(f"{site.url}/accounts/login/")
    for mix in MIXES:
        chart = f'<div class="wrap">{frontier(language, *mix)}</div>'
        page.evaluate("(chart) => { document.querySelector('main').innerHTML = chart; }", chart)
        for width in (390, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(MEETING) == 0, (mix, width)


def test_a_chart_is_one_stop_whose_points_the_arrows_tell(page, course):
    spots = course.locator(".spot")
    spots.first.focus()
    expect(course.get_by_text("1 Jan 2026: 1,000")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(spots.nth(1)).to_be_focused()
    expect(course.get_by_text("1 Feb 2026: 1,500")).to_be_visible()
    expect(course.get_by_text("1 Jan 2026: 1,000")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(course.locator("summary")).to_be_focused()


def test_the_pointer_silences_the_point_that_has_the_focus(course):
    course.locator(".spot").first.focus()
    course.locator(".strip").nth(2).hover()
    expect(course.locator(".readout:visible")).to_have_text(["1 Mar 2026: 2,000"])


def test_the_numbers_are_copied_as_a_spreadsheet_takes_them(page, course):
    course.locator("summary").click()
    assert_accessible(page)
    course.get_by_role("button", name="Copy").click()
    expect(course.get_by_role("button", name="Copied")).to_be_visible()
    page.evaluate("document.querySelector('main').innerHTML = '<textarea></textarea>'")
    page.locator("textarea").press("Control+V")
    expect(page.locator("textarea")).to_have_value(
        "Date\tFollowers\n1 Jan 2026\t1,000\n1 Feb 2026\t1,500\n1 Mar 2026\t2,000\n1 Jun 2026\t2,000"
    )


def test_what_is_under_the_pointer_is_not_printed(page, course):
    course.locator(".strip").nth(2).hover()
    page.emulate_media(media="print")
    expect(course.locator(".readout:visible")).to_have_count(0)
    expect(course.locator("summary")).to_be_hidden()
