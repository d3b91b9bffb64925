"""Addresses of the catalogue."""

from django.urls import include, path

from influencers.views import (
    browse,
    import_work,
    imports,
    merging,
    overlaps,
    personal,
    rejected,
    review,
    selection,
)

browse_urls = [
    path("", browse.influencer_list, name="list"),
    path("compare/", selection.compare, name="compare"),
    path("similar/", selection.similar, name="similar"),
    path("export.<str:file_format>", selection.export, name="export"),
    path("<int:pk>/", browse.influencer_detail, name="detail"),
    path("merge/", merging.merge_list, name="merge"),
    path("merge/pair/", merging.merge_pair, name="merge-pair"),
    path("merge/<int:pk>/undo/", merging.merge_undo, name="merge-undo"),
    path("<int:pk>/personal-data/", personal.personal_data, name="personal"),
    path(
        "<int:pk>/personal-data/export.<str:file_format>", personal.personal_data_file, name="personal-file"
    ),
]

import_urls = [
    path("", imports.import_list, name="list"),
    path("review/", review.review_list, name="review"),
    path("review/<int:pk>/", review.review_group, name="review-group"),
    path("overlaps/", overlaps.overlap_list, name="overlaps"),
    path("overlaps/<int:pk>/", overlaps.overlap_detail, name="overlaps-detail"),
    path("<int:pk>/", imports.import_detail, name="detail"),
    path("<int:pk>/rejected.csv", rejected.as_csv, name="rejected-csv"),
    path("<int:pk>/rejected.xlsx", rejected.as_workbook, name="rejected-xlsx"),
    path("<int:pk>/confirm/", imports.import_confirm, name="confirm"),
    path("<int:pk>/discard/", imports.import_discard, name="discard"),
    path("<int:pk>/progress/", import_work.progress, name="progress"),
    path("<int:pk>/cancel/", import_work.cancel, name="cancel"),
    path("<int:pk>/undo/", import_work.undo, name="undo"),
]

urlpatterns = [
    path("influencers/", include((browse_urls, "influencers"))),
    path("imports/", include((import_urls, "imports"))),
]
