import pytest
from datetime import timedelta, time
from django.test import Client
from lianluo.accounts.actor import actor_of, SYSTEM
from lianluo.foundation import clock
from lianluo.liaison.actions import visit as acts
from lianluo.people.actions.tie import tie
from lianluo.people.models import Person
from lianluo.accounts.models import User
pytestmark = pytest.mark.browser

def test_look(office, chromium, live_server):
    rooms, people = office
    officer = people["handler"]
    people_ = list(Person.objects.order_by("pk"))
    today = clock.today()
    for p in people_[:3]: tie(SYSTEM, p, officer=officer, from_on=today.replace(month=1, day=1))
    Person.objects.filter(pk=people_[0].pk).update(focus="中药材打假、农村法治宣传、女职工权益", work="本溪市某中药材专业合作社 理事长")
    a = actor_of(officer)
    v = acts.record_new(a, rooms.organ, party=acts.Party((people_[0],), officer), facts={"form":"seminar","on":today-timedelta(days=60),"said":"希望普法进合作社，多用案例、少发册子"})
    acts.approve(v, actor_of(people["head"]))
    v = acts.plan(a, rooms.organ, party=acts.Party((people_[0],), officer, others=("秦川",)), facts={"form":"door","planned_on":today+timedelta(days=1),"starts_at":time(10,0),"place":"合作社"})
    v2 = acts.plan(a, rooms.organ, party=acts.Party(tuple(people_[:2]), officer), facts={"form":"seminar","planned_on":today,"place":"示例村"})
    for lang, scheme, size in (("zh-CN","light",(390,844)),("en","dark",(360,740)),("zh-CN","light",(1366,768))):
        client = Client(); client.force_login(officer)
        ctx = chromium.new_context(locale=lang, color_scheme=scheme, viewport={"width":size[0],"height":size[1]}, device_scale_factor=2 if size[0]<500 else 1)
        ctx.add_cookies([{"name":"lianluo_desk","value":client.cookies["lianluo_desk"].value,"url":live_server.url}])
        tab = ctx.new_page()
        tab.on("console", lambda m: print("CONSOLE", m.text)); tab.on("pageerror", lambda e: print("ERR", e))
        n = f"{lang[:2]}-{size[0]}"
        for name, url in (("card", f"/visits/card/{people_[0].pk}/"),("record", f"/visits/record/?person={people_[0].pk}"),("day","/visits/day/"),("visitcard",f"/visits/{v2.pk}/card/")):
            tab.goto(live_server.url+url)
            tab.wait_for_selector("html[data-visiting=ready]", timeout=8000)
            w = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            h = tab.evaluate("document.documentElement.scrollHeight - innerHeight")
            print(n, name, "wide", w, "tall", h)
            tab.screenshot(path=f"/tmp/phone/{n}-{name}.png")
            if name == "record" and size[0]==390:
                tab.click("[data-add-saying]"); tab.keyboard.type("中药材打假案例短片，春训前送到合作社")
                tab.screenshot(path=f"/tmp/phone/{n}-record2.png")
        ctx.close()
