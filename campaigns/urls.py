"""Addresses of the work."""

from django.urls import include, path

from campaigns.views import campaign, home, lists, plan, recommendation, remarks, rivals, searches

campaign_urls = [
    path("", campaign.campaign_list, name="list"),
    path("new/", campaign.campaign_new, name="new"),
    path("new/summary/", campaign.brief_summary, name="brief-summary"),
    path("<int:pk>/", campaign.campaign_detail, name="detail"),
    path("<int:pk>/edit/", campaign.campaign_edit, name="edit"),
    path("<int:pk>/recommendation/", recommendation.recommendation, name="recommendation"),
    path("<int:pk>/recommendation/compute/", recommendation.compute, name="compute"),
    path("<int:pk>/recommendation/progress/", recommendation.progress, name="progress"),
    path("<int:pk>/recommendation/pin/", recommendation.pin, name="pin"),
    path("<int:pk>/recommendation/shortlist.<str:format>", recommendation.shortlist, name="shortlist"),
    path("<int:pk>/plans/", plan.plan_save, name="plan-save"),
    path("<int:pk>/plans/<int:version>/", plan.plan_detail, name="plan"),
    path("<int:pk>/plans/<int:version>/shortlist.<str:format>", plan.plan_shortlist, name="plan-shortlist"),
]

list_urls = [
    path("", lists.saved_list_list, name="list"),
    path("add/", lists.saved_list_add, name="add"),
    path("<int:pk>/", lists.saved_list_detail, name="detail"),
]

rival_urls = [
    path("bookings/", rivals.record, name="record"),
    path("bookings/<int:pk>/remove/", rivals.remove, name="remove"),
]

remark_urls = [
    path("tag/", remarks.tag_people, name="tag"),
    path("block/", remarks.block_people, name="block"),
    path("note/", remarks.note, name="note"),
    path("notes/<int:pk>/remove/", remarks.note_remove, name="note-remove"),
    path("blocks/<int:pk>/lift/", remarks.block_lift, name="block-lift"),
    path("tags/<int:pk>/off/", remarks.tag_off, name="tag-off"),
]

search_urls = [
    path("", searches.search_list, name="list"),
    path("save/", searches.search_save, name="save"),
    path("<int:pk>/", searches.search_detail, name="detail"),
    path("<int:pk>/count/", searches.search_count, name="count"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/", include((campaign_urls, "campaigns"))),
    path("lists/", include((list_urls, "lists"))),
    path("remarks/", include((remark_urls, "remarks"))),
    path("searches/", include((search_urls, "searches"))),
    path("rivals/", include((rival_urls, "rivals"))),
]
