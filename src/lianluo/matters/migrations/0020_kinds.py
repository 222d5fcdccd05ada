from django.db import migrations, models

KINDS = [
    ("suggestion", "suggestion"),
    ("deliberation_opinion", "deliberation opinion"),
    ("standing_committee_opinion", "standing committee opinion"),
    ("everyday_opinion", "everyday opinion"),
    ("proposal", "proposal"),
    ("social_information", "social information"),
    ("referred_case", "referred case"),
    ("meeting_request", "meeting request"),
    ("inquiry", "inquiry"),
    ("interpellation", "interpellation"),
    ("inspection_report", "inspection report"),
]


class Migration(migrations.Migration):
    dependencies = [("matters", "0011_reminders")]

    operations = [
        migrations.AlterField(
            model_name="matter",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30, verbose_name="kind"),
        ),
    ]
