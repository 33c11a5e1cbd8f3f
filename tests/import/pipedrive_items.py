"""An account as the items of Pipedrive's public API: every member that the vendor's types have, in its own way of writing."""
from datetime import datetime, timedelta

COMPANY, YOU = 1, "1"
FIELD_CODES = {"Owner": ("owner_id", "="), "Deal status": ("status", "=")}
PREFIXES = {"lead": "6a1f0c20-7e1d-11ee-8c90-", "comment": "c07a51d0-91f2-11ee-b9d1-"}
SQL = "%Y-%m-%d %H:%M:%S"


def moment(number, style="%Y-%m-%dT%H:%M:%SZ"):
    """Some time that belongs to a number, where it does not matter which."""
    return (datetime(2023, 2, 1, 10) + timedelta(minutes=97 * int(number))).strftime(style)


def api_id(reference):
    """What the API calls an object of the account: numbers, UUIDs for leads and comments, 32 digits for goals."""
    kind, number = reference.split(":")
    if kind in PREFIXES:
        return f"{PREFIXES[kind]}{int(number):012x}"
    return f"{int(number):032x}" if kind == "goal" else int(number)


def linked(reference, *kinds):
    """The id of what is referred to, if it is of one of these types."""
    return api_id(reference) if reference and reference.split(":")[0] in kinds else None


class Answers:
    """The items of every endpoint, by the name of the file that they belong in, without numbers of pages."""

    def __init__(self, objects):
        self.of = {}
        for one in objects:
            self.of.setdefault(one["type"], []).append(one)
        self.users = {f"user:{one['id']}": one for one in self.all("user")}
        self.lists = {}

    def all(self, kind):
        return self.of.get(kind, [])

    def items(self):
        for one in self.all("user"):
            self.add("users", self.user(one))
        for kind, build in (("lead", self.lead), ("deal", self.deal), ("person", self.person), ("product", self.product),
                            ("organization", self.organization), ("activity", self.activity), ("project", self.project),
                            ("project_task", self.task), ("note", self.note), ("comment", self.comment), ("file", self.file),
                            ("email", self.mail_thread), ("filter", self.filter), ("goal", self.goal),
                            ("webhook", self.webhook)):
            for one in self.all(kind):
                self.add(*build(one, int(one["id"])))
        return self.lists

    def add(self, name, item):
        self.lists.setdefault(name, []).append(item)

    def me(self):
        company = self.all("account")[0]
        you = self.user(self.users[f"user:{YOU}"])
        return you | {"company_id": COMPANY, "company_name": company["name"], "company_domain": "example",
                      "company_country": "EE", "company_industry": "Trade",
                      "language": {"language_code": "en", "country_code": "US"}}

    # ---- people

    @staticmethod
    def user(one):
        admin = one["role"] == "admin"
        number = int(one["id"])
        apps = [("sales", admin), ("global", admin)] + [("account_settings", admin)] * one["account_settings"]
        return {"id": number, "name": one["name"], "default_currency": "EUR", "locale": "en_US", "lang": 1,
                "email": one["email"], "phone": None, "activated": True, "last_login": "2024-02-28 08:45:56",
                "created": one["created_at"].replace("T", " ").replace("Z", ""), "modified": "2024-02-28 08:45:56",
                "has_created_company": number == 1,
                "access": [{"app": app, "admin": flag, "permission_set_id": f"62cc4d7f-4038-4352-abf3-{at:06d}{flag:06d}"}
                           for at, (app, flag) in enumerate(apps, 1)],
                "active_flag": one["status"] == "active", "timezone_name": "Europe/Berlin", "timezone_offset": "+01:00",
                "role_id": 1 if admin else 2, "icon_url": one["picture"], "is_you": one["id"] == YOU,
                "is_deleted": one["status"] == "deleted"}

    # ---- items

    @staticmethod
    def lead(one, number):
        archived = number % 5 == 0
        return "leads-archived" if archived else "leads", {
            "id": api_id(f"lead:{number}"), "title": one["title"], "owner_id": linked(one["owner"], "user"), "creator_id": 1,
            "label_ids": ["f08b42a0-4e75-11ea-9643-03698ef1cfd6"][:number % 2], "person_id": linked(one["person"], "person"),
            "organization_id": linked(one["organization"], "organization"), "source_name": "API", "origin": "API",
            "origin_id": None, "channel": None, "channel_id": None, "source_deal_id": None, "is_archived": archived,
            "was_seen": number % 3 > 0, "value": {"amount": 100 * number, "currency": "EUR"} if number % 2 else None,
            "expected_close_date": None, "next_activity_id": None, "add_time": moment(number),
            "update_time": moment(number + 1), "visible_to": "3", "cc_email": f"example+1+leads{number}@example.com"}

    @staticmethod
    def deal(one, number):
        archived = one["status"] == "lost" and number % 4 == 0
        closed = None if one["status"] == "open" else moment(number + 9)
        return "deals-archived" if archived else "deals", {
            "id": number, "title": one["title"], "owner_id": linked(one["owner"], "user"),
            "person_id": linked(one["person"], "person"), "org_id": linked(one["organization"], "organization"),
            "pipeline_id": 1, "stage_id": 1 + number % 5, "value": int(one["value"]), "currency": "EUR",
            "add_time": moment(number), "update_time": moment(number + 9), "stage_change_time": None, "is_deleted": False,
            "is_archived": archived, "status": one["status"], "probability": None, "lost_reason": None, "visible_to": 3,
            "close_time": closed, "won_time": closed if one["status"] == "won" else None,
            "lost_time": closed if one["status"] == "lost" else None, "expected_close_date": None, "label_ids": [],
            "origin": "ManuallyCreated", "origin_id": None, "channel": None, "channel_id": None, "source_lead_id": None,
            "arr": None, "mrr": None, "acv": None, "custom_fields": {"d4de1c1518b4531717c676029a45911c340390a6": None}}

    @staticmethod
    def person(one, number):
        first, _, last = one["name"].partition(" ")
        return "persons", {
            "id": number, "name": one["name"], "first_name": first, "last_name": last,
            "owner_id": linked(one["owner"], "user"), "org_id": linked(one["organization"], "organization"),
            "add_time": moment(number), "update_time": moment(number + 2),
            "emails": [{"value": f"contact.{number}@example.com", "primary": True, "label": "work"}],
            "phones": [{"value": "", "primary": True, "label": "work"}], "is_deleted": False, "visible_to": 3,
            "label_ids": [], "picture_id": None, "postal_address": None, "notes": None, "im": [], "birthday": None,
            "job_title": None, "custom_fields": {}}

    @staticmethod
    def organization(one, number):
        return "organizations", {
            "id": number, "name": one["name"], "owner_id": linked(one["owner"], "user"), "add_time": moment(number),
            "update_time": moment(number + 2), "is_deleted": False, "visible_to": 3, "address": None, "label_ids": [],
            "website": None, "linkedin": None, "industry": None, "annual_revenue": None, "employee_count": None,
            "custom_fields": {}}

    @staticmethod
    def product(one, number):
        return "products", {
            "id": number, "name": one["name"], "code": f"P{number:03d}", "unit": "piece", "tax": 0, "is_deleted": False,
            "is_linkable": True, "visible_to": 3, "owner_id": linked(one["owner"], "user"), "add_time": moment(number),
            "update_time": moment(number + 2), "description": "", "category": None, "custom_fields": {},
            "billing_frequency": "one-time", "billing_frequency_cycles": None,
            "prices": [{"product_id": number, "price": 10 * number, "currency": "EUR", "cost": 0, "direct_cost": None,
                        "notes": ""}]}

    @staticmethod
    def activity(one, number):
        day, _, hour = (one["due_at"] or "").removesuffix("Z").partition("T")
        # With seconds or without: both are to be met.
        hour = hour[:5] if number % 2 else hour
        return "activities", {
            "id": number, "subject": one["title"], "type": one["title"].split()[0].lower(),
            "owner_id": linked(one["owner"], "user"), "creator_user_id": 1, "is_deleted": False, "add_time": moment(number),
            "update_time": moment(number + 3), "deal_id": linked(one["deal"], "deal"), "lead_id": None, "person_id": None,
            "org_id": None, "project_id": None, "due_date": day or None, "due_time": hour or None,
            "duration": None, "busy": False, "done": one["done"],
            "marked_as_done_time": moment(number + 3) if one["done"] else None, "location": None, "participants": [],
            "attendees": [], "conference_meeting_client": None, "conference_meeting_url": None, "conference_meeting_id": None,
            "public_description": None, "priority": None, "outcome": None, "note": None}

    @staticmethod
    def project(one, number):
        archived = number % 5 == 0
        return "projects-archived" if archived else "projects", {
            "id": number, "title": one["title"], "description": None, "status": "open", "board_id": 1, "phase_id": 1 + number % 3,
            "owner_id": linked(one["owner"], "user"), "start_date": None, "end_date": None,
            "deal_ids": [api_id(deal) for deal in one["deals"]], "person_ids": [], "org_ids": [], "label_ids": [],
            "health_status": None, "add_time": moment(number), "update_time": moment(number + 4),
            "status_change_time": moment(number), "archive_time": moment(number + 4) if archived else None, "custom_fields": {}}

    @staticmethod
    def task(one, number):
        return "tasks", {
            "id": number, "title": one["title"], "creator_id": 1, "description": None,
            "project_id": linked(one["project"], "project"), "is_done": one["done"], "is_milestone": False, "due_date": None,
            "start_date": None, "parent_task_id": None, "assignee_ids": [api_id(one["owner"])] if one["owner"] else [],
            "priority": None, "add_time": moment(number), "update_time": moment(number + 5),
            "marked_as_done_time": moment(number + 5) if one["done"] else None}

    # ---- notes and files

    def note(self, one, number):
        author, item = self.users[one["author"]], one["item"]
        titles = {f"{other['type']}:{other['id']}": other for kind in ("deal", "person", "organization", "project")
                  for other in self.all(kind)} if item else {}
        named = {kind: {key: titles[item][key]} if item and item.startswith(kind + ":") else None
                 for kind, key in (("deal", "title"), ("organization", "name"), ("person", "name"), ("project", "title"))}
        return "notes", {
            "id": number, "active_flag": True, "add_time": moment(number, SQL), "content": one["text"], **named,
            "lead_id": linked(item, "lead"), "deal_id": linked(item, "deal"), "last_update_user_id": None,
            "org_id": linked(item, "organization"), "person_id": linked(item, "person"), "project_id": linked(item, "project"),
            "task_id": None, "task": None, "pinned_to_deal_flag": False, "pinned_to_organization_flag": False,
            "pinned_to_person_flag": False, "pinned_to_project_flag": False, "pinned_to_task_flag": False,
            "update_time": moment(number + 6, SQL), "user_id": linked(one["author"], "user"),
            "user": {"email": author["email"], "name": author["name"], "icon_url": author["picture"],
                     "is_you": one["author"] == f"user:{YOU}"}}

    @staticmethod
    def comment(one, number):
        note = one["note"].split(":")[1]
        return f"comments/{note}", {
            "uuid": api_id(f"comment:{number}"), "active_flag": True, "add_time": moment(number),
            "update_time": moment(number + 6), "content": one["text"], "object_id": note, "object_type": "note",
            "user_id": linked(one["author"], "user"), "updater_id": None, "company_id": COMPANY}

    @staticmethod
    def file(one, number):
        item = one["item"]
        ids = {f"{kind}_id": linked(item, entity) for kind, entity in (
            ("deal", "deal"), ("person", "person"), ("org", "organization"), ("product", "product"), ("lead", "lead"),
            ("project", "project"))}
        names = {f"{kind}_name": None for kind in ("deal", "person", "org", "product", "lead", "project")}
        return "files", {
            "id": number, "user_id": linked(one["author"], "user"), **ids, "activity_id": None,
            "add_time": moment(number, SQL), "update_time": moment(number + 6, SQL), "file_name": f"{number:08x}-{one['name']}",
            "file_size": 1024 * number, "active_flag": True, "inline_flag": False, "remote_location": "s3", "remote_id": None,
            "cid": None, "s3_bucket": None, "mail_message_id": None, "mail_template_id": None, **names,
            "url": f"https://example.com/api/v1/files/{number}/download", "name": one["name"], "description": None}

    # ---- emails

    def mail_thread(self, one, number):
        owner = self.users[one["owner"]]
        persons = [api_id(link) for link in one["linked_to"] if link.startswith("person:")]
        organizations = [api_id(link) for link in one["linked_to"] if link.startswith("organization:")]
        deals, leads = ([api_id(link) for link in one["linked_to"] if link.startswith(kind)] for kind in ("deal:", "lead:"))
        sent = one["sent_at"].replace("Z", ".000Z")

        def party(name, address, person=None, organization=None):
            return {"id": 1, "name": name, "latest_sent": True, "email_address": address, "message_time": 1700000000000 + number,
                    "linked_person_id": person, "linked_person_name": name if person else None,
                    "mail_message_party_id": number, "linked_organization_id": organization}

        # Whom it was sent to is somebody known, or, where no person is linked, somebody unknown of a known organization.
        known = [party(f"Contact {person}", f"contact.{person}@example.com", person) for person in persons]
        known += [party("Reception", "reception@example.com", None, organization) for organization in organizations]
        folder = ("inbox", "sent", "archive")[number % 3]
        flags = {name: 0 for name in (
            "has_attachments_flag", "has_inline_attachments_flag", "has_real_attachments_flag", "deleted_flag", "smart_bcc_flag",
            "mail_link_tracking_enabled_flag", "has_draft_flag", "external_deleted_flag", "first_message_to_me_flag")}
        return f"mail_threads/{owner['id']}-{folder}", {
            "id": number, "account_id": f"account-{owner['id']}", "user_id": int(owner["id"]), "subject": one["subject_line"],
            "snippet": "", "read_flag": 1, "mail_tracking_status": None, "synced_flag": 1, **flags,
            "parties": {"to": known or [party("Somebody", "somebody@example.com")],
                        "from": [party(owner["name"], owner["email"])]},
            "drafts_parties": [], "folders": [folder], "version": 1, "snippet_draft": None, "snippet_sent": "",
            "message_count": 1, "has_sent_flag": int(folder == "sent"), "archived_flag": int(folder == "archive"),
            "shared_flag": int(one["visibility"] == "shared"), "last_message_timestamp": sent, "first_message_timestamp": sent,
            "last_message_sent_timestamp": sent, "last_message_received_timestamp": sent, "add_time": sent, "update_time": sent,
            "deal_id": deals[0] if deals else None, "deal_status": "open" if deals else None,
            "lead_id": leads[0] if leads else None, "all_messages_sent_flag": 1}

    # ---- views

    def filter(self, one, number):
        item = {"id": number, "name": one["name"], "filter_code": None, "is_editable": True, "active_flag": True,
                "type": "deals", "temporary_flag": None, "user_id": linked(one["creator"], "user"),
                "add_time": moment(number, SQL), "update_time": moment(number + 7, SQL),
                "visible_to": "1" if one["visibility"] == "private" else "3", "last_used_time": None, "custom_view_id": None}
        lines = []
        for condition in self.all("filter_condition"):
            if condition["filter"] == f"filter:{number}":
                code, operator = FIELD_CODES[condition["field"]]
                value = str(api_id(condition["user"])) if condition["user"] else "open"
                lines.append({"object": "deal", "field_id": "12454" if condition["user"] else "12464", "operator": operator,
                              "value": value, "extra_value": None, "json_value_flag": False, "field_code": code})
        # All of the first group and any of the second.
        groups = [{"glue": "and", "conditions": lines[:1]}, {"glue": "or", "conditions": lines[1:]}]
        self.add(f"filter/{number}", item | {"conditions": {"glue": "and", "conditions": groups}})
        return "filters", item

    @staticmethod
    def goal(one, number):
        assignee = {0: {"id": COMPANY, "type": "company"}, 1: {"id": 0, "type": "person"}}.get(
            len(one["users"]), {"id": number, "type": "team"})
        if assignee["type"] == "person":
            assignee["id"] = api_id(one["users"][0])
        kind = ("deals_won", "activities_completed")[number % 2]
        return f"goals/{assignee['type']}", {
            "id": api_id(f"goal:{number}"), "owner_id": 1, "title": one["name"],
            "type": {"name": kind, "params": {"pipeline_id": [1], "activity_type_id": None}}, "assignee": assignee,
            "interval": "quarterly", "duration": {"start": "2024-01-01", "end": "2024-12-31"},
            "expected_outcome": {"target": 50, "tracking_metric": "quantity"}, "is_active": True,
            "report_ids": [f"{number:032x}"]}

    @staticmethod
    def webhook(one, number):
        return "webhooks", {
            "id": number, "company_id": COMPANY, "owner_id": linked(one["creator"], "user"),
            "user_id": linked(one["creator"], "user"), "event_action": "*", "event_object": one["url"].split("/")[-1].rstrip("s"),
            "subscription_url": one["url"], "version": "2.0", "is_active": int(one["status"] == "active"),
            "add_time": moment(number), "remove_time": None, "type": "general", "http_auth_user": None,
            "http_auth_password": None, "remove_reason": None, "last_delivery_time": None, "last_http_status": 200,
            "admin_id": 1, "name": f"Webhook {number}"}
