

import django.contrib.postgres.fields
import django.db.models.deletion
import lianluo.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        
        ('matters', '0021_kind_rows'),
        ('people', '0002_expertise_days'),
        ('units', '0002_former_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='referral', serialize=False, to='matters.matter')),
                ('number', models.CharField(max_length=40, verbose_name='number')),
                ('stage', models.CharField(choices=[('registered', 'registered'), ('screened', 'screened'), ('record_checked', 'record checked'), ('approved', 'approved for hand-over'), ('handed_over', 'waiting for sign-for'), ('signed_for', 'signed for'), ('met', 'deputy contacted, being handled'), ('result_approved', 'result approved'), ('feedback_approved', 'feedback approved'), ('fed_back', 'fed back'), ('closed', 'closed'), ('archived', 'archived'), ('turned_away', 'not a referred case'), ('withdrawn', 'withdrawn')], default='registered', max_length=20, verbose_name='stage')),
                ('chain', models.CharField(choices=[('spp', "assigned by the Supreme People's Procuratorate"), ('direct', 'referred directly'), ('visit', 'collected on a visit')], max_length=10, verbose_name='chain')),
                ('came_by', models.CharField(choices=[('paper', 'official paper'), ('letter', 'letter'), ('in_person', 'handed in personally'), ('session', 'at a session'), ('visit', 'on a visit'), ('lower', 'through a lower procuratorate'), ('private', 'private call or message')], max_length=10, verbose_name='how it came')),
                ('is_formal', models.BooleanField(default=True, verbose_name='through a formal channel')),
                ('paper_number', models.CharField(blank=True, max_length=60, verbose_name='number of the paper')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('words', models.TextField(blank=True, verbose_name="the deputy's own words")),
                ('case_number', models.CharField(blank=True, max_length=40, verbose_name='case number')),
                ('case_name', models.CharField(max_length=60, verbose_name='case name')),
                ('cause', models.CharField(blank=True, max_length=40, verbose_name='cause of action')),
                ('claim', models.CharField(blank=True, max_length=200, verbose_name='what is asked')),
                ('screening', models.CharField(blank=True, max_length=200, verbose_name='finding of the screening')),
                ('interest', models.CharField(blank=True, choices=[('', 'not checked yet'), ('none', 'no relation to the case'), ('party', 'party to the case'), ('related', 'related to a party')], max_length=10, verbose_name='interest in the case')),
                ('interest_note', models.CharField(blank=True, max_length=200, verbose_name='what shows it')),
                ('interest_on', models.DateField(blank=True, null=True)),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('instruction', models.CharField(blank=True, max_length=300, verbose_name='instruction')),
                ('handed_over_on', models.DateField(blank=True, null=True, verbose_name='handed over on')),
                ('signed_for_on', models.DateField(blank=True, null=True, verbose_name='signed for on')),
                ('procedural_due_on', models.DateField(blank=True, null=True, verbose_name='procedural answer by')),
                ('named_due_on', models.DateField(blank=True, null=True, verbose_name='day named by the SPP')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='result by')),
                ('due_is_provisional', models.BooleanField(default=False)),
                ('outcome', models.CharField(blank=True, max_length=60, verbose_name='outcome')),
                ('result_approved_on', models.DateField(blank=True, null=True)),
                ('fed_back_on', models.DateField(blank=True, null=True, verbose_name='fed back on')),
                ('fed_back_by', models.CharField(blank=True, max_length=120, verbose_name='who gave the feedback')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('closing_note', models.CharField(blank=True, max_length=300, verbose_name='note on closing')),
                ('fed_back_way', models.CharField(blank=True, choices=[('in_person', 'in person'), ('in_writing', 'in writing'), ('to_spp', 'report to the SPP')], max_length=10, verbose_name='way of feedback')),
                ('report_number', models.CharField(blank=True, max_length=60, verbose_name='number of the report to the SPP')),
                ('registered_at', models.DateTimeField(default=lianluo.foundation.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'referred case',
                'ordering': ['-received_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReferralAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(max_length=120, verbose_name='why')),
                ('from_on', models.DateField(verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'access to a referred case',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReferralContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(blank=True, choices=[('in_person', 'in person'), ('telephone', 'telephone'), ('video', 'video'), ('message', 'message'), ('letter', 'letter')], max_length=20, verbose_name='way')),
                ('on', models.DateField(verbose_name='date')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='place')),
                ('by_whom', models.CharField(max_length=120, verbose_name='who took part')),
                ('said', models.TextField(blank=True, verbose_name='what the deputy said')),
                ('exception', models.CharField(blank=True, max_length=200, verbose_name='why there was no contact')),
                ('recorded_at', models.DateTimeField(default=lianluo.foundation.clock.now)),
            ],
            options={
                'verbose_name': 'contact in a referred case',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ReferralLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('liaison_office', 'liaison office clerk'), ('department_head', 'department head'), ('handler', 'handler'), ('leader', 'leader in charge'), ('chief', 'chief procurator'), ('system_admin', 'system administrator'), ('security_admin', 'security administrator'), ('auditor', 'audit administrator')], max_length=30)),
                ('what', models.CharField(choices=[('page', 'the case'), ('words', "the deputy's words"), ('file', 'an attachment'), ('texts', 'result and feedback'), ('paper', 'printed feedback'), ('ledger', 'exported register')], max_length=10)),
                ('at', models.DateTimeField(default=lianluo.foundation.clock.now)),
            ],
            options={
                'verbose_name': 'look into a referred case',
            },
        ),
        migrations.CreateModel(
            name='ReferralNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('progress', 'progress'), ('procedural', 'procedural answer')], max_length=12)),
                ('on', models.DateField(verbose_name='date')),
                ('text', models.CharField(max_length=500, verbose_name='text')),
                ('recorded_at', models.DateTimeField(default=lianluo.foundation.clock.now)),
            ],
            options={
                'verbose_name': 'note on a referred case',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ReferralText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('result', 'internal result'), ('feedback', 'feedback to the deputy')], max_length=10)),
                ('stage', models.CharField(choices=[('drafted', 'draft'), ('submitted', 'with the leader'), ('approved', 'approved')], default='drafted', max_length=12, verbose_name='stage')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('comment', models.CharField(blank=True, max_length=300, verbose_name='comment')),
                ('withheld', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('case_file', 'Nothing is taken from the case file.'), ('minors', 'Nothing about minors.'), ('secrets', 'No state secret, work secret, business secret or private matter.'), ('investigation', 'Nothing of an investigation that is not public.'), ('others', 'No personal data of parties, witnesses or others.'), ('forecast', 'No promise or forecast of a decision.')], max_length=15), blank=True, default=list, size=None)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'text',
                'ordering': ['-kind'],
            },
        ),
        migrations.RemoveIndex(
            model_name='matter',
            name='matter_due_listed',
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['due_on', 'id'], include=('office', 'stage', 'kind'), name='matter_due_listed'),
        ),
        migrations.AddField(
            model_name='referral',
            name='concerned',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='procuratorate concerned'),
        ),
        migrations.AddField(
            model_name='referral',
            name='handler',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handler'),
        ),
        migrations.AddField(
            model_name='referral',
            name='interest_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referral',
            name='leader',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approving leader'),
        ),
        migrations.AddField(
            model_name='referral',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='deputy or member'),
        ),
        migrations.AddField(
            model_name='referral',
            name='registered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referral',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='answerable unit'),
        ),
        migrations.AddField(
            model_name='referralaccess',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralaccess',
            name='granted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralaccess',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access', to='matters.referral'),
        ),
        migrations.AddField(
            model_name='referralaccess',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='referralaccess',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.AddField(
            model_name='referralcontact',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralcontact',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='matters.referral'),
        ),
        migrations.AddField(
            model_name='referrallook',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='matters.referral'),
        ),
        migrations.AddField(
            model_name='referrallook',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='referrallook',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralnote',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralnote',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='matters.referral'),
        ),
        migrations.AddField(
            model_name='referraltext',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referraltext',
            name='drafted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referraltext',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='matters.referral'),
        ),
        migrations.CreateModel(
            name='InquiryRecord',
            fields=[
                ('referral', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='inquiry', serialize=False, to='matters.referral')),
                ('number', models.CharField(max_length=60, verbose_name='record number')),
                ('filed_on', models.DateField(verbose_name='record filed on')),
                ('filed_by', models.CharField(max_length=60, verbose_name='filed by')),
                ('nature', models.CharField(choices=[('progress', 'asked how the case stands'), ('supervision', 'lawful supervision'), ('problem', 'reported a problem found in office'), ('plea', 'spoke for a party'), ('interference', 'interfered in the case')], max_length=15, verbose_name='nature of the inquiry')),
                ('entered_at', models.DateTimeField(default=lianluo.foundation.clock.now)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'outside-inquiry record',
            },
        ),
        migrations.CreateModel(
            name='ReferralRating',
            fields=[
                ('referral', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='rating', serialize=False, to='matters.referral')),
                ('handling', models.CharField(choices=[('satisfied', 'satisfied'), ('basically', 'basically satisfied'), ('unsatisfied', 'unsatisfied')], max_length=20, verbose_name='handling')),
                ('explanation', models.CharField(choices=[('satisfied', 'satisfied'), ('basically', 'basically satisfied'), ('unsatisfied', 'unsatisfied')], max_length=20, verbose_name='explanation')),
                ('comment', models.CharField(blank=True, max_length=300, verbose_name='what the deputy wrote')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('entered_at', models.DateTimeField(default=lianluo.foundation.clock.now)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rating of a referred case',
            },
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['stage', 'due_on'], name='referral_stage_due'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['person'], name='referral_person'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['-received_on', '-matter'], name='referral_received'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('fed_back_way', ''), models.Q(('chain', 'spp'), ('fed_back_way', 'to_spp')), models.Q(models.Q(('chain', 'spp'), _negated=True), models.Q(('fed_back_way', 'to_spp'), _negated=True)), _connector='OR'), name='referral_answered_in_one_voice'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('is_formal', False), models.Q(('came_by', 'private'), _negated=True), _connector='OR'), name='referral_private_is_not_formal'),
        ),
        migrations.AddIndex(
            model_name='referralaccess',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['user', 'unit'], name='access_user'),
        ),
        migrations.AddIndex(
            model_name='referralaccess',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['unit'], name='access_unit'),
        ),
        migrations.AddConstraint(
            model_name='referralaccess',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='access_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='referralcontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exception', ''), models.Q(('way', ''), _negated=True)), models.Q(models.Q(('exception', ''), _negated=True), ('way', '')), _connector='OR'), name='referral_contact_or_exception'),
        ),
        migrations.AddIndex(
            model_name='referrallook',
            index=models.Index(fields=['referral', '-at'], name='referral_look'),
        ),
        migrations.AddIndex(
            model_name='referrallook',
            index=models.Index(fields=['-at', '-id'], name='referral_look_at'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referrallook',
            trigger=pgtrigger.compiler.Trigger(name='referral_look_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='640e77d567e5c4fa65f6c6bb99fb676fe8d6243b', operation='UPDATE OR DELETE', pgid='pgtrigger_referral_look_kept_def2f', table='matters_referrallook', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='referraltext',
            constraint=models.UniqueConstraint(fields=('referral', 'kind'), name='referral_text_once'),
        ),
        migrations.AddConstraint(
            model_name='inquiryrecord',
            constraint=models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='inquiry_record_has_number'),
        ),
    ]
