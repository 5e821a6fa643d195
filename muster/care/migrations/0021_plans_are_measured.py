import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0020_late_evaluations"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="measures",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False), ("ended", False)),
                fields=["unit_id", "due_at"],
                name="care_row_unit_due",
            ),
        ),
    ]
