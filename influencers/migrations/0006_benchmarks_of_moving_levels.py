from django.db import migrations

from influencers import reference

OLD_NOISE = {("", 0): (0.53, 0.46), ("instagram", 0): (0.5, 0.44), ("instagram", 1_000_000): (0.71, 0.53)}


def add(apps, schema_editor):
    """Bring in how levels drift, last and fade; the noise of a post is now that of posts of the same days.

    What an administrator edited stays.
    """
    benchmark = apps.get_model("influencers", "Benchmark")
    noise = benchmark.objects.filter(metric="within_account_sigma", country="", group="")
    noise.filter(platform="instagram", followers_from=10_000, value=0.53).delete()
    noise.filter(platform="instagram", followers_from=0, value=0.5).update(followers_to=100_000)
    for (platform, size), (old, new) in OLD_NOISE.items():
        noise.filter(platform=platform, followers_from=size, value=old).update(value=new)
    reference.load(
        benchmark=benchmark,
        niche=apps.get_model("influencers", "Niche"),
        synonym=apps.get_model("influencers", "NicheSynonym"),
    )


class Migration(migrations.Migration):
    dependencies = [("influencers", "0005_review_imports_and_find_gaps")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
