"""The HubSpot example account as responses of the public API, for the samples and for a round trip.

    hubspot_responses.py EXAMPLE              write EXAMPLE/responses/ from EXAMPLE/account.ndjson
    hubspot_responses.py EXAMPLE --check      does the folder hold what would be written?

Every response has the shape of the vendor's: envelopes, pages, ids and properties as text, times, and the members that the
import passes over. What the API does not tell is in none of them; extra.yaml beside them, written by hand, supplies some of it.
"""

import datetime
import json
import pathlib
import sys

PAGE, LISTS = 25, 10  # items a page; HubSpot's own limit is 100
EPOCH = datetime.datetime(2023, 1, 2, 9)
API = "https://api.hubapi.com"


def read(path):
    """The objects of a snapshot, by type."""
    kinds = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        kinds.setdefault(one["type"], []).append(one)
    return kinds


# ---- how the vendor writes things

def when(number, hours=0):
    """A time that goes with a number."""
    at = EPOCH + datetime.timedelta(days=int(number) % 600, hours=hours, milliseconds=137 * int(number) % 1000)
    return at.isoformat(timespec="milliseconds") + "Z"


def number_of(reference):
    """The number in `user:7`."""
    return reference.split(":")[1]


def owner_id(reference):
    """Owners have numbers of their own; nobody owns: null."""
    return None if reference is None else str(5000 + int(number_of(reference)))


def two_names(name):
    """First and last name."""
    first, _, last = (name or "").rpartition(" ")
    return first, last


def dated(number, **members):
    return {**members, "createdAt": when(number), "updatedAt": when(number, 5)}


def pages(path, items, total=False):
    """A series of answers: each but the last says where the next one begins."""
    series = []
    for start in range(0, len(items), PAGE) or [0]:
        page = {"total": len(items)} if total else {}
        page["results"] = items[start:start + PAGE]
        if start + PAGE < len(items):
            after = page["results"][-1]["id"]
            page["paging"] = {"next": {"after": after, "link": f"{API}{path}?limit={PAGE}&after={after}"}}
        series.append(page)
    return series


def list_pages(lists):
    """Answers to a search of lists count instead."""
    series = []
    for start in range(0, len(lists), LISTS):
        part = lists[start:start + LISTS]
        series.append({"lists": part, "hasMore": start + LISTS < len(lists), "offset": start + len(part), "total": len(lists)})
    return series


def record(one, created, modified, **properties):
    """A CRM object with the properties that were asked for, and those that always come along."""
    number = one["id"]
    always = {created: when(number), modified: when(number, 5), "hs_object_id": number}
    return {"id": number, "properties": {**always, **properties}, **dated(number), "archived": False}


def linked(kind, reference):
    """The associations of an activity, where there are any."""
    if reference is None:
        return {}
    target, number = reference.split(":")
    plural = {"company": "companies"}.get(target, target + "s")
    return {"associations": {plural: {"results": [{"id": number, "type": f"{kind}_to_{target}"}]}}}


# ---- the account and its people

def account(kinds):
    one = kinds["account"][0]
    return {"portalId": int(one["id"]), "accountType": "STANDARD", "timeZone": "Europe/Stockholm", "companyCurrency": "EUR",
            "additionalCurrencies": [], "utcOffset": "+01:00", "utcOffsetMilliseconds": 3600000,
            "uiDomain": "app.hubspot.com", "dataHostingLocation": "eu1"}


def owners(kinds, archived):
    """Everybody but those who deleted the user account, and a queue, which is an owner and nobody."""
    found = []
    for user in kinds["user"]:
        is_active = user["status"] == "active"
        if user["status"] == "deleted" or is_active == archived:
            continue
        first, last = two_names(user["name"])
        number = int(user["id"])
        found.append({**dated(number, id=owner_id(f"user:{number}"), email=user["email"], type="PERSON", firstName=first,
                              lastName=last, userId=number if is_active else None, userIdIncludingInactive=number),
                      "archived": archived})
    if not archived:
        found.append({**dated(1, id="5900", email="", type="QUEUE", firstName="Support queue", lastName=""), "archived": False})
    return found


def users(kinds):
    found = []
    for user in kinds["user"]:
        if user["status"] == "active":
            first, last = two_names(user["name"])
            found.append({"id": user["id"], "email": user["email"], "firstName": first, "lastName": last,
                          "roleIds": [] if user["super_admin"] else ["301"], "primaryTeamId": "201",
                          "superAdmin": user["super_admin"]})
    return found


# ---- records and activities

def owner_history(one, change):
    """Who made this user the owner: the one who made a change in the example account, or an import."""
    written = {"value": owner_id(one["owner"]) or "", "timestamp": when(one["id"], 2)}
    if change is None:
        return {"hubspot_owner_id": [{**written, "sourceType": "IMPORT", "sourceId": "IMPORT_3"}]}
    by = number_of(change["user"])
    return {"hubspot_owner_id": [{**written, "sourceType": "CRM_UI", "sourceId": f"userId:{by}", "updatedByUserId": int(by)}]}


def records(kinds, kind, named, changes=()):
    """`changes` are told one by one in the histories of the first records."""
    changes = list(changes)
    found = []
    for place, one in enumerate(kinds[kind]):
        modified = "lastmodifieddate" if kind == "contact" else "hs_lastmodifieddate"
        item = record(one, "createdate", modified, **named(one["name"]), hubspot_owner_id=owner_id(one["owner"]))
        item["propertiesWithHistory"] = owner_history(one, changes[place] if place < len(changes) else None)
        found.append(item)
    return found


def contact_names(name):
    first, last = two_names(name)
    return {"firstname": first, "lastname": last}


def activity(one, **properties):
    return record(one, "hs_createdate", "hs_lastmodifieddate", **properties)


def property_changes(kinds):
    return [one for one in kinds["history_entry"] if one["kind"] == "property_change"]


def content_audit(kinds):
    found = []
    for one in kinds["history_entry"]:
        if one["kind"] == "content_update":
            by = number_of(one["user"])
            found.append({"objectId": str(7000 + int(one["id"])), "userId": by, "timestamp": when(one["id"], 3),
                          "event": "UPDATED", "objectType": "LANDING_PAGE", "objectName": one["text"],
                          "fullName": f"User {by}"})
    return found


def notes(kinds):
    return [{**activity(one, hs_note_body=one["text"], hubspot_owner_id=owner_id(one["user"])), **linked("note", one["record"])}
            for one in kinds["note"]]


def emails(kinds):
    return [{**activity(one, hs_email_subject=one["subject_line"], hubspot_owner_id=owner_id(one["user"])),
             **linked("email", one["record"])} for one in kinds["logged_email"]]


def meetings(kinds):
    return [{**activity(one, hs_meeting_title=one["title"], hubspot_owner_id=owner_id(one["user"]),
                        hs_meeting_start_time=one["starts_at"]), **linked("meeting_event", one["contact"])}
            for one in kinds["meeting"]]


# ---- assets

def by_creator(one):
    """What assets say of the one who made them, where anybody did."""
    return {} if one["creator"] is None else {"createdById": number_of(one["creator"])}


def record_list(one):
    return dated(one["id"], listId=one["id"], listVersion=1, name=one["name"], objectTypeId="0-1", processingType="DYNAMIC",
                 processingStatus="COMPLETE", filtersUpdatedAt=when(one["id"]), **by_creator(one))


def lists(kinds):
    return [{**record_list(one), "additionalProperties": {"hs_list_size": "12"}} for one in kinds["record_list"]]


def list_filters(kinds):
    """Lists with their filters: one on the owner where the account has a filter that names a user, and one besides."""
    found = []
    for one in kinds["record_list"]:
        conditions = [{"property": "lifecyclestage", "filterType": "PROPERTY",
                       "operation": {"operationType": "ENUMERATION", "operator": "IS_ANY_OF", "values": ["lead"],
                                     "includeObjectsWithNoValueSet": False}}]
        for each in kinds["filter"]:
            if each["used_in"] == f"record_list:{one['id']}" and each["user"]:
                conditions.append({"property": "hubspot_owner_id", "filterType": "PROPERTY",
                                   "operation": {"operationType": "ENUMERATION", "operator": "IS_ANY_OF",
                                                 "values": [owner_id(each["user"])], "includeObjectsWithNoValueSet": False}})
        group = {"filterBranchType": "AND", "filterBranchOperator": "AND", "filterBranches": [], "filters": conditions}
        found.append({**record_list(one), "size": 12,
                      "filterBranch": {"filterBranchType": "OR", "filterBranchOperator": "OR", "filterBranches": [group],
                                       "filters": []}})
    return [{"lists": found}]


def forms(kinds):
    email = {"objectTypeId": "0-1", "name": "email", "label": "Email", "fieldType": "email", "required": True, "hidden": False,
             "dependentFields": [], "validation": {"blockedEmailDomains": [], "useDefaultBlockList": False}}
    return [{**dated(one["id"], id=one["id"], name=one["name"], formType="hubspot"), "archived": False,
             "fieldGroups": [{"groupType": "default_group", "richTextType": "text", "fields": [email]}],
             "configuration": {"language": "en", "cloneable": True, "editable": True, "archivable": True,
                               "notifyContactOwner": False, "notifyRecipients": []},
             "displayOptions": {"renderRawHtml": False, "theme": "default_style", "submitButtonText": "Send"},
             "legalConsentOptions": {"type": "none"}} for one in kinds["form"]]


def workflows(kinds):
    """One batch. A workflow that rotates nothing sends a notification."""
    found = []
    for one in kinds["workflow"]:
        if one["rotates_among"]:
            action = {"actionTypeId": "0-11", "fields": {"user_ids": [number_of(user) for user in one["rotates_among"]],
                                                         "target_property": "hubspot_owner_id",
                                                         "overwrite_current_owner": "false"}}
        else:
            action = {"actionTypeId": "0-9", "fields": {"user_ids": ["1"], "delivery_method": "APP", "subject": "New lead",
                                                        "body": "Somebody filled in a form."}}
        found.append({**dated(one["id"], id=one["id"], name=one["name"], isEnabled=one["status"] == "on",
                              flowType="WORKFLOW", type="CONTACT_FLOW", objectTypeId="0-1", revisionId="4",
                              startActionId="1", nextAvailableActionId="2"),
                      "actions": [{"type": "SINGLE_CONNECTION", "actionId": "1", "actionTypeVersion": 0, **action}],
                      "enrollmentCriteria": {"type": "EVENT_BASED", "shouldReEnroll": False, "eventFilterBranches": []},
                      "timeWindows": [], "blockedDates": [], "customProperties": {}, "crmObjectCreationStatus": "COMPLETE"})
    return [{"status": "COMPLETE", "results": found, "startedAt": when(1), "completedAt": when(1, 1)}]


def marketing_emails(kinds):
    return [{**dated(one["id"], id=one["id"], name=one["name"], subject=one["name"], state="PUBLISHED", type="BATCH_EMAIL",
                     subcategory="batch", language="en", isPublished=True, sendOnPublish=True, **by_creator(one)),
             "archived": False, "from": {"fromName": "Example Company", "replyTo": "news@example.com"},
             "to": {"limitSendFrequency": False, "suppressGraymail": True}, "content": {"templatePath": "@hubspot/email.html"},
             "publishDate": when(one["id"], 6)} for one in kinds["marketing_email"]]


def content(one, path, **members):
    return {"id": one["id"], "name": one["name"], "htmlTitle": one["name"], "slug": f"{path}/{one['id']}",
            "state": "PUBLISHED", "currentState": "PUBLISHED", "currentlyPublished": True, "archivedInDashboard": False,
            "language": "en", "domain": "www.example.com", "url": f"https://www.example.com/{path}/{one['id']}",
            **by_creator(one), "updatedById": "1", "created": when(one["id"]), "updated": when(one["id"], 5),
            "publishDate": when(one["id"], 4), "archivedAt": "1970-01-01T00:00:00Z", **members}


def some_pages(kinds, remainder):
    """Every other page is a website page."""
    return [content(one, "landing" if remainder else "site") for one in kinds["page"] if int(one["id"]) % 2 == remainder]


def blog_posts(kinds):
    return [content(one, "blog", archivedAt=0, **({"blogAuthorId": number_of(one["author"])} if one["author"] else {}))
            for one in kinds["blog_post"]]


def blog_authors(kinds):
    return [{"id": one["id"], "fullName": one["name"], "name": one["name"], "displayName": one["name"], "email": "",
             "slug": one["name"].lower().replace(" ", "-"), "language": "en", "bio": "", "avatar": "", "website": "",
             "facebook": "", "linkedin": "", "twitter": "", "created": when(one["id"]), "updated": when(one["id"], 5),
             "deletedAt": "1970-01-01T00:00:00Z"} for one in kinds["blog_author"]]


def sequences(kinds):
    return [dated(one["id"], id=one["id"], name=one["name"], userId=number_of(one["creator"]), folderId="9")
            for one in kinds["sequence"]]


# ---- conversations and bookings

def threads(kinds):
    found = []
    for one in kinds["conversation"]:
        number = one["id"]
        thread = {"id": number, "createdAt": when(number), "status": "CLOSED" if one["status"] == "closed" else "OPEN",
                  "originalChannelId": "1000", "originalChannelAccountId": "801", "inboxId": "601",
                  "associatedContactId": number, "latestMessageTimestamp": when(number, 2), "spam": False, "archived": False}
        if one["status"] == "closed":
            thread["closedAt"] = when(number, 3)
        if one["assignee"]:
            thread["assignedTo"] = "A-" + number_of(one["assignee"])
        found.append(thread)
    return found


def channel_accounts(kinds):
    """The team's addresses, and a chat, which has none."""
    found = [{"id": "801", "name": "Chat", "channelId": "1000", "inboxId": "601", "active": True, "authorized": True,
              "archived": False, "createdAt": when(1)}]
    for one in kinds["team_email"]:
        found.append({"id": one["id"], "name": one["address"], "channelId": "1002", "inboxId": "601", "active": True,
                      "authorized": one["status"] == "connected", "archived": False, "createdAt": when(one["id"]),
                      "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": one["address"]}})
    return found


def meeting_links(kinds):
    types = {"one_on_one": "PERSONAL_LINK", "group": "GROUP_CALENDAR", "round_robin": "ROUND_ROBIN_CALENDAR"}
    found = []
    for one in kinds["scheduling_page"]:
        slug = one["name"].lower().replace(" ", "-")
        found.append(dated(one["id"], id=one["id"], slug=slug, link=f"https://meetings.hubspot.com/{slug}", name=one["name"],
                           type=types[one["kind"]], organizerUserId=number_of(one["owner"]),
                           userIdsOfLinkMembers=[number_of(user) for user in one["members"]],
                           defaultLink=one["default_link"]))
    return found


# ---- files

def responses(kinds):
    """What each file holds, by its name."""
    files = {"account.json": account(kinds)}

    def add(stem, series):
        for place, page in enumerate(series, 1):
            files[f"{stem}.json" if place == 1 else f"{stem}-{place}.json"] = page

    add("owners", pages("/crm/v3/owners/", owners(kinds, False)))
    add("owners-archived", pages("/crm/v3/owners/", owners(kinds, True)))
    add("users", pages("/settings/v3/users/", users(kinds)))
    add("contacts", pages("/crm/v3/objects/contacts", records(kinds, "contact", contact_names)))
    add("companies", pages("/crm/v3/objects/companies", records(kinds, "company", lambda name: {"name": name})))
    add("deals", pages("/crm/v3/objects/deals",
                       records(kinds, "deal", lambda name: {"dealname": name}, property_changes(kinds))))
    add("tickets", pages("/crm/v3/objects/tickets", records(kinds, "ticket", lambda name: {"subject": name})))
    add("notes", pages("/crm/v3/objects/notes", notes(kinds)))
    add("emails", pages("/crm/v3/objects/emails", emails(kinds)))
    add("meetings", pages("/crm/v3/objects/meetings", meetings(kinds)))
    add("content-audit", [{"results": content_audit(kinds)}])
    add("lists", list_pages(lists(kinds)))
    add("list-filters", list_filters(kinds))
    add("forms", pages("/marketing/v3/forms", forms(kinds)))
    add("workflows", workflows(kinds))
    add("marketing-emails", pages("/marketing/v3/emails", marketing_emails(kinds), total=True))
    add("landing-pages", pages("/cms/v3/pages/landing-pages", some_pages(kinds, 1), total=True))
    add("site-pages", pages("/cms/v3/pages/site-pages", some_pages(kinds, 0), total=True))
    add("blog-posts", pages("/cms/v3/blogs/posts", blog_posts(kinds), total=True))
    add("blog-authors", pages("/cms/v3/blogs/authors", blog_authors(kinds), total=True))
    # Two users see the same sequences but for those of the other's own.
    add("sequences/3", pages("/automation/v4/sequences", sequences(kinds)[2:], total=True))
    add("sequences/7", pages("/automation/v4/sequences", sequences(kinds)[:-2], total=True))
    add("threads", pages("/conversations/v3/conversations/threads", threads(kinds)))
    add("channel-accounts", pages("/conversations/v3/conversations/channel-accounts", channel_accounts(kinds), total=True))
    add("meeting-links", pages("/scheduler/v3/meetings/meeting-links", meeting_links(kinds), total=True))
    return files


def write(kinds, folder):
    for name, content_of in responses(kinds).items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(content_of), encoding="utf-8")


def text_of(response):
    return json.dumps(response, separators=(",", ":"), ensure_ascii=False)


def differences(kinds, folder):
    """Files that are missing, that are not what they should be, that nothing writes."""
    wanted = {name: text_of(response) for name, response in responses(kinds).items()}
    there = {str(path.relative_to(folder)): path.read_text(encoding="utf-8")
             for path in sorted(pathlib.Path(folder).rglob("*.json"))}
    return [name for name in sorted(wanted.keys() | there.keys()) if wanted.get(name) != there.get(name)]


def main():
    if not 2 <= len(sys.argv) <= 3 or sys.argv[2:] not in ([], ["--check"]):
        sys.exit(__doc__)
    example = pathlib.Path(sys.argv[1])
    kinds = read(example / "account.ndjson")
    if not sys.argv[2:]:
        write(kinds, example / "responses")
    elif wrong := differences(kinds, example / "responses"):
        sys.exit(f"not what is written: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
