from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_swaps"),
    ]

    operations = [
        migrations.AddField(
            model_name="swapanswer",
            name="taken_by",
            field=models.UUIDField(null=True),
        ),
    ]
