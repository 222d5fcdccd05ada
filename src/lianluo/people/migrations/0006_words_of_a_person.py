from django.db import migrations

from lianluo.foundation import bigrams


class Migration(migrations.Migration):

    dependencies = [('people', '0005_tie_indexes')]

    operations = [
        migrations.RunSQL(bigrams.CREATE, bigrams.KEEP),
        *[
            migrations.RunSQL(*pair)
            for pair in (
                *bigrams.indexes('people_person', bigrams.joined(('work', 'focus')), 'person_words'),
                *bigrams.indexes('people_expertise', bigrams.joined(('field', 'evidence')), 'expertise_words'),
            )
        ],
    ]
