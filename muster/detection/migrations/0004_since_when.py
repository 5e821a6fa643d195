from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("detection", "0003_alerts"),
    ]

    operations = [
        migrations.AddField(
            model_name="queuerow",
            name="since",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(
            "UPDATE detection_queuerow SET since = raised_at", migrations.RunSQL.noop
        ),
        migrations.AlterField(
            model_name="queuerow",
            name="since",
            field=models.DateTimeField(),
        ),
    ]
