"""Ask which hashes of service numbers are taken, without showing by whom."""

from django.db import migrations

# Runs with the owner's rights, so that an import sees a number that belongs to somebody outside
# the importer's units, and can refuse the row instead of making a second record. Only the
# administrator's audience imports people, and only a command may ask.
TAKEN = """
CREATE FUNCTION people_numbers_taken(keys uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public AS $$ BEGIN
  IF coalesce(current_setting('muster.command', true), '') = '' THEN
    RAISE EXCEPTION 'muster: asked outside a command' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT number_key FROM people_person WHERE number_key = ANY (keys);
END $$;
REVOKE ALL ON FUNCTION people_numbers_taken(uuid[]) FROM PUBLIC;
DO $$ BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION people_numbers_taken(uuid[]) TO %I',
                 current_database() || '_administrator');
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunSQL(TAKEN, "DROP FUNCTION people_numbers_taken(uuid[])")]
