"""Imports are reviewed once; what lacks a figure is found by an index, however large the catalogue."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def count_doubts(apps, schema_editor):
    """Imports of before keep their rejected rows and flagged values in the report alone."""
    imports = apps.get_model("influencers", "Import").objects
    for pk in imports.filter(status="done").values_list("pk", flat=True):
        report = imports.values_list("report", flat=True).get(pk=pk)
        doubts = len(report.get("rejected", ())) + len(report.get("flagged", ()))
        imports.filter(pk=pk).update(doubts=doubts)


class Migration(migrations.Migration):
    dependencies = [
        ("influencers", "0004_say_what_every_field_is"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="doubts",
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="Rejected rows and flagged values.",
                verbose_name="in doubt",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="reviewed"),
        ),
        migrations.AddField(
            model_name="import",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reviewed by",
            ),
        ),
        migrations.RunPython(count_doubts, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["status", "reviewed_at"], name="import_by_status"),
        ),
        migrations.AddIndex(
            model_name="profile",
            index=models.Index(fields=["measured_on"], name="profile_by_measured_on"),
        ),
        migrations.AddIndex(
            model_name="profile",
            index=models.Index(
                condition=models.Q(("price__isnull", True)), fields=["id"], name="profile_without_price"
            ),
        ),
        migrations.AddIndex(
            model_name="profile",
            index=models.Index(
                condition=models.Q(("credibility__isnull", True)),
                fields=["id"],
                name="profile_without_credibility",
            ),
        ),
        migrations.AddIndex(
            model_name="rate",
            index=models.Index(fields=["currency"], name="rate_by_currency"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_at__isnull", True), ("status", "done"), _connector="OR"),
                name="import_reviewed_when_done",
                violation_error_message="Only a finished import can be reviewed.",
            ),
        ),
    ]
