"""Coverage of a province: 60,000 deputies over all its procuratorates and 200,000 visits of this year, made in bulk.

    python -m bench coverage [runs]

Views are called directly with the page's whole template, as the liaison office of the province.
"""

from __future__ import annotations

import statistics
import time
from datetime import timedelta
from importlib import import_module

from django.db import connection
from django.utils import translation

from bench.list_page import clerk_of, measure
from bench.place import table
from lianluo.config.office import prepare
from lianluo.foundation import clock
from lianluo.liaison.actions.duty import keep_all
from lianluo.liaison.ask_views import AskList
from lianluo.liaison.duty_views import CountedList, DutyList, MetList
from lianluo.reports.coverage_views import Coverage
from lianluo.units.models import Unit

sums = import_module("lianluo.liaison.migrations.0006_tally_of_approved_visits")
joint = import_module("lianluo.liaison.migrations.0008_joint_visits")
PERSONS, OFFICERS, VISITS, RUNS, LIMIT = 60_000, 2_875, 200_000, 30, 200
TABLES = (
    "liaison_countedcontact, liaison_monthtally, liaison_met, liaison_house, liaison_visit, "
    "liaison_duty, liaison_asked, people_tie, "
    "people_expertise, people_mandate, people_person, people_term, people_body"
)
"""Emptied, with all that hangs on them."""
FILL = (
    """INSERT INTO accounts_user (username, name, password, phone, is_active, must_change_password, joined_at, sign_outs)
    SELECT 'o' || n, '佟见' || n, '!', '', true, false, now(), 0 FROM generate_series(1, %(officers)s) n
    ON CONFLICT DO NOTHING""",
    """CREATE TEMP TABLE office AS SELECT id, level, code, row_number() OVER (ORDER BY path) - 1 AS place,
      count(*) OVER () AS all_of_them FROM units_unit WHERE id = ANY(%(offices)s)""",
    """CREATE TEMP TABLE officer AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM accounts_user
      WHERE username ~ '^o[0-9]+$' LIMIT %(officers)s""",
    """INSERT INTO people_body (kind, level, area_code, place)
    SELECT DISTINCT 'congress', level, coalesce(left(code, 6), ''), 'b' || id FROM office""",
    """INSERT INTO people_term (body_id, number, name, begins_on) SELECT id, 14, place, '2023-01-01' FROM people_body""",
    """INSERT INTO people_person (keeper_id, name, spelled, initials, sort_key, sex, nationality,
      party, education, work, mobile,
      telephone, email, address, postcode, focus, note, registered_at)
    SELECT office.id, '高振' || n, 'gaozhen' || n, 'gz' || n, 'gaozhen' || lpad(n::text, 6, '0'), 'male', '', '', '',
      (ARRAY['市示例中学教师', '区医院主任医师', '农业合作社负责人', '律师事务所律师',
      '环境科学研究院研究员'])[n %% 5 + 1],
      '', '', '', '', '', (ARRAY['未成年人保护', '食品药品安全', '', '公益诉讼', '黑土地保护'])[n / 5 %% 5 + 1], '', now()
    FROM generate_series(1, %(persons)s) n JOIN office ON office.place = n %% office.all_of_them""",
    """INSERT INTO people_mandate (person_id, kind, term_id, delegation, sector, constituency,
      certificate_no, office_held, state,
      from_on, state_reason)
    SELECT p.id, CASE WHEN p.id %% 3 = 0 THEN 'member' ELSE 'deputy' END, t.id,
      (ARRAY['沈阳', '大连', '鞍山', '抚顺', '本溪', '丹东', '锦州', '营口', '阜新', '辽阳', '盘锦', '铁岭',
      '朝阳', '葫芦岛'])
        [p.id %% 14 + 1], '', '', '', '', 'in_office',
      CASE WHEN p.id %% 10 = 0 THEN make_date(%(year)s, 1 + (p.id / 10 %% 10)::int, 5) ELSE '2023-01-10'::date END, ''
    FROM people_person p JOIN people_body b ON b.place = 'b' || p.keeper_id JOIN people_term t ON t.body_id = b.id""",
    """INSERT INTO people_expertise (person_id, field, evidence, from_on)
    SELECT id, (ARRAY['刑事检察', '公益诉讼检察', '未成年人检察', '生态环境保护'])[id / 4 %% 4 + 1],
      '主持省级课题', '2023-01-01'
    FROM people_person WHERE id %% 4 = 0""",
    """INSERT INTO people_tie (person_id, office_id, officer_id, unit_id, from_on)
    SELECT p.id, p.keeper_id, officer.id, p.keeper_id, '2023-02-01'
    FROM people_person p JOIN office ON office.id = p.keeper_id
    JOIN officer ON officer.place = (office.place * 25 + p.id / 115 %% 25) %% %(officers)s WHERE p.id %% 50 <> 0""",
    """CREATE TEMP TABLE tied AS SELECT t.*, row_number() OVER (ORDER BY t.office_id, t.officer_id, t.id) - 1 AS place
    FROM people_tie t""",
    "CREATE INDEX ON tied (place)",
    """CREATE TEMP TABLE made AS SELECT n, (hashint4(n)::bigint + 2147483648) %% (SELECT count(*) FROM tied) AS place
    FROM generate_series(1, %(visits)s) n""",
    """INSERT INTO liaison_visit (office_id, officer_id, unit_id, proxy_reason, form, stage, "on",
      place, purpose, reported, said,
      answered, follow_up, answer, approved_on, recorded_at)
    SELECT t.office_id, t.officer_id, t.unit_id, '', (ARRAY['door', 'seminar', 'telephone',
      'invitation'])[n %% 4 + 1], 'approved',
      %(first)s::date + n %% %(days)s, '', 'v' || n, '', '希望加强普法', '', '', '', %(today)s, now()
    FROM made JOIN tied t ON t.place = made.place""",
    """INSERT INTO liaison_met (visit_id, person_id, is_absent)
    SELECT v.id, t.person_id, false FROM liaison_visit v JOIN made ON v.purpose = 'v' || made.n
      JOIN tied t ON t.place = made.place
    UNION SELECT v.id, t.person_id, false FROM liaison_visit v JOIN made ON v.purpose = 'v' || made.n
      JOIN tied t ON t.place = made.place + 1 AND t.officer_id = v.officer_id WHERE made.n %% 2 = 0""",
    """INSERT INTO liaison_house (visit_id, office_id, heads, contacts, joint)
    SELECT id, office_id, 0, 0, '' FROM liaison_visit UNION
    SELECT v.id, u.parent_id, 0, 0, '' FROM liaison_visit v JOIN units_unit u ON u.id = v.office_id
      WHERE v.id %% 20 = 0 AND u.parent_id = ANY(%(offices)s)""",
    """INSERT INTO liaison_countedcontact (office_id, person_id, visit_id, officer_id, "on")
    SELECT v.office_id, m.person_id, v.id, v.officer_id, v."on" FROM liaison_visit v
      JOIN liaison_met m ON m.visit_id = v.id""",
    """UPDATE liaison_house h SET "on" = v."on", heads = (SELECT count(*) FROM liaison_met m WHERE m.visit_id = v.id),
      contacts = (SELECT count(*) FROM liaison_countedcontact c WHERE c.visit_id = v.id AND c.office_id = h.office_id)
    FROM liaison_visit v WHERE v.id = h.visit_id""",
    joint.JOINT,
    sums.CAME,
    sums.MONTHS,
    sums.KINDS,
)


def fill(province: Unit) -> None:
    today = clock.today()
    offices = list(Unit.objects.under(province).organs().order_by("path").values_list("pk", flat=True)[:115])
    first = today.replace(month=1, day=1)
    values = {
        "offices": offices, "officers": OFFICERS, "persons": PERSONS, "visits": VISITS,
      "year": today.year, "first": first,
        "days": (today - first).days + 1, "today": today,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLES} CASCADE")
        for statement in FILL:
            cursor.execute(statement, values)
        cursor.execute("DROP TABLE office, officer, tied, made")
    start = time.perf_counter()
    kept = keep_all()
    print(f"Duty of {kept:,} stored in {time.perf_counter() - start:.1f} s, {len(offices)} procuratorates\n")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def main(runs: int = RUNS) -> None:
    province = prepare()
    fill(province)
    actor, today = clerk_of(province), clock.today()
    page, past = Coverage.as_view(), (today - timedelta(days=150)).isoformat()
    views = {
        "coverage of the province, today": (page, "/reports/coverage/?office=all"),
        "coverage of one procuratorate, today": (page, "/reports/coverage/"),
        "duty, 60,000 rows": (DutyList.as_view(), "/visits/duty/?tab=all&size=50"),
        "duty, one state": (DutyList.as_view(), "/visits/duty/?tab=all&size=50&state=risk_quarter&city=沈阳"),
        "deputies met": (MetList.as_view(), "/visits/met/?size=50"),
        "contacts that count": (CountedList.as_view(), "/visits/counted/?size=50"),
        "whom to ask, nothing asked": (AskList.as_view(), "/visits/ask/?size=50"),
        "whom to ask, words": (AskList.as_view(), "/visits/ask/?size=50&q=黑土地"),
    }
    slow = {
        "coverage of the province, a past day": (page, f"/reports/coverage/?office=all&on={past}"),
        "coverage of one procuratorate, a past day": (page, f"/reports/coverage/?on={past}"),
        "duty, a past day": (DutyList.as_view(), f"/visits/duty/?tab=all&size=50&on={past}"),
    }
    with translation.override("zh-hans"):
        times = {**measure(actor, views, runs), **measure(actor, slow, 5)}
    table(
        ("page", "median", "p95"),
        [
            (name, f"{statistics.median(each):.0f} ms", f"{sorted(each)[int(len(each) * 0.95)]:.0f} ms")
            for name, each in times.items()
        ],
    )
