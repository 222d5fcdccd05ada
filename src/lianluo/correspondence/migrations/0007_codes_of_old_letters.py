from django.db import migrations

from lianluo.correspondence import codes


def issue(apps, schema_editor):
    """Letters that have a number already get their codes: a reprint shows them."""
    letters = apps.get_model("correspondence", "Letter").objects.filter(sequence__isnull=False, person__isnull=False)
    rows = apps.get_model("correspondence", "FormCode").objects
    found = [
        rows.model(letter_id=pk, digest=codes.digest_of(codes.code_for(pk)))
        for pk in letters.values_list("pk", flat=True)
    ]
    rows.bulk_create(found, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0006_form_codes")]
    operations = [migrations.RunPython(issue, migrations.RunPython.noop)]
