"""The way from a record to its page on the site, for those whom the wall of the brand lets through."""

from collections.abc import Sequence

from campaigns.models import Membership


class OnSiteForMembers:
    """The link to the site for administrators who are members of the record's brand; others would find a 404.

    `brand_path` leads from the record to its brand; `page_of` says which page is meant.
    """

    brand_path: Sequence[str] = ("campaign", "brand")
    view_on_site = False

    def page_of(self, row) -> str:
        return row.get_absolute_url()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        response = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        if obj is not None and self._lets_through(request.user, obj):
            response.context_data |= {"has_absolute_url": True, "absolute_url": self.page_of(obj)}
        return response

    def _lets_through(self, user, row) -> bool:
        brand = row
        for step in self.brand_path:
            brand = getattr(brand, step)
        return Membership.objects.filter(brand=brand, user=user).exists()
