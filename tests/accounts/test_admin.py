"""What the administration says of people, groups and what they may do."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests import factories
from tests.admin_pages import address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [get_user_model(), Group])
def test_permissions_are_offered_in_the_readers_language(client, translated, model):
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    Group.objects.create(name="Tim")
    url = address(model, "change", model.objects.get().pk)
    page = client.get(url, headers={"accept-language": "id"}).content.decode()
    assert "katalog | profil | ubah" in page
    assert "Can change" not in page
