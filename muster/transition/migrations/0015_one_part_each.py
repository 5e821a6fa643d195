from django.db import migrations, models

# The triggers that keep a table append-only, or demand a command, are made anew from what the model
# declares once all migrations have run.
LAST_ALONE = """
DROP TRIGGER IF EXISTS muster_append_only ON transition_profilepart;
DROP TRIGGER IF EXISTS muster_demand_command ON transition_profilepart;
DELETE FROM transition_profilepart earlier USING transition_profilepart later
WHERE later.person_id = earlier.person_id AND later.part = earlier.part
  AND (later.at, later.id) > (earlier.at, earlier.id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("transition", "0014_newcomers"),
    ]

    operations = [
        migrations.RunSQL(LAST_ALONE, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="profilepart", name="tran_profile_person"),
        migrations.AddConstraint(
            model_name="profilepart",
            constraint=models.UniqueConstraint(
                fields=("person_id", "part"), name="tran_profile_part_once"
            ),
        ),
    ]
