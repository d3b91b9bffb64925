from django.db import migrations

from influencers import reference


def add(apps, schema_editor):
    """Bring in what several posts of one profile, other deliverables and rights are taken to be worth."""
    reference.load(
        benchmark=apps.get_model("influencers", "Benchmark"),
        niche=apps.get_model("influencers", "Niche"),
        synonym=apps.get_model("influencers", "NicheSynonym"),
    )


class Migration(migrations.Migration):
    dependencies = [("influencers", "0006_benchmarks_of_moving_levels")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
