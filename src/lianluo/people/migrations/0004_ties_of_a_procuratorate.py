import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE people_tie AS t SET office_id = CASE WHEN u.kind = 'department' THEN u.parent_id ELSE u.id END
FROM units_unit AS u WHERE u.id = t.unit_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_organisations"),
        ("units", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="tie",
            name="office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit",
                verbose_name="procuratorate",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="tie",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit",
                verbose_name="procuratorate",
            ),
        ),
    ]
