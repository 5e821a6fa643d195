import django.db.models.deletion
from django.db import migrations, models

import muster.kernel.ids

_ID = {"default": muster.kernel.ids.new_id, "editable": False, "primary_key": True}


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_temporary_moves"),
    ]

    operations = [
        migrations.CreateModel(
            name="SwapAsked",
            fields=[
                ("id", models.UUIDField(serialize=False, **_ID)),
                ("person_id", models.UUIDField()),
                ("turn", models.SmallIntegerField()),
                ("post_id", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.moveform",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form", "turn", "post_id"), name="people_swap_asked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SwapQuestion",
            fields=[
                ("id", models.UUIDField(serialize=False, **_ID)),
                ("person_id", models.UUIDField(db_index=True)),
                ("own_post", models.UUIDField()),
                ("other_post", models.UUIDField()),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField()),
                ("noted", models.CharField(blank=True, max_length=20)),
                ("became", models.CharField(blank=True, max_length=20)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.moverequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "person_id", "own_post"),
                        name="people_swap_question_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SwapAnswer",
            fields=[
                ("id", models.UUIDField(serialize=False, **_ID)),
                ("person_id", models.UUIDField()),
                ("agrees", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.swapquestion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
