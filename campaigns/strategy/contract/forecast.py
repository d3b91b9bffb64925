"""Accounts with their posts in, the next post of each and of each set out."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from campaigns.strategy.contract.json_text import as_list, as_mapping, needed, read_json
from campaigns.strategy.forecasting.history import Post
from campaigns.strategy.forecasting.next_post import Account, next_posts
from campaigns.strategy.forecasting.ranges import LogNormal, Range, total
from campaigns.strategy.validation import LARGEST, ProblemError, check_number

PLATFORMS = ("instagram", "tiktok", "youtube")


def forecast_from(text: str | bytes) -> dict[str, Any]:
    """The answer to a JSON question: `accounts` and `totals`, each in the order of the question.

    Ordinary posts share no campaign, so nothing common moves the posts of a total. Raises `ProblemError`,
    whose line says what is wrong.
    """
    top = as_mapping("question", read_json(text))
    platform = needed("question", top, "platform")
    if platform not in PLATFORMS:
        raise ProblemError(f"platform: {platform!r:.60} is none of {', '.join(PLATFORMS)}")
    accounts = [_account(value) for value in as_list("accounts", needed("question", top, "accounts"))]
    _refuse_twice([account.id for account in accounts])
    found = next_posts(accounts, platform, _day("as_of", needed("question", top, "as_of")))
    sets = enumerate(as_list("totals", top.get("totals", [])))
    return {
        "accounts": [{"id": account.id} | _figures(found[account.id].range) for account in accounts],
        "totals": [_figures(total(_set(f"totals {row}", ids, found))) for row, ids in sets],
    }


def _figures(found: Range) -> dict[str, float]:
    return {"mean": found.mean, "p10": found.p10, "p50": found.p50, "p90": found.p90}


def _account(value: object) -> Account:
    given = as_mapping("account", value)
    place = f"account {str(given.get('id'))[:60]!r}"
    posts = as_list(f"{place} posts", given.get("posts", []))
    return Account(
        id=_text(f"{place} id", needed(place, given, "id")),
        followers=_count(f"{place} followers", needed(place, given, "followers"), least=1),
        niche=_text(f"{place} niche", given.get("niche") or ""),
        posts=tuple(_post(f"{place} post {row}", post) for row, post in enumerate(posts)),
    )


def _post(place: str, value: object) -> Post:
    given = as_mapping(place, value)
    parts = [_count(f"{place} {name}", needed(place, given, name)) for name in ("likes", "comments")]
    sponsored = given.get("sponsored", False)
    if not isinstance(sponsored, bool):
        raise ProblemError(f"{place} sponsored: true or false is needed, not {sponsored!r:.60}")
    return Post(_day(f"{place} date", needed(place, given, "date")), sum(parts), sponsored)


def _count(place: str, value: Any, *, least: int = 0) -> Any:
    check_number(place, value, least, LARGEST)
    return value


def _text(place: str, value: object) -> str:
    if not isinstance(value, str):
        raise ProblemError(f"{place}: a text is needed, not {value!r:.60}")
    return value


def _day(place: str, value: object) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise ProblemError(f"{place}: a date like 2026-07-01 is needed, not {value!r:.60}") from error


def _refuse_twice(ids: list[str]) -> None:
    if len(set(ids)) < len(ids):
        twice = next(name for name, times in Counter(ids).items() if times > 1)
        raise ProblemError(f"account {twice[:60]!r}: the id occurs twice")


def _set(place: str, value: object, found: Mapping[str, LogNormal]) -> list[LogNormal]:
    names = as_list(place, value)
    if not names:
        raise ProblemError(f"{place}: at least one account is needed")
    for name in names:
        if not isinstance(name, str) or name not in found:
            raise ProblemError(f"{place}: unknown account {name!r:.60}")
    return [found[name] for name in names]
