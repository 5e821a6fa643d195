from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_swaps_taken_down"),
    ]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="outside",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="signin",
            name="newcomer",
            field=models.BooleanField(default=False),
        ),
    ]
