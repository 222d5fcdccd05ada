from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0001_mappings_and_batches'),
    ]

    operations = [
        migrations.AlterField(
            model_name='batch',
            name='family',
            field=models.CharField(choices=[('roster', 'Roster of deputies or members'), ('matters', 'List of suggestions and proposals'), ('referrals', 'Register of referred cases')], max_length=10),
        ),
        migrations.AlterField(
            model_name='mapping',
            name='family',
            field=models.CharField(choices=[('roster', 'Roster of deputies or members'), ('matters', 'List of suggestions and proposals'), ('referrals', 'Register of referred cases')], max_length=10),
        ),
    ]
