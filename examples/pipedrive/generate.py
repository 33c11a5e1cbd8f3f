#!/usr/bin/env python3
"""Writes the example account: `./generate.py > account.ndjson`, or `./generate.py --check` to compare with what is there.

What the rules of the pack depend on is spelled out, case by case; what merely fills the account is drawn from a seeded
generator. Only `random()` is drawn from it, whose sequence Python keeps from version to version.
"""

import json
import pathlib
import random
import sys
from datetime import datetime, timedelta

LEAVER = 7
ADMINISTRATOR, SECOND_ADMINISTRATOR = 1, 2
SALES = [3, 4, 5, 6, 8, 9, 10, 11, 12]
SUPPORT, MARKETING = 13, 14
FORMER_SALES, FORMER_ADMINISTRATOR, DELETED = 15, 16, 17
ACTIVE = [ADMINISTRATOR, SECOND_ADMINISTRATOR, *SALES, LEAVER, SUPPORT, MARKETING]

draw = random.Random(20240229)
objects = []


def below(limit):
    return int(draw.random() * limit)


def choose(options):
    return options[below(len(options))]


def sample(options, count):
    rest = list(options)
    return [rest.pop(below(len(rest))) for _ in range(count)]


def user(number):
    return None if number is None else f"user:{number}"


def users(numbers):
    return [user(number) for number in numbers]


def day(text, hour=9, minute=0):
    return f"{text}T{hour:02}:{minute:02}:00Z"


def some_time(first="2021-01-04", last="2024-02-27"):
    """A working hour between two days."""
    start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    moment = start + timedelta(days=below((end - start).days), hours=8 + below(10), minutes=5 * below(12))
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def add(kind, **fields):
    """One more object of a kind; ids count from 1."""
    number = counts[kind] = counts.get(kind, 0) + 1
    objects.append({"type": kind, "id": str(number), **fields})
    return f"{kind}:{number}"


counts = {}


def owners(total, leavers):
    """Who owns each of `total` objects: the leaver so many of them, the others the rest, in no particular order."""
    others = [ADMINISTRATOR, *SALES, *SALES, FORMER_SALES]
    return sample([LEAVER] * leavers + [choose(others) for _ in range(total - leavers)], total)


# ---- people

def people():
    add("account", name="Example Company")
    add("subscription", plan="Professional")
    title = {ADMINISTRATOR: "Administrator", SECOND_ADMINISTRATOR: "Administrator", SUPPORT: "Support Agent",
             MARKETING: "Marketing Manager", FORMER_ADMINISTRATOR: "Administrator"}
    joined = {FORMER_ADMINISTRATOR: "2020-01-06", LEAVER: "2020-01-13", ADMINISTRATOR: "2020-02-03",
              SECOND_ADMINISTRATOR: "2020-09-07", DELETED: "2020-03-02"}
    for number in range(1, 18):
        admin = number in (ADMINISTRATOR, SECOND_ADMINISTRATOR, LEAVER, FORMER_ADMINISTRATOR)
        gone = {FORMER_SALES: "deactivated", FORMER_ADMINISTRATOR: "deactivated", DELETED: "deleted"}
        name = f"{title.get(number, 'Sales Rep')} {number}"
        address = name.lower().replace(" ", ".") + "@example.com"
        add("user",
            name=None if number == DELETED else name,
            email=None if number == DELETED else address,
            picture=f"https://pictures.example.com/{number}.png" if number % 3 == 1 else None,
            status=gone.get(number, "active"),
            role="admin" if admin else "regular",
            created_at=day(joined.get(number, some_time("2020-04-01", "2021-12-20")[:10])),
            account_settings=admin or number == SUPPORT,
            quickbooks=number == 9)
    for number in [*sorted(ACTIVE), None, None]:
        add("seat", subscription="subscription:1", user=user(number))


# ---- items

def items():
    for number, owner in enumerate(owners(60, 14), 1):
        add("organization", name=f"Example Trading {number}", owner=user(owner))
    for number, owner in enumerate(owners(110, 30), 1):
        add("person", name=f"Contact {number}", owner=user(owner),
            organization=f"organization:{1 + below(60)}" if below(5) else None)
    for number, owner in enumerate(owners(24, 3), 1):
        add("product", name=f"Example Product {number}", owner=user(owner))
    for number, owner in enumerate(owners(130, 41), 1):
        organization = 1 + below(60)
        everybody = number % 3 == 0
        # Every seventh deal of the leaver is nobody else's business.
        alone = owner == LEAVER and number % 7 == 0
        visible = sorted(ACTIVE) if everybody else sorted({owner, ADMINISTRATOR, SECOND_ADMINISTRATOR, choose(SALES)})
        add("deal", title=f"Example Trading {organization} deal {number}", owner=user(owner),
            status=choose(["open", "open", "won", "lost"]), value=float(50 * (1 + below(400))),
            person=f"person:{1 + below(110)}" if below(6) else None, organization=f"organization:{organization}",
            visible_to=users([owner] if alone else visible))
    for number, owner in enumerate(owners(45, 12), 1):
        add("lead", title=f"Enquiry {number}", owner=user(owner if owner == LEAVER or number % 11 else None),
            person=f"person:{1 + below(110)}" if below(3) else None,
            organization=f"organization:{1 + below(60)}" if below(2) else None)
    for number, owner in enumerate(owners(90, 22), 1):
        add("activity", title=f"{choose(['Call', 'Meeting', 'Demo', 'Lunch', 'Deadline'])} {number}", owner=user(owner),
            due_at=some_time("2023-06-01", "2024-05-31") if below(8) else None, done=below(3) > 0,
            deal=f"deal:{1 + below(130)}" if below(4) else None)
    for number, owner in enumerate(owners(12, 3), 1):
        add("project", title=f"Roll-out {number}", owner=user(owner),
            deals=[f"deal:{deal}" for deal in sorted(sample(range(1, 131), below(3)))])
    for number, owner in enumerate(owners(30, 7), 1):
        add("project_task", title=f"Step {number}", owner=user(owner if owner == LEAVER or number % 9 else None),
            project=f"project:{1 + below(12)}", done=below(2) > 0)


def notes_and_files():
    for number, author in enumerate(owners(45, 11), 1):
        add("note", text=f"Note {number}", author=user(author),
            item=choose(["deal", "person", "organization"]) + f":{1 + below(60)}" if below(9) else None)
    for number, author in enumerate(owners(18, 5), 1):
        add("comment", text=f"Comment {number}", author=user(author), note=f"note:{1 + below(45)}")
    for number, author in enumerate(owners(26, 6), 1):
        add("file", name=f"attachment-{number}.{choose(['pdf', 'xlsx', 'png'])}", author=user(author),
            item=choose(["deal", "lead", "product", "project"]) + f":{1 + below(12)}" if below(7) else None)


# ---- communication

def emails():
    def email(owner, visibility, linked):
        links = [choose(["deal", "person", "organization", "lead"]) + f":{1 + below(45)}"]
        if linked and not below(3):
            links.append(f"deal:{46 + below(80)}")
        add("email", subject_line=f"Message {counts.get('email', 0) + 1}", owner=user(owner), visibility=visibility,
            linked_to=links if linked else [], sent_at=some_time("2022-01-10"))

    wanted = [(LEAVER, "private", True)] * 12 + [(LEAVER, "shared", True)] * 17
    wanted += [(LEAVER, "private", False)] * 4 + [(LEAVER, "shared", False)] * 3
    wanted += [(choose([ADMINISTRATOR, *SALES]), choose(["private", "shared"]), below(3) > 0) for _ in range(64)]
    for case in sample(wanted, len(wanted)):
        email(*case)

    for number, (creator, shared) in enumerate([(LEAVER, True), (3, True), (LEAVER, False), (14, True), (5, False),
                                                (LEAVER, True), (14, True), (8, False)], 1):
        add("email_template", name=f"Template {number}", creator=user(creator), shared=shared)


def scheduler_and_syncs():
    for owner, status in [(3, "active"), (LEAVER, "active"), (9, "active"), (12, "active"), (FORMER_SALES, "expired")]:
        add("meeting_scheduler_link", url=f"https://meet.example.com/sales-rep-{owner}", owner=user(owner), status=status)
    for kind, others in [("email_sync", [3, 4, 5, 8, 9, SUPPORT]), ("contact_sync", [4, 9]),
                         ("calendar_sync", [3, 5, 12]), ("google_drive_sync", [8, MARKETING])]:
        for owner in [*others[:1], LEAVER, *others[1:], FORMER_SALES]:
            add(kind, address=f"user.{owner}@mail.example.com", owner=user(owner),
                status="ended" if owner == FORMER_SALES else "active")


# ---- views

def filters():
    for number, (creator, visibility) in enumerate([(LEAVER, "public"), (LEAVER, "private"), (1, "public"), (4, "private"),
                                                    (LEAVER, "public"), (9, "public"), (LEAVER, "private"),
                                                    (2, "public")], 1):
        add("filter", name=f"Filter {number}", creator=user(creator), visibility=visibility)
    for number, named in [(1, LEAVER), (1, None), (2, LEAVER), (3, LEAVER), (3, 4), (4, 4), (5, None), (6, 9), (7, None),
                          (8, LEAVER), (8, FORMER_SALES)]:
        add("filter_condition", filter=f"filter:{number}", field="Owner" if named else "Deal status", user=user(named))


def insights():
    for name, owner, shared in [("Company overview", 1, True), ("My pipeline", LEAVER, False), ("Team pipeline", LEAVER, True),
                                ("Activities", 5, True), ("Won deals", LEAVER, True), ("Private numbers", 9, False),
                                ("Campaigns", MARKETING, True)]:
        add("dashboard", name=name, owner=user(owner), shared=shared)
    for number, creator, status in [(1, 1, "active"), (3, LEAVER, "active"), (5, LEAVER, "active"), (4, 5, "active"),
                                    (7, MARKETING, "disabled")]:
        add("dashboard_public_link", url=f"https://insights.example.com/public/{number}", dashboard=f"dashboard:{number}",
            creator=user(creator), status=status)
    for name, owner, counted, viewers in [
            ("Deals started", 1, [3, 4, 5, 6], [2, 3, 4]),
            ("Deals lost", 2, [LEAVER, 8, 9], [1]),
            ("Deals won by region", LEAVER, [3, 4, LEAVER], [3, 4, 5]),
            ("Activities done", 5, [5, 6], []),
            ("My conversion", LEAVER, [LEAVER], []),
            ("Revenue forecast", 1, sorted(SALES), [2]),
            ("Emails sent", MARKETING, [], [13]),
            ("Lead conversion", 2, [LEAVER, 10, 11], [1, 12]),
            ("Average deal value", LEAVER, [8, 9, 10], [LEAVER, 5, 8, 9]),
            ("Products sold", 9, [9, FORMER_SALES], [3])]:
        add("report", name=name, owner=user(owner), users=users(counted), viewers=users(viewers))
    for name, counted in [("Deals won per quarter", [3, LEAVER]), ("Calls per week", [8, 9]), ("New leads", [LEAVER]),
                          ("Revenue", sorted(SALES)), ("Demos", [])]:
        add("goal", name=name, users=users(counted))


# ---- LeadBooster

def leadbooster():
    for number, (operator, status) in enumerate([(LEAVER, "open"), (SUPPORT, "open"), (LEAVER, "closed"), (None, "open"),
                                                 (SUPPORT, "closed"), (LEAVER, "open"), (3, "closed"), (None, "closed"),
                                                 (LEAVER, "closed"), (SUPPORT, "open")], 1):
        add("live_chat", visitor=f"Visitor {number}", operator=user(operator), status=status)
    for name, person, address in [("Front page", LEAVER, None), ("Pricing page", LEAVER, "pricing@example.com"),
                                  ("Support", SUPPORT, "support@example.com"), ("Blog", None, None)]:
        add("chatbot_playbook", name=name, user=user(person), custom_email=address)
    for name, person, address in [("Contact us", SUPPORT, None), ("Request a demo", LEAVER, "demo@example.com"),
                                  ("Newsletter", MARKETING, None), ("Trade fair", LEAVER, None), ("Old form", None, None)]:
        add("web_form", name=name, user=user(person), custom_email=address)


# ---- documents

def documents():
    for name, members in [("Quotes", [1, 2, 5, LEAVER]), ("Sales Rep 7's drafts", [LEAVER]),
                          ("Shared with a former colleague", [LEAVER, FORMER_SALES]), ("Marketing", [MARKETING, 2]),
                          ("Contracts", [1, 3, 4, LEAVER])]:
        add("cloud_storage_folder", name=name, members=users(members))
    for number, (creator, folder) in enumerate([(LEAVER, 1), (LEAVER, 2), (3, 5), (LEAVER, 5), (LEAVER, 3), (5, 1),
                                                (MARKETING, 4), (LEAVER, 1), (4, 5)], 1):
        add("smart_document", title=f"Quote {number}", creator=user(creator), folder=f"cloud_storage_folder:{folder}")
    for name, owner, folder, permitted in [("Standard quote", LEAVER, 1, "2023-05-08"), ("Short quote", LEAVER, 2, "2023-11-20"),
                                           ("Own experiments", LEAVER, 1, None), ("Framework contract", 3, 5, "2022-10-03"),
                                           ("Leaflet", MARKETING, 4, None), ("Old drafts", LEAVER, 2, None)]:
        add("smart_docs_template", name=name, owner=user(owner), folder=f"cloud_storage_folder:{folder}",
            permitted_at=day(permitted) if permitted else None)

    deals = [o for o in objects if o["type"] == "deal"]
    alone = [o for o in deals if o["visible_to"] == [user(LEAVER)]]
    seen = [o for o in deals if user(LEAVER) in o["visible_to"] and o not in alone]
    unseen = [o for o in deals if user(LEAVER) not in o["visible_to"]]
    for number, (sender, deal) in enumerate([(LEAVER, seen[0]), (LEAVER, alone[0]), (3, unseen[0]), (LEAVER, seen[3]),
                                             (9, seen[5]), (LEAVER, alone[1]), (LEAVER, unseen[2])], 1):
        add("esignature_document", title=f"Order form {number}", sender=user(sender), deal=f"deal:{deal['id']}")
    for number, sender in enumerate([LEAVER, 5, LEAVER, 9], 1):
        add("docusign_document", title=f"Contract {number}", sender=user(sender))
    for number, (creator, deal) in enumerate([(LEAVER, 4), (9, 8), (LEAVER, 15), (9, None), (LEAVER, None), (12, 23),
                                              (LEAVER, 42)], 1):
        add("invoice", number=f"INV-{2023000 + number}", creator=user(creator), deal=f"deal:{deal}" if deal else None)


# ---- what runs by itself

def automations():
    for name, creator, owner, status, trigger, selected in [
            ("Assign new deals", 1, 1, "active", "anyone", []),
            ("Remind about quotes", 2, LEAVER, "active", "selected_users", [3, 4]),
            ("Tidy up activities", 3, 3, "active", "selected_users", [3, 4, 5]),
            ("Welcome new leads", LEAVER, LEAVER, "active", "anyone", []),
            ("Escalate old deals", LEAVER, 2, "active", "selected_users", [LEAVER, 8]),
            ("Nightly sync", 2, 2, "active", "selected_users", [LEAVER, 8, 9]),
            ("Old welcome", LEAVER, LEAVER, "inactive", "anyone", []),
            ("Thank new customers", MARKETING, LEAVER, "active", "anyone", []),
            ("Old reminders", 5, 5, "inactive", "selected_users", [5, LEAVER]),
            ("Newsletter sign-up", MARKETING, MARKETING, "active", "anyone", []),
            ("Trade fair follow-up", 4, 4, "inactive", "anyone", []),
            ("Invite to demo", 2, LEAVER, "active", "selected_users", [3, LEAVER]),
            ("Chase late payments", LEAVER, 5, "active", "selected_users", [3, 4]),
            ("Wrap up the quarter", 2, 2, "active", "selected_users", [LEAVER, FORMER_SALES])]:
        add("automation", name=name, creator=user(creator), owner=user(owner), status=status, triggered_by=trigger,
            selected_users=users(selected))
    for name, creator, status, send_at, automation in [
            ("Price list 2024", LEAVER, "scheduled", "2024-03-18", None),
            ("Spring offer", MARKETING, "automated", None, 4),
            ("Welcome", LEAVER, "automated", None, 4),
            ("Winter offer", LEAVER, "sent", "2024-01-15", None),
            ("Summer offer", LEAVER, "draft", None, None),
            ("Thank you", LEAVER, "automated", None, 8),
            ("Trade fair", MARKETING, "scheduled", "2024-04-08", None),
            ("Newsletter", MARKETING, "automated", None, 10),
            ("Autumn offer", MARKETING, "sent", "2023-10-02", None),
            ("Old welcome", MARKETING, "automated", None, 7),
            ("Demo invitation", MARKETING, "automated", None, 12),
            ("Customer survey", LEAVER, "scheduled", "2024-05-06", None)]:
        add("campaign", name=name, creator=user(creator), status=status, send_at=day(send_at, 7) if send_at else None,
            automation=f"automation:{automation}" if automation else None)
    for name, included, status in [("New leads in turn", [3, 4, LEAVER], "active"), ("Large deals", [LEAVER], "active"),
                                   ("Web forms", [8, 9], "active"), ("Trade fair leads", [5, LEAVER], "inactive"),
                                   ("Old territory", [6], "inactive")]:
        add("assignment_rule", name=name, users=users(included), status=status)


def apps_and_webhooks():
    for name, installer, shared, status in [("Phone", LEAVER, False, "installed"), ("Maps", LEAVER, True, "installed"),
                                            ("Survey", MARKETING, True, "installed"), ("Notepad", 3, False, "installed"),
                                            ("Fax", 5, False, "uninstalled"), ("Helpdesk", SUPPORT, True, "installed"),
                                            ("Scanner", LEAVER, False, "installed")]:
        add("marketplace_app", name=name, installed_by=user(installer), shared=shared, status=status)
    for path, creator, status in [("deals", LEAVER, "active"), ("leads", 1, "active"), ("persons", LEAVER, "active"),
                                  ("activities", 9, "inactive"), ("invoices", 2, "active")]:
        add("webhook", url=f"https://hooks.example.com/{path}", creator=user(creator), status=status)


# ---- what stays behind of people who left

def left_behind():
    """What the deactivation of the former sales representative left in that user's name, and what a deletion left."""
    gone = user(FORMER_SALES)
    add("note", text="Handover", author=gone, item="deal:5")
    add("comment", text="See the handover", author=gone, note="note:46")
    add("file", name="handover.pdf", author=gone, item=None)
    for visibility, links in [("shared", ["deal:5"]), ("private", ["deal:21", "person:4"]), ("private", []), ("shared", [])]:
        add("email", subject_line=f"Message {counts['email'] + 1}", owner=gone, visibility=visibility, linked_to=links,
            sent_at=day("2024-01-22", 11))
    for number, shared in enumerate([True, False], counts["email_template"] + 1):
        add("email_template", name=f"Template {number}", creator=gone, shared=shared)
    for number, visibility in enumerate(["public", "private"], counts["filter"] + 1):
        add("filter", name=f"Filter {number}", creator=gone, visibility=visibility)
    add("dashboard", name="Old pipeline", owner=gone, shared=False)
    add("dashboard_public_link", url="https://insights.example.com/public/8", dashboard="dashboard:1", creator=gone,
        status="disabled")
    for name, viewers in [("Old forecast", [3, 4]), ("Old conversion", [])]:
        add("report", name=name, owner=gone, users=users([FORMER_SALES]), viewers=users(viewers))
    add("smart_document", title="Quote 10", creator=gone, folder="cloud_storage_folder:1")
    add("smart_docs_template", name="Old quote", owner=gone, folder="cloud_storage_folder:3", permitted_at=day("2023-02-06"))
    add("esignature_document", title="Order form 8", sender=gone, deal="deal:5")
    add("docusign_document", title="Contract 5", sender=gone)
    add("invoice", number="INV-2023008", creator=gone, deal="deal:5")
    add("automation", name="Old hand-over", creator=gone, owner=gone, status="inactive", triggered_by="anyone",
        selected_users=[])
    add("automation", name="Remind about renewals", creator=user(2), owner=user(2), status="active",
        triggered_by="selected_users", selected_users=users([3, FORMER_SALES]))
    add("campaign", name="Renewal offer", creator=gone, status="scheduled", send_at=day("2024-03-25", 7), automation=None)
    add("campaign", name="Renewal reminder", creator=gone, status="automated", send_at=None, automation="automation:15")
    add("assignment_rule", name="Renewals", users=users([9, FORMER_SALES]), status="active")
    add("marketplace_app", name="Dialler", installed_by=gone, shared=False, status="uninstalled")
    add("webhook", url="https://hooks.example.com/renewals", creator=gone, status="inactive")
    # Somebody has put the user back where the deactivation had made room.
    add("live_chat", visitor="Visitor 11", operator=gone, status="closed")
    add("web_form", name="Renewals", user=gone, custom_email=None)

    add("deal", title="Example Trading 2 deal 131", owner=user(DELETED), status="won", value=1200.0, person=None,
        organization="organization:2", visible_to=users([ADMINISTRATOR, SECOND_ADMINISTRATOR]))
    add("note", text="Note 47", author=user(DELETED), item="deal:131")


def account():
    for part in (people, items, notes_and_files, emails, scheduler_and_syncs, filters, insights, leadbooster, documents,
                 automations, apps_and_webhooks, left_behind):
        part()
    return "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in objects)


def main():
    text = account()
    if sys.argv[1:] == ["--check"]:
        written = pathlib.Path(__file__).with_name("account.ndjson").read_text(encoding="utf-8")
        sys.exit(None if written == text else "account.ndjson is not what generate.py writes")
    if sys.argv[1:]:
        sys.exit(__doc__)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
