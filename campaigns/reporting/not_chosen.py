"""Those who were nearly chosen, in sentences: for, against, and what kept each of them out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.reporting.names import rule_in_words
from campaigns.reporting.reasons import AS_GOOD, reasons_in_words
from influencers.figures import money_short, percent

KEPT_OUT = {
    "exclude": gettext_lazy("You ruled this influencer out."),
    "one_offer_per_person": gettext_lazy("Another profile of the same person is on the list."),
    "credibility": gettext_lazy("Below your credibility floor, or credibility unknown."),
    "price": gettext_lazy("Without a known price, which you ask for: %(cost)s is an estimate."),
    "rival": gettext_lazy("Booked by a rival not long ago."),
    "blocked": gettext_lazy("On your blocklist."),
    "budget": gettext_lazy("Does not fit the budget, whoever makes room."),
    "max_share_per_influencer": gettext_lazy(
        "Costs %(cost)s, more than one influencer may: %(cap)s of the budget."
    ),
}
# By how the result changes, and whether somebody would have to leave.
WORTH = {
    ("same", True): gettext_lazy("In place of %(name)s, about as good."),
    ("same", False): gettext_lazy("About as good."),
    ("less", True): gettext_lazy("In place of %(name)s, the result is %(share)s less."),
    ("less", False): gettext_lazy("The result is %(share)s less."),
    ("even so", True): gettext_lazy("Even without that, in place of %(name)s, the result is %(share)s less."),
    ("even so", False): gettext_lazy("Even without that, the result is %(share)s less."),
    ("more", True): gettext_lazy("Without that, in place of %(name)s, the result is %(share)s more."),
    ("more", False): gettext_lazy("Without that, the result is %(share)s more."),
}
# The result would rise and no rule bars it: by whether somebody would have to leave.
GIVEN_UP = {
    True: gettext_lazy(
        "In place of %(name)s, the result is %(share)s more: given up to stay near the playbook's mix."
    ),
    False: gettext_lazy("The result is %(share)s more: given up to stay near the playbook's mix."),
}
WITHIN_THE_GAP = {
    True: gettext_lazy(
        "In place of %(name)s, the result is %(share)s more: within what the proof leaves open."
    ),
    False: gettext_lazy("The result is %(share)s more: within what the proof leaves open."),
}


def not_chosen_in_words(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each of the best not chosen, with `for`, `against`, `kept_out` and `instead_of` in words.

    `loss` is a share of the result, below 0 where it would rise. An answer from before they had reasons
    gives its nearest misses with what they would cost the result.
    """
    if "not_chosen" not in answer:
        return [_near_miss(miss) for miss in answer.get("near_misses", ())]
    return [_in_words(line, answer) for line in answer["not_chosen"]]


def _in_words(line: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **line,
        "for": reasons_in_words(line, "for"),
        "against": reasons_in_words(line, "against"),
        "instead_of": _names(line["instead_of"]),
        "kept_out": " ".join(filter(None, (_rule(line, answer), _worth(line, answer)))),
    }


def _near_miss(miss: Mapping[str, Any]) -> dict[str, Any]:
    words = WORTH["same" if miss["loss"] < AS_GOOD else "less", False]
    said = words % {"share": percent(miss["loss"], 1)}
    return {**miss, "for": [], "against": [], "instead_of": "", "kept_out": said}


def _names(people: Sequence[str]) -> str:
    """ "Ayu" or "Ayu and 2 others"."""
    if len(people) < 2:
        return "".join(people)
    words = ngettext("%(name)s and %(count)s other", "%(name)s and %(count)s others", len(people) - 1)
    return words % {"name": people[0], "count": len(people) - 1}


def _rule(line: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """The rule that keeps it out, as a sentence; "" where there is none."""
    code = line["kept_out"]
    if code == "outcompeted":
        return ""
    if code in KEPT_OUT:
        cap = answer.get("asked", {}).get("max_share_per_influencer")
        return KEPT_OUT[code] % {"cost": money_short(line["cost"], line["currency"]), "cap": percent(cap)}
    rules = [rule_in_words(rule, answer) for rule in code.split("+")]
    if len(rules) > 1:
        return _("Several rules keep this influencer out: %(rules)s.") % {"rules": ", ".join(rules)}
    return _("A rule keeps this influencer out: %(rules)s.") % {"rules": rules[0]}


def _worth(line: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """What the result would be with this one in, and in whose place."""
    loss, name = line["loss"], _names(line["instead_of"])
    if loss < -AS_GOOD and line["kept_out"] == "outcompeted":
        words = (GIVEN_UP if answer["proof"]["moved"] else WITHIN_THE_GAP)[bool(name)]
    else:
        words = WORTH[_change(loss, barred=line["kept_out"] != "outcompeted"), bool(name)]
    return words % {"share": percent(abs(loss), 1), "name": name}


def _change(loss: float, *, barred: bool) -> str:
    if abs(loss) < AS_GOOD:
        return "same"
    if loss < 0:
        return "more"
    return "even so" if barred else "less"
