from django.db import migrations, models

MOVED = """
INSERT INTO journal_way (user_id, mail, mobile, chat, pace, told_up_to)
SELECT user_id, mail, '', '', 'never', 0 FROM matters_calendarfeed WHERE mail <> ''
"""
"""Addresses stand with the journal now; as before, they get the reminders alone."""


class Migration(migrations.Migration):

    dependencies = [('matters', '0043_proposers'), ('journal', '0004_ways')]

    operations = [
        migrations.RemoveConstraint(model_name='channel', name='channel_feed_key_once'),
        migrations.RenameModel('Channel', 'CalendarFeed'),
        migrations.RenameField('CalendarFeed', 'feed_key', 'key'),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        migrations.RemoveField('CalendarFeed', 'mail'),
        migrations.AlterModelOptions('CalendarFeed', {'verbose_name': 'calendar feed'}),
        migrations.AddConstraint(
            'CalendarFeed',
            models.UniqueConstraint(fields=['key'], condition=models.Q(('key', ''), _negated=True), name='calendar_feed_key_once'),
        ),
    ]
