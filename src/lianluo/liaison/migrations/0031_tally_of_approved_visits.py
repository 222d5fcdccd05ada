from django.db import migrations

TALLY = """
UPDATE liaison_house h SET "on" = v."on",
  heads = (SELECT count(*) FROM liaison_met m WHERE m.visit_id = v.id AND NOT m.is_absent),
  contacts = (SELECT count(*) FROM liaison_countedcontact c WHERE c.visit_id = v.id AND c.office_id = h.office_id),
  is_joint = (SELECT count(*) > 1 FROM liaison_house o WHERE o.visit_id = v.id)
FROM liaison_visit v WHERE v.id = h.visit_id AND v.stage = 'approved'
"""


class Migration(migrations.Migration):

    dependencies = [('liaison', '0030_coverage')]

    operations = [migrations.RunSQL(TALLY, migrations.RunSQL.noop)]
