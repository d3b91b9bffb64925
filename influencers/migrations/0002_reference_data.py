from django.db import migrations

from influencers import reference


def load(apps, schema_editor):
    reference.load(
        benchmark=apps.get_model("influencers", "Benchmark"),
        niche=apps.get_model("influencers", "Niche"),
        synonym=apps.get_model("influencers", "NicheSynonym"),
    )


class Migration(migrations.Migration):
    dependencies = [("influencers", "0001_the_catalogue")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
