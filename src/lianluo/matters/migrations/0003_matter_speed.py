from django.db import migrations, models

from lianluo.foundation import bigrams

# As `Matter.WORDS` stood when the index was made.
WORDS = bigrams.joined(("title", "lead_name", "outside_number"))


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_plan_proposals")]

    operations = [
        migrations.RemoveIndex(model_name="matter", name="matter_due"),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                fields=["due_on", "id"], include=("office", "stage"), name="matter_due_listed"
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["office", "lead_group"], name="matter_office_group"),
        ),
        migrations.RunSQL(bigrams.CREATE, bigrams.KEEP),
        *[migrations.RunSQL(*pair) for pair in bigrams.indexes("matters_matter", WORDS, "matter_words")],
    ]
