#!/usr/bin/env python3
"""Writes the example account: `./generate.py > account.ndjson`, or `./generate.py --check` to compare with what is there.

What the rules of the pack depend on is spelled out, case by case; what merely fills the account goes round in turn. Nothing
is drawn at random.
"""

import itertools
import json
import pathlib
import sys

SUPER_ADMIN, FORMER_SUPER_ADMIN = 1, 2
SALES = [3, 4, 5, 6]
LEAVER, DELETES_ACCOUNT = 7, 8
ACCOUNTANT, OFFICE_MANAGER = 9, 10
MARKETING, SUPPORT = [11, 12], [13, 14]
FORMER, FORMER_ACCOUNTANT, REMOVED, DELETED = 15, 16, 17, 18

TITLES = {SUPER_ADMIN: "Super Admin", FORMER_SUPER_ADMIN: "Super Admin", ACCOUNTANT: "Accountant",
          OFFICE_MANAGER: "Office Manager", FORMER_ACCOUNTANT: "Accountant",
          **{number: "Marketer" for number in MARKETING}, **{number: "Support Agent" for number in SUPPORT}}
STATUS = {FORMER_SUPER_ADMIN: "deactivated", FORMER: "deactivated", FORMER_ACCOUNTANT: "deactivated", REMOVED: "removed",
          DELETED: "deleted"}
# Whom the account refers to in every way: active, deactivated, about to delete the user account.
NAMED = [LEAVER, FORMER, DELETES_ACCOUNT]

objects = []
counts = {}


def title(number):
    return f"{TITLES.get(number, 'Sales Rep')} {number}"


def address(number):
    return title(number).lower().replace(" ", ".") + "@example.com"


def user(number):
    return None if number is None else f"user:{number}"


def users(numbers):
    return [user(number) for number in numbers]


def add(kind, /, **fields):
    """One more object of a kind; ids count from 1."""
    number = counts[kind] = counts.get(kind, 0) + 1
    objects.append({"type": kind, "id": str(number), **fields})
    return f"{kind}:{number}"


def in_turn(options):
    """The next of them at each call."""
    turns = itertools.cycle(options)
    return lambda: next(turns)


# ---- people

def people():
    add("account", name="Example Company", tier="enterprise", salesforce_sync=True)
    for number in range(1, 19):
        gone = number in (REMOVED, DELETED)
        add("user",
            name=None if gone else title(number),
            email=None if number == DELETED else address(number),
            status=STATUS.get(number, "active"),
            super_admin=number in (SUPER_ADMIN, FORMER_SUPER_ADMIN))
    for number in range(1, DELETED):
        add("user_account", email=address(number), user=user(number))
    for name, number in [("Partner Company", LEAVER), ("Example Holding", LEAVER), ("Partner Company", 3),
                         ("Example Holding", FORMER)]:
        add("other_account", name=name, user=user(number))
    for name, number in [("Inbound", DELETES_ACCOUNT), ("Sales Software", DELETES_ACCOUNT), ("Inbound", LEAVER),
                         ("Content Marketing", MARKETING[0])]:
        add("academy_certification", name=name, email=address(number))


def seats():
    for number in [SUPER_ADMIN, *SALES, LEAVER, DELETES_ACCOUNT, None]:
        add("seat", name="Sales Hub seat", paid=True, user=user(number), counted=True)
    for number in [*SUPPORT, LEAVER]:
        add("seat", name="Service Hub seat", paid=True, user=user(number), counted=True)
    # Deactivated users keep them; the former accountant's has been given to somebody else in the meantime.
    for number in [FORMER, FORMER_SUPER_ADMIN]:
        add("seat", name="Sales Hub seat", paid=True, user=user(number), counted=False)
    for number in [ACCOUNTANT, OFFICE_MANAGER, *MARKETING, LEAVER, FORMER, DELETES_ACCOUNT]:
        add("seat", name="View-only seat", paid=False, user=user(number), counted=True)


def billing_and_salesforce():
    for name, primary, number in [("Primary contact", True, OFFICE_MANAGER), ("Invoices", False, ACCOUNTANT),
                                  ("Renewals", False, ACCOUNTANT), ("Invoices", False, FORMER_ACCOUNTANT),
                                  ("Security", False, None)]:
        add("contact_role", name=name, primary=primary, user=user(number))
    # The leaver's own profile in Salesforce was closed; the last two have never been users of HubSpot.
    for number, status in [(SALES[0], "active"), (LEAVER, "inactive"), (FORMER, "active"), (DELETES_ACCOUNT, "active"),
                           (REMOVED, "active"), (None, "active"), (None, "inactive")]:
        name = f"Field Agent {counts['salesforce_user']}" if number is None else title(number)
        add("salesforce_user", name=name, status=status, user=user(number))


# ---- records and activities

def records():
    owner = in_turn([*SALES, LEAVER, *SALES, FORMER, SUPPORT[0], LEAVER, None, DELETES_ACCOUNT, SALES[0], REMOVED])
    for number in range(1, 61):
        add("contact", name=f"Contact {number}", owner=user(owner()))
    for number in range(1, 31):
        add("company", name=f"Example Trading {number}", owner=user(owner()))
    for number in range(1, 41):
        add("deal", name=f"Example Trading {1 + number % 30} deal {number}", owner=user(owner()))
    for number in range(1, 29):
        add("ticket", name=f"Question {number}", owner=user(owner()))


def activities():
    who = in_turn([*SALES, LEAVER, FORMER, *SUPPORT, LEAVER, DELETES_ACCOUNT, REMOVED])
    about = in_turn(["contact", "deal", "company", "ticket"])
    for number in range(1, 31):
        add("note", text=f"Note {number}", user=user(who()), record=f"{about()}:{1 + number % 28}" if number % 9 else None)
    for number in range(1, 31):
        add("logged_email", subject_line=f"Message {number}", user=user(who()), record=f"{about()}:{1 + 3 * number % 28}")
    for number in range(1, 23):
        day = f"2024-{'08' if number % 2 else '12'}-{number:02}"
        add("meeting", title=f"Demo {number}", user=user(who()), contact=f"contact:{1 + number % 60}" if number % 5 else None,
            starts_at=f"{day}T10:00:00Z")
    for number in NAMED:
        for day in ("2024-10-07", "2024-11-25"):  # one before, one to come
            add("meeting", title=f"Contract with {title(number)}", user=user(number), contact="contact:7",
                starts_at=f"{day}T14:30:00Z")
    for number in range(1, 25):
        add("history_entry", text=f"Change {number}", kind="property_change" if number % 3 else "content_update",
            user=user(who()))


# ---- assets

ASSETS = {"blog_post": "Post", "page": "Page", "record_list": "List", "form": "Form", "workflow": "Workflow",
          "report": "Report", "dashboard": "Dashboard", "marketing_email": "Newsletter", "sequence": "Sequence",
          "template": "Template", "document": "Brochure"}
# Who made it, and to whom it is assigned.
HANDS = [(LEAVER, LEAVER), (LEAVER, SALES[0]), (MARKETING[0], LEAVER), (MARKETING[0], MARKETING[0]), (FORMER, None),
         (FORMER, MARKETING[1]), (SALES[1], FORMER), (DELETES_ACCOUNT, DELETES_ACCOUNT), (SALES[2], DELETES_ACCOUNT),
         (DELETES_ACCOUNT, None), (REMOVED, SALES[3]), (MARKETING[1], None)]
# What more there is to say of some of them, by their place in HANDS.
ROTATE = {1: [LEAVER, *SALES], 3: [LEAVER, SALES[0]], 4: [FORMER, LEAVER], 6: SALES, 8: [DELETES_ACCOUNT, SALES[0]],
          11: [FORMER, SALES[2]]}
MEETINGS_START = {0: [LEAVER], 3: [*SALES, LEAVER], 5: [FORMER], 9: [DELETES_ACCOUNT], 10: [LEAVER, SALES[3]]}
OFF = (0, 4, 7, 10)
REPORTED = {0: [LEAVER], 2: [LEAVER, *SALES], 3: SALES, 5: [FORMER, *SALES], 6: [FORMER], 8: [DELETES_ACCOUNT, SALES[0]]}
UNSHARED = (0, 4, 8, 9)


def assets():
    for kind, name in ASSETS.items():
        for place, (creator, owner) in enumerate(HANDS):
            more = {}
            if kind == "blog_post":
                more["author"] = f"blog_author:{1 + place % 5}" if place % 6 else None
            elif kind == "workflow":
                more = {"status": "off" if place in OFF else "on", "rotates_among": users(ROTATE.get(place, [])),
                        "starts_on_meetings_of": users(MEETINGS_START.get(place, []))}
            elif kind == "report":
                more["users"] = users(REPORTED.get(place, []))
            elif kind == "template":
                more["shared"] = place not in UNSHARED
            # Nothing on a user who was removed is left in marketing emails.
            maker = None if kind == "marketing_email" and creator == REMOVED else creator
            add(kind, name=f"{name} {place + 1}", creator=user(maker), owner=user(owner), **more)
    for used_in, named in [("record_list:1", LEAVER), ("workflow:4", LEAVER), ("report:3", LEAVER), ("workflow:5", FORMER),
                           ("dashboard:2", DELETES_ACCOUNT), ("record_list:4", SALES[0]), ("record_list:6", None),
                           (None, None)]:
        name = f"Owner is {title(named)}" if named else "Created this year"
        add("filter", name=name, used_in=used_in, user=user(named))


# ---- conversations, mailboxes, bookings

def inbox():
    for number, (assignee, status) in enumerate([
            (LEAVER, "open"), (LEAVER, "closed"), (SUPPORT[0], "open"), (SUPPORT[1], "closed"), (FORMER, "open"), (None, "open"),
            (DELETES_ACCOUNT, "open"), (LEAVER, "open"), (SUPPORT[0], "open"), (None, "closed")], 1):
        add("conversation", subject_line=f"Chat {number}", assignee=user(assignee), status=status)
    for number, status in [(LEAVER, "connected"), (LEAVER, "disconnected"), (SALES[0], "connected"), (SALES[1], "disconnected"),
                           (FORMER, "disconnected"), (DELETES_ACCOUNT, "connected")]:
        add("personal_email", address=f"user.{number}@mail.example.com", user=user(number), status=status)
    for name, number, status in [("sales", LEAVER, "connected"), ("trade-fair", LEAVER, "disconnected"),
                                 ("support", SUPPORT[0], "connected"), ("info", FORMER, "connected"),
                                 ("hello", DELETES_ACCOUNT, "connected"), ("office", OFFICE_MANAGER, "disconnected")]:
        add("team_email", address=f"{name}@example.com", user=user(number), status=status)
    for number, (sender, sequence, status, day) in enumerate([
            (LEAVER, 1, "scheduled", "11-14"), (LEAVER, 1, "scheduled", "11-21"), (LEAVER, 2, "sent", "11-04"),
            (SALES[0], 2, "scheduled", "11-18"), (SALES[1], 4, "sent", "10-28"), (FORMER, 5, "scheduled", "12-02"),
            (DELETES_ACCOUNT, 8, "scheduled", "11-19"), (LEAVER, None, "scheduled", "11-28")], 1):
        add("sequence_email", subject_line=f"Follow-up {number}", user=user(sender),
            sequence=f"sequence:{sequence}" if sequence else None, status=status, send_at=f"2024-{day}T08:00:00Z")


def bookings():
    for name, creator, owner, kind, members, default, status in [
            ("Meet Sales Rep 7", LEAVER, LEAVER, "one_on_one", [], True, "on"),
            ("Demo with Sales Rep 7", LEAVER, LEAVER, "one_on_one", [], False, "on"),
            ("Old demo", LEAVER, LEAVER, "one_on_one", [], False, "off"),
            ("Sales team", SALES[0], SALES[0], "group", [LEAVER, *SALES], False, "on"),
            ("Next free colleague", SALES[1], LEAVER, "round_robin", [LEAVER, SALES[1]], False, "on"),
            ("Trade fair", LEAVER, SALES[2], "round_robin", [SALES[2], SALES[3]], False, "on"),
            ("Old sales team", SALES[0], SALES[0], "group", [LEAVER, SALES[0]], False, "off"),
            ("Meet Sales Rep 3", SALES[0], SALES[0], "one_on_one", [], True, "on"),
            ("Meet Sales Rep 15", FORMER, FORMER, "one_on_one", [], True, "on"),
            ("Renewals", SALES[3], SALES[3], "round_robin", [FORMER, SALES[3]], False, "on"),
            ("Onboarding", FORMER, SUPPORT[0], "group", [SUPPORT[0], SUPPORT[1]], False, "on"),
            ("Meet Sales Rep 8", DELETES_ACCOUNT, DELETES_ACCOUNT, "one_on_one", [], True, "on"),
            ("Sales floor", SALES[0], SALES[0], "group", [DELETES_ACCOUNT, SALES[0]], False, "on")]:
        add("scheduling_page", name=name, creator=user(creator), owner=user(owner), kind=kind, members=users(members),
            default_link=default, status=status, booking_in_contact_feed="Meeting booked", page_view_in_feed="Page view")
    for name, members in [("New leads", [LEAVER, *SALES]), ("Renewals", [FORMER, SALES[3]]),
                          ("Callbacks", [DELETES_ACCOUNT, SALES[1]]), ("Support", SUPPORT), ("Empty", [])]:
        add("meeting_rotation", name=name, members=users(members), booking_in_contact_feed="Meeting booked")


# ---- social media, blog, apps

def channels():
    for name, number in [("Example Company on network A", LEAVER), ("Example Company on network B", MARKETING[0]),
                         ("Renewals on network A", FORMER), ("Sales floor on network B", DELETES_ACCOUNT),
                         ("Jobs on network A", None)]:
        add("social_account", name=name, user=user(number))
    for number, (author, status) in enumerate([
            (LEAVER, "published"), (LEAVER, "scheduled"), (LEAVER, "draft"), (MARKETING[0], "published"),
            (MARKETING[1], "scheduled"), (FORMER, "published"), (FORMER, "draft"), (DELETES_ACCOUNT, "published"),
            (None, "published")], 1):
        add("social_post", text=f"News {number}", user=user(author), status=status)
    for number in [LEAVER, *MARKETING, FORMER, DELETES_ACCOUNT]:
        add("blog_author", name=title(number), user=user(number))
    add("blog_author", name="Guest Author 1", user=None)
    for name, creator in [("Data warehouse", LEAVER), ("Phone", SUPER_ADMIN), ("Invoices", FORMER), ("Maps", DELETES_ACCOUNT),
                          ("Scanner", None)]:
        add("private_app", name=name, creator=user(creator))


def account():
    for part in (people, seats, billing_and_salesforce, records, activities, assets, inbox, bookings, channels):
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
