import django.db.models.deletion
import lianluo.foundation.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0041_records_taken_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='extended_until',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='extended until'),
        ),
        migrations.CreateModel(
            name='ReferralExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'asked for'), ('granted', 'granted'), ('refused', 'refused'), ('revoked', 'revoked')], default='asked', max_length=10, verbose_name='state')),
                ('asked_on', models.DateField(verbose_name='asked for on')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('until', models.DateField(verbose_name='extended until')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('agreed_by', models.CharField(blank=True, max_length=120, verbose_name='who agreed at the SPP')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed on')),
                ('agreed_paper', models.CharField(blank=True, max_length=60, verbose_name='number of the paper')),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='revoked on')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='reason of the decision')),
                ('recorded_at', models.DateTimeField(default=lianluo.foundation.clock.now)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='matters.referral')),
            ],
            options={
                'verbose_name': 'extension of a referred case',
                'ordering': ['asked_on', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('referral',), name='referral_extension_one_request'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('asked_on'))), name='referral_extension_ahead'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'granted'), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='referral_extension_granted_on'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'revoked'), _negated=True), ('revoked_on__isnull', False), _connector='OR'), name='referral_extension_revoked_on')],
            },
        ),
    ]
