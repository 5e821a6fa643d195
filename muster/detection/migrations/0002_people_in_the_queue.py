import django.contrib.postgres.fields
from django.db import migrations, models

# Whoever is in the queue already is folded once, as detection/folding.py does from now on.
FOLD = """
INSERT INTO detection_queueperson (person_id, unit_id, rank, due_at, call_by, since, latest,
  standing, owner, attempts, instruments, ended)
SELECT r.person_id, max(w.unit_id::text)::uuid,
  coalesce(min(r.rank) FILTER (WHERE r.due_at IS NOT NULL), min(r.rank)),
  min(r.due_at), min(r.call_by), min(r.raised_at), max(r.raised_at),
  (array_agg(r.standing ORDER BY (r.due_at IS NULL), r.rank, r.due_at, r.raised_at,
    r.signal_id))[1],
  (array_agg(r.owner ORDER BY (r.due_at IS NULL), r.rank, r.due_at, r.raised_at, r.signal_id)
    FILTER (WHERE r.owner IS NOT NULL))[1],
  max(r.attempts),
  coalesce(array_agg(DISTINCT s.instrument ORDER BY s.instrument)
    FILTER (WHERE s.instrument <> ''), '{}'),
  false
FROM detection_queuerow r JOIN detection_signal s ON s.id = r.signal_id
LEFT JOIN people_placement w ON w.person_id = r.person_id
WHERE NOT r.ended GROUP BY r.person_id
"""
ENDED = """
INSERT INTO detection_queueperson (person_id, unit_id, standing, attempts, instruments, ended)
SELECT DISTINCT r.person_id, w.unit_id, '', 0, '{}'::varchar[], true FROM detection_queuerow r
LEFT JOIN people_placement w ON w.person_id = r.person_id
ON CONFLICT (person_id) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("detection", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="QueuePerson",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit_id", models.UUIDField(null=True)),
                ("rank", models.SmallIntegerField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("call_by", models.DateTimeField(null=True)),
                ("since", models.DateTimeField(null=True)),
                ("latest", models.DateTimeField(null=True)),
                ("standing", models.CharField(default="", max_length=20)),
                ("owner", models.UUIDField(null=True)),
                ("attempts", models.SmallIntegerField(default=0)),
                (
                    "instruments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("ended", models.BooleanField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="queuerow",
            name="detection_queue_open",
        ),
        migrations.AddIndex(
            model_name="queueperson",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False), ("ended", False), ("rank", 0)),
                fields=["due_at", "since", "person_id"],
                name="detection_person_red",
            ),
        ),
        migrations.AddIndex(
            model_name="queueperson",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False), ("ended", False)),
                fields=["due_at", "since", "person_id"],
                name="detection_person_due",
            ),
        ),
        migrations.AddIndex(
            model_name="queueperson",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False), ("ended", False)),
                fields=["call_by", "since", "person_id"],
                name="detection_person_ahead",
            ),
        ),
        migrations.AddIndex(
            model_name="queueperson",
            index=models.Index(
                condition=models.Q(("due_at__isnull", True), ("ended", False)),
                fields=["since", "person_id"],
                name="detection_person_spoken",
            ),
        ),
        migrations.AddIndex(
            model_name="queueperson",
            index=models.Index(
                condition=models.Q(("ended", False)),
                fields=["unit_id"],
                name="detection_person_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="queueperson",
            index=models.Index(
                condition=models.Q(("ended", False)),
                fields=["latest"],
                name="detection_person_latest",
            ),
        ),
        migrations.RunSQL([FOLD, ENDED], migrations.RunSQL.noop),
    ]
