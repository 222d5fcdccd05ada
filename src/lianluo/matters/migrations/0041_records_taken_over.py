from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0040_voiced'),
    ]

    operations = [
        migrations.AlterField(
            model_name='inquiryrecord',
            name='filed_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='filed by'),
        ),
        migrations.AlterField(
            model_name='inquiryrecord',
            name='nature',
            field=models.CharField(blank=True, choices=[('progress', 'asked how the case stands'), ('supervision', 'lawful supervision'), ('problem', 'reported a problem found in office'), ('plea', 'spoke for a party'), ('interference', 'interfered in the case')], max_length=15, verbose_name='nature of the inquiry'),
        ),
    ]
