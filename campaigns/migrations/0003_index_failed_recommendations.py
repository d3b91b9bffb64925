from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_say_what_every_field_is"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                condition=models.Q(("state", "failed")), fields=["id"], name="recommendation_failed"
            ),
        ),
    ]
