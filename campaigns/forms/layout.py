"""The order of the brief on the page: what for, how much, for whom, whom from, under which rules."""

from crispy_forms.bootstrap import AppendedText, InlineCheckboxes
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Field, Layout, Row
from django.utils.translation import gettext_lazy as _


class Section(Div):
    """A section of the page with its heading and a place to jump to, a note where there is one, and terms."""

    template = "campaigns/_brief_section.html"

    def __init__(self, place, heading, *fields, note="", terms=()):
        super().__init__(*fields)
        self.place = place
        self.heading = heading
        self.note = note
        self.terms = terms


def brief_helper() -> FormHelper:
    """How crispy-forms lays the brief out; the page has the form, its errors and buttons."""
    helper = FormHelper()
    helper.template = "campaigns/_brief_fields.html"
    helper.layout = Layout(
        "token",
        "seen",
        _what(),
        _money(),
        _audience(),
        _topic(),
        _pool(),
        _rules(),
        _terms(),
        _costs(),
        _people(),
    )
    return helper


def _percent(name: str) -> AppendedText:
    return AppendedText(name, "%", inputmode="decimal")


def _number(name: str) -> AppendedText:
    return AppendedText(name, _("people"), inputmode="numeric")


def _what() -> Section:
    return Section(
        "h-goal",
        _("What should it achieve?"),
        Row(Column("name", css_class="col-md-8"), Column("brand", css_class="col-md-4"), css_class="g-3"),
        Field("goal", template="campaigns/_brief_goal.html"),
        Field("awareness_weight", template="campaigns/_brief_weight.html"),
        terms=("awareness", "engagement", "goal-weight", "playbook"),
    )


def _money() -> Section:
    return Section(
        "h-money",
        _("Money and time"),
        Row(
            Column(Field("budget", inputmode="text", autocomplete="off"), css_class="col-8 col-md-4"),
            Column("currency", css_class="col-4 col-md-2"),
            Column("starts_on", css_class="col-6 col-md-3"),
            Column("ends_on", css_class="col-6 col-md-3"),
            css_class="g-3",
        ),
        terms=("all-in",),
    )


def _audience() -> Section:
    return Section(
        "h-audience",
        _("For whom?"),
        InlineCheckboxes("ages"),
        Row(
            Column("gender", css_class="col-md-6"),
            Column(
                Field("audience_size", inputmode="text", autocomplete="off"),
                css_class="col-md-6",
            ),
            css_class="g-3",
        ),
        Field("countries", template="campaigns/_brief_countries.html"),
    )


def _topic() -> Section:
    return Section(
        "h-topic",
        _("What and where?"),
        InlineCheckboxes("platforms"),
        Field("niches", template="campaigns/_brief_niches.html"),
        terms=("platform", "niche"),
    )


def _pool() -> Section:
    pool = Field("pool", template="campaigns/_brief_pool.html")
    return Section("h-pool", _("Choose from"), pool, terms=("pool",))


def _rules() -> Section:
    return Section(
        "h-rules",
        _("Rules"),
        Row(
            *(
                Column(part, css_class="col-6 col-md-3")
                for part in (
                    _number("people_min"),
                    _number("people_max"),
                    _percent("share_cap"),
                    _percent("credibility_min"),
                    _percent("micro_share_min"),
                    _percent("micro_share_max"),
                )
            ),
            css_class="g-3",
        ),
        Field("platform_shares", template="campaigns/_brief_platform_shares.html"),
        "known_prices_only",
        note=_("Each rule costs something. The recommendation shows how much. Empty: no rule."),
        terms=("tier", "micro", "macro", "credibility", "rate-card"),
    )


def _costs() -> Section:
    return Section(
        "h-costs",
        _("Costs on top of fees"),
        Row(
            *(
                Column(_percent(name), css_class="col-md-4")
                for name in ("agency_fee", "boost", "contingency")
            ),
            css_class="g-3",
        ),
        Row(
            Column("gets_ppn_back", css_class="col-md-6"),
            Column("agency_is_pkp", css_class="col-md-6"),
            css_class="g-3",
        ),
        note=_("All of it comes out of the budget. Empty: nothing. Tax is an estimate; ask a tax adviser."),
        terms=("agency-fee", "boost", "contingency", "ppn"),
    )


def _terms() -> Section:
    days, weeks = _("days"), _("weeks")
    asked = (("usage_rights_days", days), ("exclusivity_days", days), ("rival_weeks", weeks))
    columns = (
        Column(AppendedText(name, unit, inputmode="numeric"), css_class="col-6 col-md-3")
        for name, unit in asked
    )
    return Section(
        "h-terms",
        _("Rights and rivals"),
        Row(*columns, css_class="g-3"),
        terms=("usage-rights", "exclusivity", "rival", "package"),
    )


def _people() -> Section:
    return Section(
        "h-people",
        _("Must have and never"),
        Row(
            Column("must_have", css_class="col-md-6"), Column("never", css_class="col-md-6"), css_class="g-3"
        ),
        terms=("must-have",),
    )
