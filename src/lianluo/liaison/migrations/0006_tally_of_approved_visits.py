from django.db import migrations

TALLY = """
UPDATE liaison_house h SET "on" = v."on",
  heads = (SELECT count(*) FROM liaison_met m WHERE m.visit_id = v.id AND NOT m.is_absent),
  contacts = (SELECT count(*) FROM liaison_countedcontact c WHERE c.visit_id = v.id AND c.office_id = h.office_id),
  is_joint = (SELECT count(*) > 1 FROM liaison_house o WHERE o.visit_id = v.id)
FROM liaison_visit v WHERE v.id = h.visit_id AND v.stage = 'approved'
"""

CAME = """
UPDATE liaison_met m SET came_on = v."on" FROM liaison_visit v
WHERE v.id = m.visit_id AND v.stage = 'approved' AND v.form IN ('invitation', 'attending', 'seminar') AND NOT m.is_absent
"""
MONTHS = """
INSERT INTO liaison_monthtally (office_id, month, visits, heads, contacts)
SELECT office_id, date_trunc('month', "on")::date, count(*), sum(heads), sum(contacts) FROM liaison_house
WHERE "on" IS NOT NULL GROUP BY 1, 2
"""


KINDS = """
UPDATE liaison_duty d SET kind = s.kind FROM (
  SELECT DISTINCT ON (m.person_id) m.person_id, m.kind FROM people_mandate m JOIN people_term t ON t.id = m.term_id
  JOIN people_body b ON b.id = t.body_id
  ORDER BY m.person_id, array_position(ARRAY['national','provincial','municipal','county'], b.level::text), t.number DESC,
    m.id DESC) s
WHERE s.person_id = d.person_id AND d.kind = ''
"""
"""As the nightly reckoning will write it: of the highest mandate."""
SUMS = (TALLY, CAME, MONTHS, KINDS)


class Migration(migrations.Migration):

    dependencies = [('liaison', '0005_coverage')]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in SUMS]
