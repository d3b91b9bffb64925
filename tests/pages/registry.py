"""Every page that a person can see: what it is called, who sees it, and how to reach it."""

from dataclasses import dataclass

from tests.pages.cast import Cast


@dataclass(frozen=True)
class Page:
    """`path` has the cast's keys in braces; with `sends` the page answers a form that is posted there."""

    name: str
    path: str
    who: str | None = "planner"
    status: int = 200
    sends: dict[str, str] | None = None

    def address(self, cast: Cast) -> str:
        return self.path.format(**cast.keys)

    def form(self, cast: Cast) -> dict[str, str]:
        return {name: value.format(**cast.keys) for name, value in self.sends.items()}

    def __str__(self) -> str:
        return self.name


PASSWORDS = {"old_password": "wrong", "new_password1": "12345", "new_password2": "123456"}
WRONG_BRIEF = {"name": "", "budget": "a lot", "starts_on": "2026-12-31", "ends_on": "2026-12-01"}
SELECTED = {"action": "delete_selected", "_selected_action": "{profile}"}

PAGES = [
    # signing in and out
    Page("sign-in", "/accounts/login/", who=None),
    Page("sign-in-refused", "/accounts/login/", who=None, sends={"username": "dewi", "password": "wrong"}),
    Page(
        "sign-in-paused",
        "/accounts/login/",
        who=None,
        status=429,
        sends={"username": "forgetful", "password": "wrong"},
    ),
    Page("password", "/accounts/password_change/"),
    Page("password-refused", "/accounts/password_change/", sends=PASSWORDS),
    Page("password-changed", "/accounts/password_change/done/"),
    # home
    Page("home", "/"),
    Page("home-first-steps", "/", who="newcomer"),
    Page("home-viewer", "/", who="viewer"),
    Page("home-no-brand", "/", who="guest"),
    # the catalogue
    Page("list", "/influencers/"),
    Page("list-filtered", "/influencers/?tier=macro&platform=instagram"),
    Page("list-nothing-found", "/influencers/?q=nobody-of-that-name"),
    Page("list-viewer", "/influencers/", who="viewer"),
    Page("profile", "/influencers/{rich}/"),
    Page("profile-little-known", "/influencers/{poor}/"),
    Page("profile-contacts", "/influencers/{reachable}/"),
    Page("duplicates", "/influencers/merge/"),
    Page("duplicates-of-one", "/influencers/merge/?of={poor}"),
    Page("duplicates-pair", "/influencers/merge/pair/?kind=people&kept={rich}&gone={poor}"),
    Page("personal-data", "/influencers/{reachable}/personal-data/", who="admin"),
    Page(
        "personal-data-refused",
        "/influencers/{reachable}/personal-data/",
        who="admin",
        sends={"typed": "Somebody else"},
    ),
    Page("compare", "/influencers/compare/?profile={profile}&profile={other}"),
    Page("compare-nobody", "/influencers/compare/"),
    Page("similar", "/influencers/similar/?profile={profile}"),
    Page("similar-nobody", "/influencers/similar/"),
    Page("imports", "/imports/"),
    Page("imports-none", "/imports/", who="newcomer"),
    Page("imports-refused", "/imports/", sends={}),
    Page("imports-review", "/imports/review/"),
    Page("imports-review-none", "/imports/review/", who="newcomer"),
    Page("imports-review-values", "/imports/review/{doubt}/"),
    Page("import-preview", "/imports/{preview}/"),
    Page("import-report", "/imports/{report}/"),
    Page("import-undo", "/imports/{report}/undo/"),
    Page("overlaps", "/imports/overlaps/"),
    Page("overlaps-none", "/imports/overlaps/", who="newcomer"),
    Page("overlaps-refused", "/imports/overlaps/", sends={}),
    Page("overlaps-question", "/imports/overlaps/{question}/"),
    Page("overlaps-preview", "/imports/overlaps/{pairs}/"),
    Page("overlaps-report", "/imports/overlaps/{pairs_done}/"),
    Page("searches", "/searches/"),
    Page("searches-none", "/searches/", who="newcomer"),
    Page("lists", "/lists/"),
    Page("lists-none", "/lists/", who="newcomer"),
    Page("saved-list", "/lists/{list}/"),
    Page("rival-booking", "/rivals/bookings/?influencer={rich}"),
    Page("rival-booking-refused", "/rivals/bookings/", sends={"influencer": "{rich}", "rival": ""}),
    # campaigns
    Page("campaigns", "/campaigns/"),
    Page("campaigns-none", "/campaigns/", who="newcomer"),
    Page("brief-new", "/campaigns/new/"),
    Page("brief-refused", "/campaigns/new/", sends=WRONG_BRIEF),
    Page("brief-edit", "/campaigns/{campaign}/edit/"),
    Page("campaign", "/campaigns/{campaign}/"),
    Page("recommendation", "/campaigns/{campaign}/recommendation/"),
    Page("recommendation-viewer", "/campaigns/{campaign}/recommendation/", who="viewer"),
    Page("recommendation-none", "/campaigns/{unasked}/recommendation/"),
    Page("recommendation-computing", "/campaigns/{computing}/recommendation/"),
    Page("recommendation-failed", "/campaigns/{failed}/recommendation/"),
    Page("recommendation-infeasible", "/campaigns/{infeasible}/recommendation/"),
    Page("recommendation-no-pool", "/campaigns/{poolless}/recommendation/"),
    Page("plan", "/campaigns/{campaign}/plans/1/"),
    # what explains the product
    Page("glossary", "/glossary/"),
    Page("how-it-works", "/how-it-works/"),
    Page("method", "/how-it-works/method/"),
    Page("tour", "/tour/"),
    Page("styleguide", "/styleguide/", who="admin"),
    # refusals and faults
    Page("not-found", "/nowhere/", status=404),
    Page("not-found-signed-out", "/nowhere/", who=None, status=404),
    Page("forbidden", "/campaigns/new/", who="viewer", status=403),
    Page("refused", "/refuses/", status=400),
    Page("fault", "/fails/", status=500),
    Page(
        "form-expired",
        "/accounts/password_change/",
        status=403,
        sends={**PASSWORDS, "csrfmiddlewaretoken": "stale"},
    ),
    # the administration
    Page("admin", "/admin/", who="admin"),
    Page("admin-app", "/admin/campaigns/", who="admin"),
    Page("admin-list", "/admin/influencers/profile/", who="admin"),
    Page("admin-nothing-found", "/admin/influencers/profile/?q=nobody-of-that-name", who="admin"),
    Page("admin-change", "/admin/influencers/profile/{profile}/change/", who="admin"),
    Page("admin-add", "/admin/campaigns/brand/add/", who="admin"),
    Page("admin-add-refused", "/admin/campaigns/brand/add/", who="admin", sends={"name": ""}),
    Page("admin-history", "/admin/influencers/profile/{profile}/history/", who="admin"),
    Page("admin-delete", "/admin/campaigns/brand/{brand}/delete/", who="admin"),
    Page("admin-action", "/admin/influencers/profile/", who="admin", sends=SELECTED),
]

# Addresses that answer a GET with something else than a page.
NO_PAGES = {
    "searches/<int:pk>/",
    "searches/<int:pk>/count/",
    "healthz",
    "influencers/<int:pk>/personal-data/export.<str:file_format>",
    "imports/<int:pk>/progress/",
    "campaigns/<int:pk>/recommendation/progress/",
    "campaigns/<int:pk>/recommendation/shortlist.<str:format>",
    "campaigns/<int:pk>/plans/<int:version>/shortlist.<str:format>",
}
