from django.db import migrations

from influencers import reference


def load(apps, schema_editor):
    """Bring in the dated tax rates; the one share that stood in for all of them goes."""
    reference.load_tax_rates(apps.get_model("influencers", "TaxRate"))
    apps.get_model("influencers", "Benchmark").objects.filter(metric="nett_share_of_gross").delete()


class Migration(migrations.Migration):
    dependencies = [("influencers", "0010_tax_rates_and_vendors")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
