"""The list of influencers at any size: seeded filters through every middleware, beside a bare page.

Pages are asked for with Django's test client in one process: all of Django and of the application, without
the socket in front. A bare page follows every page of the list, so both know the same moments of the machine.
"""

from collections.abc import Iterator
from random import Random
from statistics import quantiles
from time import perf_counter, process_time

from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from campaigns.demo import multiply
from campaigns.measuring import bare_page
from influencers import filters as addresses
from influencers.models import Niche, Profile
from influencers.search import Filters
from influencers.search.columnar import building

SETS, SEED, WARM = 300, 7, 10
TERMS = ("a", "sa", "sari", "dewi", "putra", ".1", "_", "andi", "nur", "coffee", "official", "zzz", "é", "7")
SORTS = ("-followers", "followers", "-engagement_rate", "price", "-price", "name", "newest", "-credibility")
SERVING = {"DEBUG": False, "ALLOWED_HOSTS": ["*"], "ROOT_URLCONF": bare_page.__name__}


def figures(profiles: int) -> dict[str, float]:
    """Times of the list and of the bare page in milliseconds, of clock and of processor, and their ratios.

    Copies the demo's people until there are so many profiles, which stay; a minute or more at a million.
    """
    multiply.up_to(profiles)
    seconds, _ = _timed(building.build)
    sets = list(filter_sets(SEED, list(Niche.objects.values_list("slug", flat=True))))
    with override_settings(**SERVING):
        client = Client()
        client.force_login(get_user_model().objects.get(username="planner"))
        times = _ask(client, [addresses.address(each) for each in sets])
    made = {"profiles": float(Profile.objects.count()), "filter_sets": float(len(sets)), "copy_s": seconds}
    return made | _summary(times)


def filter_sets(seed: int, niches: list[str], number: int = SETS) -> Iterator[Filters]:
    """What people ask for: one to three things at once, a third with text, any sort, some deep pages."""
    random = Random(seed)  # noqa: S311 - chance that repeats
    for _ in range(number):
        choices = {
            "tier": (random.choice(("micro", "macro", "nano")),),
            "niche": tuple(sorted(random.sample(niches, random.randint(1, 3)))),
            "platform": (random.choice(("instagram", "tiktok", "youtube")),),
            "country": (random.choice(("ID", "MY", "SG")),),
            "er_min": random.choice((0.005, 0.02, 0.05)),
            "followers_min": random.choice((1_000, 10_000, 250_000)),
            "price_max": random.choice((500_000, 3_000_000, 20_000_000)),
            "credibility_min": random.choice((0.5, 0.8)),
        }
        asked = {name: choices[name] for name in random.sample(sorted(choices), random.randint(0, 3))}
        text = random.choice(TERMS) if random.random() < 1 / 3 else ""
        page = random.choice((1, 1, 1, 2, 40, 10_000))
        yield Filters(q=text, sort=random.choice(SORTS), page=page, **asked)


def _ask(client: Client, listed: list[str]) -> dict[str, list[tuple[float, float]]]:
    for address in [*listed[:WARM], bare_page.ADDRESS]:
        client.get(address)
    times: dict[str, list[tuple[float, float]]] = {"list": [], "bare": []}
    for address in listed:
        times["list"].append(_timed(lambda address=address: client.get(address)))
        times["bare"].append(_timed(lambda: client.get(bare_page.ADDRESS)))
    return times


def _timed(act) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, processor = perf_counter(), process_time()
    act()
    return perf_counter() - clock, process_time() - processor


def _summary(times: dict[str, list[tuple[float, float]]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for index, measure in enumerate(("", "cpu_")):
        for page, both in times.items():
            cuts = quantiles((each[index] * 1000 for each in both), n=100)
            found |= {f"{page}_{measure}p50_ms": cuts[49], f"{page}_{measure}p95_ms": cuts[94]}
        for point in ("p50", "p95"):
            ratio = found[f"list_{measure}{point}_ms"] / found[f"bare_{measure}{point}_ms"]
            found[f"ratio_{measure}{point}"] = ratio
    return found
