from django.db import migrations, models

import muster.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ZoneErasure",
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
                ("part", models.CharField(max_length=20)),
                ("zone", models.CharField(default="identity", max_length=20)),
                ("at", models.DateTimeField()),
                ("ground", models.CharField(max_length=40)),
            ],
            options={"abstract": False},
        ),
    ]
