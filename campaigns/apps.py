from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("campaigns")

    def ready(self) -> None:
        from campaigns.marks import BrandMarks
        from influencers import private_marks

        private_marks.use(BrandMarks())
