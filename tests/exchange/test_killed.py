"""kill -9 of worker, web and database in the middle of an import or a batch of letters: the next start finishes it, and
nothing is there twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import zipfile

import psycopg

from lianluo.foundation import postgres
from tests.config.test_supervisor import Office, named, office  # noqa: F401 the fixture

ROWS = 2500
SEED = """
import json, sys
from datetime import date
from django.core.files.uploadedfile import SimpleUploadedFile
from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.config.office import prepare
from lianluo.exchange.actions.batches import keep_file, start_import

office, rows = prepare(), int(sys.argv[1])
user = register_user(SYSTEM, office, username="clerk", name="佟见山", password="wei-zhi-shu-72")
appoint(SYSTEM, user, unit=office, role="liaison_office", from_on=date(2020, 1, 1))
actor = actor_of(user)
lines = "".join(f"佟{chr(0x4E00 + i)},沈阳,1970.01\\n" for i in range(rows))
text = "辽宁省第十四届人民代表大会代表名册\\n姓名,代表团,出生年月\\n" + lines
batch = keep_file(actor, office, file=SimpleUploadedFile("名册.csv", text.encode()), family="roster")
print(json.dumps({"run": start_import(actor, office, batch=batch).pk, "batch": batch.pk}))
"""


LETTERS = 40
SEED_LETTERS = """
import json, sys
from datetime import date
from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.config.office import prepare
from lianluo.correspondence.actions.letter import number
from lianluo.correspondence.jobs import print_all
from lianluo.correspondence.models import Letter
from lianluo.journal.actions.jobruns import start_run
from lianluo.matters.models import Assignment, Matter, Reply
from lianluo.people.models import Person
from lianluo.units.models import Unit

office, count = prepare(), int(sys.argv[1])
user = register_user(SYSTEM, office, username="clerk", name="佟见山", password="wei-zhi-shu-72")
appoint(SYSTEM, user, unit=office, role="liaison_office", from_on=date(2020, 1, 1))
actor = actor_of(user)
department = Unit.objects.filter(parent=office, kind="department").first()
matter = Matter.objects.create(
    office=office, kind="suggestion", title="关于示例的建议", handed_over_on=date(2026, 1, 5), stage="signed_off"
)
row = Assignment.objects.create(matter=matter, department=department, role="sole", stage="fulfilled")
reply = Reply.objects.create(assignment=row, stage="signed_off", drafted_by=user, signed_off_on=date(2026, 2, 2))
reply.points.create(position=1, asked="问", answer="已经落实。")
for place in range(count):
    person = Person.objects.create(keeper=office, name=f"佟{chr(0x4E00 + place)}")
    letter = Letter.objects.create(
        office=office, person=person, title="关于对示例建议的答复", salutation="代表：", opening="收悉。", closing="感谢。",
        contact_person="甲", contact_phone="024",
    )
    letter.items.create(matter=matter, reply=reply)
    number(letter, actor)
print(json.dumps({"run": start_run(actor, "letters", "x", print_all, session_id=None, with_envelopes=True).pk}))
"""


def started(place: Office, seed: str, count: int) -> dict:
    """What `seed` makes, a clerk and a job that waits for the worker; its JSON."""
    begin = "import django; django.setup()\n"
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("LIANLUO_")}
    surroundings |= {
        "LIANLUO_DATA": str(place.data),
        "DJANGO_SETTINGS_MODULE": "lianluo.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", begin + textwrap.dedent(seed), str(count)]
    answer = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout.splitlines()[-1])


def asked(place: Office, question: str, *values):
    """The first row, read in a connection of its own; None while the database is away."""
    folder = str(postgres.socket_folder(place.data))
    try:
        with psycopg.connect(
            host=folder, port=postgres.PORT, dbname=postgres.NAME, user=postgres.NAME
        ) as line:
            return line.execute(question, values).fetchone()
    except psycopg.OperationalError:
        return None


def state_of(place: Office, run: int) -> tuple:
    return asked(place, "SELECT state, done FROM journal_jobrun WHERE id = %s", run) or ("", 0)


def test_an_import_killed_half_way_is_finished_and_nothing_is_there_twice(office):  # noqa: F811
    up = office.up()
    office.wait(lambda: len(office.family(up)) >= 3 and office.answers())
    made = started(office, SEED, ROWS)
    office.wait(lambda: state_of(office, made["run"])[1] > 0)
    assert state_of(office, made["run"])[0] == "running"
    assert asked(office, "SELECT count(*) FROM people_person") == (0,)
    kill(office, up)
    office.wait(lambda: state_of(office, made["run"])[0] == "done")
    [landed] = asked(office, "SELECT landed FROM exchange_batch WHERE id = %s", made["batch"])
    assert (landed["created"], landed["refused"]) == (ROWS, 0)
    counts = "SELECT count(*), count(DISTINCT name) FROM people_person"
    assert asked(office, counts) == (ROWS, ROWS)
    entries = "SELECT count(*), count(DISTINCT about_id) FROM journal_entry WHERE act = 'people.import_row'"
    assert asked(office, entries) == (ROWS, ROWS)
    assert asked(office, "SELECT count(*) FROM journal_entry WHERE act = 'people.import_roster'") == (1,)


def test_a_batch_of_letters_killed_half_way_is_one_file_with_every_letter_once(office):  # noqa: F811
    up = office.up()
    office.wait(lambda: len(office.family(up)) >= 3 and office.answers())
    run = started(office, SEED_LETTERS, LETTERS)["run"]
    office.wait(lambda: state_of(office, run)[1] > 0)
    assert state_of(office, run)[0] == "running"
    kill(office, up)
    office.wait(lambda: state_of(office, run)[0] == "done")
    files = "SELECT f.sha256 FROM documents_attachment a JOIN documents_storedfile f ON f.id = a.file_id"
    [kept] = asked(office, files)
    assert asked(office, f"SELECT count(*) FROM ({files}) AS kept") == (1,)
    [path] = [each for each in office.data.rglob(kept) if each.is_file()]
    names = zipfile.ZipFile(path).namelist()
    assert len(names) == len(set(names)) == 2 * LETTERS + 1
    numbers = "SELECT count(DISTINCT sequence), max(sequence) FROM correspondence_letter"
    assert asked(office, numbers) == (LETTERS, LETTERS)


def kill(place: Office, up: subprocess.Popen) -> None:
    """Worker, web and database, in this order, without a warning."""
    family = place.family(up)
    named(family, "worker").kill()
    named(family, "granian").kill()
    postmaster = int((place.data / "postgres/cluster/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
