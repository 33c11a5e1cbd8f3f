#!/usr/bin/env python3
"""Writes the example account: `./generate.py > account.ndjson`, or `./generate.py --check` to compare with what is there.

Every object is here for a reason: a concept that some pack's model has a counterpart of, and in it each state that a rule of
theirs turns on, for the leaver and for somebody else. Nothing is drawn at random.
"""

import json
import pathlib
import sys

ADMINISTRATOR, SECOND_ADMINISTRATOR = 1, 2
SALES, COLLEAGUE, SUPPORT, MARKETING = 3, 4, 5, 6
LEAVER = 7
SUSPENDED, REMOVED = 8, 9
ACTIVE = [ADMINISTRATOR, SECOND_ADMINISTRATOR, SALES, COLLEAGUE, SUPPORT, MARKETING, LEAVER]

objects = []
counts = {}


def add(concept, **fields):
    """One more object of a concept; ids count from 1."""
    number = counts[concept] = counts.get(concept, 0) + 1
    objects.append({"type": concept, "id": str(number), **fields})
    return f"{concept}:{number}"


def user(number):
    return None if number is None else f"std.user:{number}"


def users(*numbers):
    return [user(number) for number in numbers]


def day(text, hour=9):
    return f"{text}T{hour:02}:00:00Z"


def address(number):
    return f"{name_of(number).lower().replace(' ', '.')}@example.com"


def name_of(number):
    title = {ADMINISTRATOR: "Administrator", SECOND_ADMINISTRATOR: "Administrator", SUPPORT: "Support Agent",
             MARKETING: "Marketing Manager"}
    return f"{title.get(number, 'Sales Rep')} {number}"


# ---- people and what they pay for

def people():
    add("std.account", name="Example Company", tier="enterprise", connected_systems=["salesforce", "netsuite"])
    add("std.subscription", plan="Professional")
    for number in range(1, 10):
        gone = number == REMOVED
        add("std.user",
            name=None if gone else name_of(number),
            email=None if gone else address(number),
            picture=f"https://pictures.example.com/{number}.png" if number in (ADMINISTRATOR, LEAVER) else None,
            status={SUSPENDED: "suspended", REMOVED: "removed"}.get(number, "active"),
            role="admin" if number in (ADMINISTRATOR, SECOND_ADMINISTRATOR, LEAVER) else "member",
            created_at=day(f"20{14 + number}-02-03"),
            settings_access=number in (ADMINISTRATOR, SECOND_ADMINISTRATOR, SUPPORT, LEAVER),
            connected_tools=["quickbooks"] if number == SALES else [])
    for number in (*ACTIVE, None):
        add("std.seat", name="Free seat" if number is None else f"Seat of {name_of(number)}",
            subscription="std.subscription:1", user=user(number), paid=True, counted=number is not None)
    add("std.seat", name="View-only seat", subscription="std.subscription:1", user=user(LEAVER), paid=False, counted=True)
    add("std.team", name="Sales", members=users(SALES, COLLEAGUE, LEAVER))
    add("std.contact_role", name="Primary contact", primary=True, user=user(ADMINISTRATOR))
    add("std.contact_role", name="Billing contact", primary=False, user=user(SECOND_ADMINISTRATOR))
    add("std.external_user", name="Sales Rep 7 in Salesforce", system="salesforce", active=True, user=user(LEAVER))
    add("std.external_user", name="Sales Rep 3 in Salesforce", system="salesforce", active=True, user=user(SALES))
    add("std.external_user", name="Former user in Salesforce", system="salesforce", active=False, user=user(REMOVED))
    add("std.external_user", name="Sales Rep 7 in NetSuite", system="netsuite", active=True, user=user(LEAVER))
    for number in (ADMINISTRATOR, SALES, LEAVER):
        add("std.identity", email=address(number), user=user(number))
    add("std.other_account", name="Partner Company", user=user(LEAVER))
    add("std.other_account", name="Another Partner Company", user=user(SALES))
    for number in (SALES, LEAVER):
        add("std.certification", name=f"Sales certification of {name_of(number)}", email=address(number))


# ---- records

def records():
    for number, owner in enumerate((LEAVER, LEAVER, SALES, None), 1):
        add("crm.organization", name=f"Example Trading {number}", owner=user(owner))
    for number, owner in enumerate((LEAVER, LEAVER, SALES, COLLEAGUE), 1):
        add("crm.person", name=f"Contact {number}", owner=user(owner), organization=f"crm.organization:{number}")
    for number, owner in enumerate((LEAVER, SALES, None), 1):
        add("crm.lead", title=f"Lead {number}", owner=user(owner), person=f"crm.person:{number}", organization=None)
    for number, (owner, status, viewers) in enumerate((
            (LEAVER, "open", ACTIVE),
            (LEAVER, "open", [LEAVER]),  # nobody else's business
            (LEAVER, "won", [SALES, LEAVER, SUSPENDED]),
            (LEAVER, "lost", [LEAVER, SUSPENDED]),
            (SALES, "open", ACTIVE),
            (None, "open", ACTIVE)), 1):
        add("crm.deal", title=f"Deal {number}", owner=user(owner), status=status, value=1250.0 * number,
            person=f"crm.person:{1 + number % 4}", organization=f"crm.organization:{1 + number % 4}",
            viewers=users(*viewers))
    for number, owner in enumerate((LEAVER, SUPPORT, None), 1):
        add("crm.ticket", title=f"Ticket {number}", owner=user(owner))
    for number, owner in enumerate((LEAVER, SALES), 1):
        add("crm.product", name=f"Example Product {number}", owner=user(owner))
    add("crm.activity", title="Call Contact 1", owner=user(LEAVER), due_at=day("2025-03-10"), done=False, deal="crm.deal:1")
    add("crm.activity", title="Demo for Contact 2", owner=user(LEAVER), due_at=day("2025-01-20"), done=True, deal=None)
    add("crm.activity", title="Call Contact 3", owner=user(SALES), due_at=None, done=False, deal="crm.deal:5")
    add("crm.project", title="Roll-out at Example Trading 1", owner=user(LEAVER), deals=["crm.deal:3"])
    add("crm.project", title="Roll-out at Example Trading 3", owner=user(SALES), deals=[])
    add("crm.task", title="Plan the roll-out", owner=user(LEAVER), project="crm.project:1", done=False)
    add("crm.task", title="Write the report", owner=user(SALES), project="crm.project:2", done=True)
    for number, creator in enumerate((LEAVER, LEAVER, SALES), 1):
        add("crm.invoice", number=f"2025-00{number}", creator=user(creator), deal=f"crm.deal:{number}" if number < 3 else None)
    for number, (creator, owner) in enumerate(((LEAVER, LEAVER), (LEAVER, SALES), (SALES, LEAVER), (SALES, SALES)), 1):
        add("crm.list", name=f"Prospects {number}", creator=user(creator), owner=user(owner))


def writings():
    for number, (author, item) in enumerate((
            (LEAVER, "crm.deal:1"), (LEAVER, "crm.ticket:1"), (LEAVER, "crm.lead:1"), (LEAVER, None),
            (SALES, "crm.person:3")), 1):
        add("std.note", text=f"What was agreed, {number}", author=user(author), item=item)
    add("std.comment", text="Agreed", author=user(LEAVER), note="std.note:5")
    add("std.comment", text="Noted", author=user(SALES), note="std.note:1")
    add("std.file", name="offer.pdf", author=user(LEAVER), item="crm.deal:1")
    add("std.file", name="price-list.pdf", author=user(LEAVER), item="crm.product:1")
    add("std.file", name="contract.pdf", author=user(SALES), item="crm.organization:3")
    for subject, owner, shared, linked_to in (
            ("Offer", LEAVER, False, ["crm.deal:1", "crm.person:1"]),
            ("Private words", LEAVER, False, []),
            ("Contract", LEAVER, True, ["crm.deal:3"]),
            ("Newsletter", LEAVER, True, []),
            ("Complaint", LEAVER, False, ["crm.ticket:1"]),
            ("Follow-up", SALES, True, ["crm.deal:5"])):
        add("std.message", subject_line=subject, owner=user(owner), shared=shared, linked_to=linked_to,
            sent_at=day("2025-02-14"))
    # Whether others may read it, this export does not say.
    add("std.message", subject_line="Reminder", owner=user(LEAVER), linked_to=["crm.lead:1"], sent_at=day("2025-02-21"))
    for name, creator, owner, shared in (
            ("First offer", LEAVER, LEAVER, True), ("Own words", LEAVER, LEAVER, False),
            ("Handed over", LEAVER, SALES, True), ("Taken over", SALES, LEAVER, False), ("Welcome", SALES, SALES, True)):
        add("std.message_template", name=name, creator=user(creator), owner=user(owner), shared=shared)
    for kind, author in (("property_change", LEAVER), ("content_update", LEAVER), ("property_change", SALES)):
        add("std.history_entry", text=f"A {kind.replace('_', ' ')} by {name_of(author)}", kind=kind, user=user(author))


# ---- how people look at the account

def views():
    add("std.filter", name="My deals", creator=user(LEAVER), shared=False)
    add("std.filter", name="Deals to close", creator=user(LEAVER), shared=True)
    add("std.filter", name="Tickets", creator=user(SUPPORT), shared=True)
    for name, creator, owner, shared in (
            ("Team sales", LEAVER, LEAVER, True), ("My month", LEAVER, LEAVER, False), ("Forecast", LEAVER, SALES, True),
            ("Service", SUPPORT, SUPPORT, True)):
        add("reporting.dashboard", name=name, creator=user(creator), owner=user(owner), shared=shared)
    add("reporting.dashboard_link", url="https://share.example.com/1", dashboard="reporting.dashboard:1",
        creator=user(LEAVER), active=True)
    add("reporting.dashboard_link", url="https://share.example.com/2", dashboard="reporting.dashboard:4",
        creator=user(SUPPORT), active=True)
    for name, creator, owner, about, viewers in (
            ("Deals won", LEAVER, LEAVER, [SALES, LEAVER], [SALES, LEAVER]),
            ("Own calls", LEAVER, LEAVER, [LEAVER], []),
            ("All calls", SALES, SALES, ACTIVE, [SALES]),
            ("Leads by source", LEAVER, SALES, [], [SALES, MARKETING]),
            ("Tickets closed", SUPPORT, SUPPORT, [SUPPORT], [SUPPORT])):
        add("reporting.report", name=name, creator=user(creator), owner=user(owner), users=users(*about),
            viewers=users(*viewers))
    add("reporting.goal", name="Calls a week", users=users(SALES, LEAVER))
    add("reporting.goal", name="Tickets a week", users=users(SUPPORT))
    for field, part_of, named in (
            ("Owner", "std.filter:2", LEAVER), ("Owner", "std.filter:3", SUPPORT), ("Owner", "crm.list:4", LEAVER),
            ("Created by", "std.automation:1", LEAVER), ("Owner", "reporting.report:3", LEAVER), ("Owner", None, LEAVER),
            ("Status", "reporting.dashboard:4", None)):
        add("std.filter_condition", field=field, part_of=part_of, user=user(named))


# ---- what runs by itself

def automations():
    for name, creator, owner, active, set_off_by, selected, shares_out_to in (
            ("Welcome new leads", LEAVER, LEAVER, True, "anyone", [], []),
            ("Nightly sync", LEAVER, SALES, True, "selected_users", [SALES, LEAVER], []),
            ("Hand-over", SALES, LEAVER, True, "anyone", [], []),
            ("Contract check", SALES, LEAVER, True, "selected_users", [SALES], []),
            ("Discount approval", SALES, SALES, True, "selected_users", [SALES, LEAVER], []),
            ("Own reminders", SALES, SALES, True, "selected_users", [LEAVER], []),
            ("Win-back", LEAVER, LEAVER, False, "anyone", [], []),
            ("Old approval", SALES, SALES, False, "selected_users", [LEAVER], []),
            ("Thanks for the meeting", SALES, SALES, True, "meetings_of_selected_users", [COLLEAGUE, LEAVER], []),
            ("Old thanks", SALES, SALES, False, "meetings_of_selected_users", [LEAVER], []),
            ("Share out leads", MARKETING, MARKETING, True, "anyone", [], [SALES, COLLEAGUE, LEAVER]),
            ("Share out tickets", SUPPORT, SUPPORT, False, "anyone", [], [LEAVER]),
            ("Close tickets", SUPPORT, SUPPORT, True, "anyone", [], []),
            ("Birthday wishes", LEAVER, SALES, True, "selected_users", [SALES], [])):
        add("std.automation", name=name, creator=user(creator), owner=user(owner), active=active, set_off_by=set_off_by,
            selected_users=users(*selected), shares_out_to=users(*shares_out_to))
    for name, included, active in (("Leads", [SALES, LEAVER], True), ("Old leads", [LEAVER], False), ("Tickets", [SUPPORT], True)):
        add("std.assignment_rule", name=name, users=users(*included), active=active)
    for kind in ("email", "contacts", "calendar", "files"):
        add("std.sync", address=address(LEAVER), owner=user(LEAVER), kind=kind, active=True)
    add("std.sync", address="old@example.com", owner=user(LEAVER), kind="email", active=False)
    add("std.sync", address=address(SALES), owner=user(SALES), kind="email", active=True)
    for mailbox, connected_by, active in (("sales", LEAVER, True), ("events", LEAVER, False), ("support", SUPPORT, True)):
        add("std.shared_mailbox", address=f"{mailbox}@example.com", connected_by=user(connected_by), active=active)
    for name, installed_by, shared in (("Dialler", LEAVER, False), ("Map", LEAVER, True), ("Survey", MARKETING, True),
                                       ("Notes", SALES, False)):
        add("std.app", name=name, installed_by=user(installed_by), shared=shared, installed=True)
    for creator in (LEAVER, ADMINISTRATOR):
        add("std.private_app", name=f"Export by {name_of(creator)}", creator=user(creator))
        add("std.webhook", url=f"https://hooks.example.com/{creator}", creator=user(creator), active=True)


# ---- talking to the world

def engagement():
    for subject, visitor, channel, assignee, is_open in (
            ("Prices", "Visitor 1", "chat", LEAVER, True), ("Opening hours", "Visitor 2", "chat", LEAVER, False),
            ("Delivery", None, "email", LEAVER, True), ("Return", "Visitor 3", "chat", SUPPORT, True),
            ("Question", None, "email", None, True)):
        add("engagement.conversation", subject_line=subject, visitor=visitor, channel=channel, assignee=user(assignee),
            open=is_open)
    add("engagement.chatbot", name="Home page", user=user(LEAVER), custom_email=address(LEAVER))
    add("engagement.chatbot", name="Price page", user=user(LEAVER), custom_email=None)
    add("engagement.chatbot", name="Help page", user=user(SUPPORT), custom_email=None)
    for name, creator, owner, recipient, custom in (
            ("Demo", LEAVER, LEAVER, LEAVER, address(LEAVER)), ("Call back", LEAVER, SALES, LEAVER, None),
            ("Newsletter", MARKETING, MARKETING, None, None)):
        add("engagement.form", name=name, creator=user(creator), owner=user(owner), user=user(recipient), custom_email=custom)
    for name, creator, owner, status, send_at, automation in (
            ("Spring offer", LEAVER, LEAVER, "scheduled", day("2025-03-20"), None),
            ("Summer offer", LEAVER, LEAVER, "draft", None, None),
            ("New year", LEAVER, SALES, "sent", day("2025-01-02"), None),
            ("Welcome", LEAVER, LEAVER, "automated", None, "std.automation:1"),
            ("Win-back", LEAVER, LEAVER, "automated", None, "std.automation:13"),
            ("Thanks", MARKETING, MARKETING, "automated", None, "std.automation:1"),
            ("Product news", MARKETING, MARKETING, "scheduled", day("2025-03-21"), None)):
        add("engagement.campaign", name=name, creator=user(creator), owner=user(owner), status=status, send_at=send_at,
            automation=automation)
    for name, creator, owner in (("After the demo", LEAVER, LEAVER), ("Cold start", LEAVER, SALES), ("Renewal", SALES, LEAVER)):
        add("engagement.sequence", name=name, creator=user(creator), owner=user(owner))
    for sender, sent, send_at in ((LEAVER, False, "2025-03-05"), (LEAVER, False, "2025-03-01"), (LEAVER, True, "2025-02-10"),
                                  (SALES, False, "2025-03-05")):
        add("engagement.sequence_message", subject_line="Shall we talk?", user=user(sender), sequence="engagement.sequence:1",
            sent=sent, send_at=day(send_at))
    add("engagement.social_account", name="Example Company", user=user(LEAVER))
    add("engagement.social_account", name="Example Careers", user=user(MARKETING))
    for publisher, status in ((LEAVER, "published"), (LEAVER, "scheduled"), (LEAVER, "draft"), (MARKETING, "published")):
        add("engagement.social_post", text=f"A {status} post", user=user(publisher), status=status)
    for name, creator, owner, kind, members, default, active in (
            ("Half an hour with Sales Rep 7", LEAVER, LEAVER, "one_on_one", [], True, True),
            ("Old link", LEAVER, LEAVER, "one_on_one", [], False, False),
            ("Demo with Sales Rep 3", LEAVER, SALES, "one_on_one", [], True, True),
            ("Call with Sales Rep 7", ADMINISTRATOR, LEAVER, "one_on_one", [], False, True),
            ("Team demo", SALES, SALES, "group", [SALES, LEAVER], False, True),
            ("Old team demo", SALES, SALES, "group", [LEAVER], False, False),
            ("First call", SALES, SALES, "round_robin", [SALES, COLLEAGUE], False, True)):
        add("calendar.booking_page", name=name, url=f"https://meet.example.com/{counts.get('calendar.booking_page', 0) + 1}",
            creator=user(creator), owner=user(owner), kind=kind, members=users(*members), default_page=default, active=active)
    for host, starts_at in ((LEAVER, "2025-02-03"), (LEAVER, "2025-03-17"), (SALES, "2025-03-18")):
        add("calendar.meeting", title=f"Meeting with {name_of(host)}", host=user(host), person="crm.person:1",
            starts_at=day(starts_at, 14))
    add("calendar.rotation", name="Inbound calls", members=users(SALES, LEAVER))
    add("calendar.rotation", name="Support calls", members=users(SUPPORT))


# ---- documents and what the world sees

def documents():
    for name, members in (("Offers", [SALES, LEAVER]), ("Private", [LEAVER]), ("Archive", [LEAVER, SUSPENDED]), ("Legal", [SALES])):
        add("documents.storage_folder", name=name, members=users(*members))
    for number, (creator, owner, folder) in enumerate(((LEAVER, LEAVER, 1), (LEAVER, LEAVER, 2), (LEAVER, SALES, 3),
                                                       (SALES, LEAVER, 4)), 1):
        add("documents.document", title=f"Order form {number}", creator=user(creator), owner=user(owner),
            folder=f"documents.storage_folder:{folder}")
    for number, (owner, folder, shared_at) in enumerate(((LEAVER, 1, "2024-06-03"), (LEAVER, 2, "2024-06-03"), (LEAVER, 1, None),
                                                         (LEAVER, 1, "2025-03-24"), (SALES, 4, "2024-06-03")), 1):
        add("documents.document_template", name=f"Contract {number}", owner=user(owner),
            folder=f"documents.storage_folder:{folder}", shared_at=day(shared_at) if shared_at else None)
    for sender, deal, service in ((LEAVER, 1, None), (LEAVER, 2, None), (LEAVER, 4, None), (LEAVER, 3, "docusign"),
                                  (LEAVER, 3, "adobe"), (SALES, 5, None), (SALES, 5, "docusign")):
        add("documents.signature_request", title=f"Contract for deal {deal}", sender=user(sender), deal=f"crm.deal:{deal}",
            service=service)
    for number, (creator, owner) in enumerate(((LEAVER, LEAVER), (LEAVER, MARKETING), (MARKETING, LEAVER)), 1):
        add("website.page", name=f"Page {number}", creator=user(creator), owner=user(owner))
    add("website.author", name="Sales Rep 7", user=user(LEAVER))
    add("website.author", name="The editors", user=None)
    for number, (creator, owner, author) in enumerate(((LEAVER, LEAVER, 1), (MARKETING, MARKETING, 1), (MARKETING, LEAVER, 2)), 1):
        add("website.blog_post", name=f"Post {number}", creator=user(creator), owner=user(owner),
            author=f"website.author:{author}")


def main():
    for part in (people, records, writings, views, automations, engagement, documents):
        part()
    text = "".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n" for each in objects)
    if "--check" in sys.argv[1:]:
        there = (pathlib.Path(__file__).resolve().parent / "account.ndjson").read_text(encoding="utf-8")
        sys.exit(0 if there == text else "account.ndjson is not what this script writes")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
