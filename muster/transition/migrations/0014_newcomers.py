from django.db import migrations, models

import muster.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("transition", "0013_sharing"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenIn",
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
                ("person_id", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("taken_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
