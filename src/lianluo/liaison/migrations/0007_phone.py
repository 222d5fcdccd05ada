from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("liaison", "0006_tally_of_approved_visits")]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="case_talked",
            field=models.BooleanField(
                blank=True, null=True, verbose_name="a concrete case was talked about"
            ),
        ),
    ]
