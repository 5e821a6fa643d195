from django.db import migrations, models

import muster.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_newcomers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceEntry",
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
                ("person_id", models.UUIDField(db_index=True)),
                ("at", models.DateTimeField()),
                ("retracts_id", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
