from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("liaison", "0002_order_of_visits")]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="case_talked",
            field=models.BooleanField(
                blank=True, null=True, verbose_name="a concrete case was talked about"
            ),
        ),
        migrations.AddField(
            model_name="remark",
            name="kind",
            field=models.CharField(
                blank=True, max_length=20, verbose_name="what is to become of it"
            ),
        ),
    ]
