from django.db import migrations

from influencers import reference

GONE = "kappa_flat"
NOTED = ("kappa_between_niches", "kappa_within_niche")


def renew(apps, schema_editor):
    """Drop the overlap of the model without niches, which nothing reads, and say what the other two stand for
    where no administrator has said more.
    """
    benchmark = apps.get_model("influencers", "Benchmark")
    benchmark.objects.filter(metric=GONE).delete()
    for row in reference.read("benchmarks.json"):
        if row["metric"] in NOTED:
            benchmark.objects.filter(metric=row["metric"], note="").update(note=row["note"])


class Migration(migrations.Migration):
    dependencies = [("influencers", "0011_load_tax_rates")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
