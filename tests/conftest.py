import pytest


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path):
    """Quick passwords and solving, background work in the caller, uploads in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.BACKGROUND_INLINE = True
    settings.STRATEGY_SECONDS = {"solve": 0.3, "frontier": 0.3, "other_goal": 0.1}
    settings.MEDIA_ROOT = tmp_path / "media"
