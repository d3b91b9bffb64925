"""Fills the database of an audit; prints a planner's session and the campaign with a recommendation."""

import os

import django

PROFILES = 2_000


def main() -> None:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    from campaigns.models import Campaign
    from campaigns.planning import work

    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("seed_demo", profiles=PROFILES, stdout=nowhere)
    planner = get_user_model().objects.get(username="planner")
    campaign = Campaign.objects.of_member(planner).earliest("pk")
    work.compute(campaign.recommendations.create(fingerprint=work.fingerprint(campaign)).pk)
    client = Client()
    client.force_login(planner)
    print(client.cookies["sessionid"].value, campaign.pk)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
