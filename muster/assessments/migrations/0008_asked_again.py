import django.contrib.postgres.fields
from django.db import migrations, models

import muster.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0007_came_late"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedAgain",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=muster.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("cause", models.UUIDField()),
                (
                    "instruments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id"], name="assessments_asked_again_person")
                ],
            },
        ),
    ]
