"""The brief as a form. What a brief may be is said by the model; here is what people write, and for whom."""

import calendar
import datetime as dt
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.briefs import version_of
from campaigns.forms import choices
from campaigns.forms.fields import PlatformSharesField, SeveralRowsField
from campaigns.forms.layout import brief_helper
from campaigns.forms.named_profiles import line_of, profiles_named
from campaigns.forms.overheads import OverheadFields
from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models import Brand, Campaign, Goal, PinKind, Pool
from campaigns.models.campaign import TargetGender
from campaigns.models.terms import MOST_DAYS, MOST_WEEKS
from influencers.figures import moment
from influencers.form_fields import AmountField, PercentField
from influencers.models import Benchmark, Niche, Platform, Profile, Tier
from influencers.models.audience import AGE_BANDS

MODEL_FIELDS = (
    "name",
    "brand",
    "goal",
    "awareness_weight",
    "currency",
    "budget",
    "starts_on",
    "ends_on",
    "countries",
    "ages",
    "gender",
    "audience_size",
    "platforms",
    "niches",
    "pool",
    "pool_import",
    "pool_list",
    "people_min",
    "people_max",
    "share_cap",
    "micro_share_min",
    "micro_share_max",
    "platform_shares",
    "credibility_min",
    "known_prices_only",
    "agency_fee",
    "agency_is_pkp",
    "boost",
    "contingency",
    "gets_ppn_back",
    "usage_rights_days",
    "exclusivity_days",
    "rival_weeks",
)


# What a new brief begins with, besides its brand.
BEGINNING = ("starts_on", "ends_on", "countries")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class RangeInput(forms.NumberInput):
    input_type = "range"


def several(offered, *, widget=forms.CheckboxSelectMultiple, **kwargs) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=offered, widget=widget, **kwargs)


class BriefForm(OverheadFields, forms.ModelForm):
    """Validates only; `briefs.save_brief` stores the instance with its niches, must haves and nevers."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    goal = forms.ChoiceField(
        label=gettext_lazy("Goal"), choices=Goal.choices, widget=forms.RadioSelect, initial=Goal.AWARENESS
    )
    own_weight = forms.BooleanField(label=gettext_lazy("Set the weight myself"), required=False)
    awareness_weight = PercentField(
        label=gettext_lazy("Weight of awareness, in percent"),
        required=False,
        widget=RangeInput(attrs={"min": 0, "max": 100, "step": 1}),
    )
    budget = AmountField(
        label=gettext_lazy("Budget, everything included"),
        max_length=40,
        help_text=gettext_lazy(
            "Fees, tax, agency fee, product and shipping: 500.000.000, 500 jt or 1,2 miliar, as you like."
        ),
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    countries = several(
        choices.country_choices,
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Where the audience lives."),
    )
    ages = several([(band, band) for band in AGE_BANDS], label=gettext_lazy("Ages"), required=False)
    gender = forms.ChoiceField(label=gettext_lazy("Gender"), choices=TargetGender.choices, required=False)
    audience_size = AmountField(
        label=gettext_lazy("Size of the audience"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "How many people you mean, for example 5 million. Empty: estimated from the platforms' adults."
        ),
    )
    platforms = several(
        Platform.choices,
        label=gettext_lazy("Platforms"),
        required=False,
        help_text=gettext_lazy("None ticked: all of them."),
    )
    niches = SeveralRowsField(
        Niche.objects.all(),
        label=gettext_lazy("Niches"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "What the campaign is about. Only who posts about it is considered. None: anything."
        ),
    )
    people_min = forms.IntegerField(
        label=gettext_lazy("At least"),
        required=False,
        min_value=0,
        initial=1,
        help_text=gettext_lazy("More people spread the risk."),
    )
    share_cap = PercentField(
        label=gettext_lazy("Most for one influencer"),
        required=False,
        initial=0.25,
        help_text=gettext_lazy("Of the budget. A low share shuts dear influencers out."),
    )
    micro_share_min = PercentField(
        label=gettext_lazy("Micro at least"),
        required=False,
        help_text=gettext_lazy("Of the spend. Empty: the figures decide."),
    )
    micro_share_max = PercentField(
        label=gettext_lazy("Micro at most"),
        required=False,
        help_text=gettext_lazy("Of the spend. Empty: the figures decide."),
    )
    platform_shares = PlatformSharesField(
        label=gettext_lazy("Share of the spend per platform"),
        required=False,
        help_text=gettext_lazy("Where content must appear on a platform, or not too much of it."),
    )
    usage_rights_days = forms.IntegerField(
        label=gettext_lazy("Usage rights"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("For your own advertising. Included, quoted on top, or estimated."),
    )
    exclusivity_days = forms.IntegerField(
        label=gettext_lazy("Exclusivity"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("No work for your rivals. Priced like usage rights."),
    )
    rival_weeks = forms.IntegerField(
        label=gettext_lazy("Not booked by a rival for"),
        required=False,
        min_value=1,
        max_value=MOST_WEEKS,
        help_text=gettext_lazy("Before the first post, as your brand noted. Empty: no rule."),
    )
    credibility_min = PercentField(
        label=gettext_lazy("Credibility at least"),
        required=False,
        help_text=gettext_lazy("Leaves out who is below it, and whom nobody assessed."),
    )
    must_have = forms.CharField(
        label=gettext_lazy("Must have"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line: @handle, instagram:@handle, or a name."),
    )
    never = forms.CharField(
        label=gettext_lazy("Never"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line, in the same way."),
    )

    class Meta:
        model = Campaign
        fields = MODEL_FIELDS
        labels = {
            "brand": gettext_lazy("Brand"),
            "name": gettext_lazy("Name of the campaign"),
            "starts_on": gettext_lazy("First post"),
            "ends_on": gettext_lazy("Last post"),
            "people_max": gettext_lazy("At most"),
            "pool": gettext_lazy("Choose from"),
            "pool_import": gettext_lazy("Imported file"),
            "pool_list": gettext_lazy("Saved list"),
            "known_prices_only": gettext_lazy("Only prices that were quoted, no estimates"),
            "agency_is_pkp": gettext_lazy("The agency adds PPN to its fee"),
            "gets_ppn_back": gettext_lazy("The brand gets PPN back (it is PKP)"),
        }
        help_texts = {
            "people_max": gettext_lazy("Fewer people are less work to brief and book."),
            "agency_is_pkp": gettext_lazy("It is registered for VAT (PKP)."),
            "gets_ppn_back": gettext_lazy("Then PPN is shown and not part of the cost."),
            "known_prices_only": gettext_lazy("Surer of the cost, with fewer to choose from."),
        }
        widgets = {
            "starts_on": DateInput,
            "ends_on": DateInput,
            "pool": forms.RadioSelect,
        }

    def __init__(self, *args, brands: list[Brand], last_brand: Brand | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.brands = brands
        self._offer_choices()
        self.fields["budget"].currency = self.data.get("currency") or self.instance.currency
        if self.instance.pk:
            self._start_from_campaign()
        else:
            self.initial |= _defaults(last_brand or brands[0])
        self.helper = brief_helper()

    def _offer_choices(self) -> None:
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=[brand.pk for brand in self.brands])
        self.fields["brand"].empty_label = None
        self.fields["currency"].choices = choices.currency_choices(current=self.instance.currency)
        self.fields["niches"].choices = choices.niche_choices()
        self.fields["pool_import"].queryset = choices.imports_of(self.brands)
        self.fields["pool_import"].label_from_instance = choices.import_label
        self.fields["pool_import"].empty_label = _("Choose a file")
        self.fields["pool_list"].empty_label = _("Choose a list")
        self.fields["pool_list"].queryset = choices.lists_of(self.brands)
        self.fields["pool_list"].label_from_instance = choices.list_label

    def _start_from_campaign(self) -> None:
        """A campaign stays with its brand: its plans and lists are that brand's own."""
        self.fields["brand"].disabled = True
        campaign = self.instance
        pins = list(campaign.pins.select_related("profile"))
        self.initial |= {
            "seen": version_of(campaign),
            "own_weight": campaign.awareness_weight != AWARENESS_WEIGHT[campaign.goal],
            "must_have": _lines_of(pins, PinKind.INCLUDE),
            "never": _lines_of(pins, PinKind.EXCLUDE),
        }

    def draft(self) -> tuple[Campaign, list[Niche]]:
        """The brief as far as it can be read and its niches; if sent, unsaved and without its must-haves."""
        if self.is_bound:
            self.is_valid()
            read = {name: value for name, value in self.cleaned_data.items() if name in MODEL_FIELDS}
            niches = list(read.pop("niches", ()))
            if self.errors.keys() & {"pool_import", "pool_list"}:  # a file or list that is not for this brand
                read.pop("pool", None)
            if read.get("awareness_weight") is None:  # a goal that is none brings no weight along
                read["awareness_weight"] = AWARENESS_WEIGHT[Goal.AWARENESS]
            return Campaign(**read), niches
        if self.instance.pk:
            return self.instance, list(self.instance.niches.all())
        return Campaign(**{name: self.initial[name] for name in BEGINNING}), []

    def show_change(self, stored: Campaign) -> None:
        """Keep the input, say what differs from the brief as it is stored now, and let the next save win."""
        differing = [str(self[name].label) for name in self.changed_data if not self[name].is_hidden]
        message = _(
            "This brief was changed on %(when)s, after you opened it. Your input is kept; it differs in: "
            "%(fields)s. Save again to replace what is stored."
        )
        self.add_error(
            None,
            message % {"when": moment(stored.updated_at), "fields": ", ".join(differing) or _("nothing")},
        )
        self.data = self.data.copy()
        self.data["seen"] = version_of(stored)

    def clean_people_min(self) -> int:
        least = self.cleaned_data["people_min"]
        return 1 if least is None else least

    def clean_usage_rights_days(self) -> int:
        return self.cleaned_data["usage_rights_days"] or 0

    def clean_exclusivity_days(self) -> int:
        return self.cleaned_data["exclusivity_days"] or 0

    def clean_must_have(self) -> list[Profile]:
        profiles = profiles_named(self.cleaned_data["must_have"])
        faults = [
            _("%(profile)s is neither micro nor macro, so no mix can have it.") % {"profile": line_of(row)}
            for row in profiles
            if row.tier not in (Tier.MICRO, Tier.MACRO)
        ]
        if faults:
            raise ValidationError(faults)
        return profiles

    def clean_never(self) -> list[Profile]:
        return profiles_named(self.cleaned_data["never"])

    def clean(self):
        cleaned = super().clean()
        self._weigh(cleaned)
        self._check_pins(cleaned)
        self._check_pool(cleaned)
        self._check_audience(cleaned)
        return cleaned

    def _weigh(self, cleaned) -> None:
        """The goal sets the weight unless the planner set one."""
        if not cleaned.get("own_weight") or cleaned.get("awareness_weight") is None:
            cleaned["awareness_weight"] = AWARENESS_WEIGHT.get(cleaned.get("goal"))

    def _check_pins(self, cleaned) -> None:
        for row in set(cleaned.get("must_have", ())) & set(cleaned.get("never", ())):
            self.add_error("never", _("%(profile)s is a must have as well.") % {"profile": line_of(row)})

    def _check_pool(self, cleaned) -> None:
        """Only the chosen kind of pool counts, and only what belongs to the chosen brand."""
        pool, brand = cleaned.get("pool"), cleaned.get("brand")
        if pool != Pool.IMPORT:
            cleaned["pool_import"] = None
        if pool != Pool.LIST:
            cleaned["pool_list"] = None
        saved_list, upload = cleaned.get("pool_list"), cleaned.get("pool_import")
        if brand and saved_list and saved_list.brand != brand:
            self.add_error("pool_list", _("This list belongs to another brand."))
        if brand and upload and not choices.imports_of([brand]).filter(pk=upload.pk).exists():
            self.add_error("pool_import", _("Nobody of this brand imported this file."))

    def _check_audience(self, cleaned) -> None:
        """Where nobody counted a country's adults, the planner has to."""
        if cleaned.get("audience_size") is not None or "audience_size" in self.errors:
            return
        counted = Benchmark.objects.filter(metric="platform_adults").values_list("country", flat=True)
        names = choices.country_names()
        unknown = [names[code] for code in cleaned.get("countries", ()) if code not in set(counted)]
        if unknown:
            message = _("No count of the adults in %(countries)s is known: say how many people you mean.")
            self.add_error("audience_size", message % {"countries": ", ".join(unknown)})


def _lines_of(pins, kind: PinKind) -> str:
    return "\n".join(sorted(line_of(pin.profile) for pin in pins if pin.kind == kind))


def _defaults(brand: Brand) -> dict[str, object]:
    """A brief that could be sent once it has a name and a budget: next month, in the first market."""
    first = (timezone.localdate().replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    last = calendar.monthrange(first.year, first.month)[1]
    return {
        "token": uuid.uuid4(),
        "brand": brand,
        "starts_on": first,
        "ends_on": first.replace(day=last),
        "countries": ["ID"],
    }
