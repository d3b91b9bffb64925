"""What holds for every profile and brief, however odd."""

from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.forecasting.forecast import forecast_offer
from tests.strategy.facts_factory import make_brief, make_profile, price, rate, seen, share, shares

unit = st.floats(0, 1)
ZERO = st.just(0.0)  # counts that no list holds, such as 5e-324, are left out
means = st.none() | st.builds(seen, ZERO | st.floats(1e-9, 1e9), st.none() | st.integers(0, 10_000))
profiles = st.fixed_dictionaries(
    {
        "platform": st.sampled_from(["instagram", "tiktok", "youtube"]),
        "followers": st.integers(1_000, 700_000_000),
        "country": st.sampled_from(["", "ID", "AR"]),
        "niches": st.dictionaries(
            st.sampled_from(["skincare", "beauty", "comedy", "chess"]), st.floats(0.01, 1)
        ),
        "engagements": means,
        "reach": means,
        "views": means,
        "engagement_rate": st.none()
        | st.builds(rate, ZERO | st.floats(1e-9, 5), st.sampled_from(["followers", "views", "reach"])),
        "credibility": st.none() | st.builds(share, unit),
        "audience_countries": st.none()
        | st.builds(lambda here, there: shares(ID=here, MY=there), unit, unit),
        "prices": st.dictionaries(
            st.sampled_from(["instagram_post", "instagram_story", "tiktok_video", "youtube_short"]),
            st.builds(price, st.integers(1, 10**12), st.sampled_from(["nett", "gross", "unknown"])),
        ),
    }
)
briefs = st.fixed_dictionaries(
    {
        "size": st.none() | st.integers(1, 10**9),
        "niches": st.sampled_from([(), ("beauty",), ("skincare", "comedy")]),
        "ages": st.sampled_from([(), ("18-24",), ("13-17", "55+")]),
        "genders": st.sampled_from([(), ("female",)]),
    }
)


@given(profile=profiles, brief=briefs)
@settings(max_examples=75, deadline=None)
def test_every_forecast_is_finite_and_keeps_its_bounds(profile, brief):
    offer = forecast_offer(make_profile(**profile), make_brief(**brief))
    if offer is None:
        return
    for figure in (offer.reach, offer.engagements):
        assert 0 < figure.p10 <= figure.p50 <= figure.p90
        assert isfinite(figure.mean)
        assert figure.mean >= figure.p50
    assert 0 <= offer.target_share <= 1 + 1e-9
    assert 0 <= offer.relevance <= 1 + 1e-9
    assert offer.relevant <= offer.engagements.mean * (1 + 1e-9)
    assert 0 <= offer.on_target["ID"] <= offer.reach.mean * (1 + 1e-9)
    assert offer.cost.total >= 1
    assert {origin.kind for origin in offer.provenance.values()} <= {
        "measured",
        "estimated",
        "entered",
        "assumed",
    }
