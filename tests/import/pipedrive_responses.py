"""The sample responses of examples/pipedrive, and an account as responses of the public API for a round trip.

    pipedrive_responses.py EXAMPLE              write EXAMPLE/responses/ from EXAMPLE/account.ndjson
    pipedrive_responses.py EXAMPLE --check      does the folder hold what would be written?

The samples are a part of the example account, and a few answers that it has no occasion for.
"""
import gzip
import json
import sys
from pathlib import Path

from pipedrive_items import Answers

# How many objects of a type the samples take; types that are not here the API does not carry.
SAMPLES = {"account": 1, "user": 17, "organization": 12, "person": 18, "product": 8, "deal": 26, "lead": 11, "activity": 20,
           "project": 6, "project_task": 9, "note": 14, "comment": 6, "file": 10, "email": 16, "filter": 10,
           "filter_condition": 11, "goal": 5, "webhook": 6}


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# ---- what is around the items

CURSORS = {"deals", "persons", "organizations", "products", "activities", "projects", "tasks"}
PAGES = {"leads", "notes", "comments", "files", "mail_threads"}


def envelopes(name, items, limit):
    """The pages of an endpoint, each as the API sends it."""
    stem = name.split("/")[0].removesuffix("-archived")
    if stem == "filter":
        return [{"success": True, "data": items[0]}]
    if stem == "goals":
        return [{"success": True, "data": {"goals": items}}]
    if stem not in CURSORS | PAGES:
        return [{"success": True, "data": items}]
    pages = []
    for start in range(0, len(items), limit):
        page = {"success": True, "data": items[start:start + limit]}
        more = start + limit < len(items)
        if stem in CURSORS:
            page["additional_data"] = {"next_cursor": f"cursor-{start + limit}" if more else None}
        else:
            page["additional_data"] = {"pagination": {"start": start, "limit": limit, "more_items_in_collection": more}
                                       | ({"next_start": start + limit} if more else {})}
        pages.append(page)
    return pages


def files(answers, limit=100, lines=(), packed=()):
    """Every file by name: `lines` are the endpoints that are kept as NDJSON, one item a line, `packed` those under gzip."""
    texts = {"users-me.json": json.dumps({"success": True, "data": answers.me()}, indent=1) + "\n"}
    for name, items in answers.items().items():
        if name in lines:
            texts[name + ".ndjson"] = "".join(json.dumps(item, separators=(",", ":")) + "\n" for item in items)
            continue
        pages = envelopes(name, items, limit)
        for number, page in enumerate(pages, 1):
            page_name = name if len(pages) == 1 else f"{name}-{number}"
            texts[page_name + (".json.gz" if name in packed else ".json")] = json.dumps(page, indent=1) + "\n"
    return texts


def write(texts, folder):
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        path.write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)


# ---- the samples

def part(objects):
    """The first objects of every type. What refers to an object left out loses the reference, or is left out as well."""
    taken, chosen = set(), []

    def within(value):
        if isinstance(value, list):
            return [one for one in value if within(one) is not None]
        refers = isinstance(value, str) and value.split(":")[0] in SAMPLES and value.split(":")[-1].isdigit()
        return None if refers and value not in taken else value

    for kind, count in SAMPLES.items():
        for one in [one for one in objects if one["type"] == kind]:
            one = {field: within(value) for field, value in one.items()}
            if count and not {"project", "note", "filter"} & {field for field, value in one.items() if value is None}:
                count -= 1
                taken.add(f"{kind}:{one['id']}")
                chosen.append(one)
    return chosen


class SampleAnswers(Answers):
    """Also what the example account has no occasion for: what is deleted, and what the API leaves open."""

    def items(self):
        super().items()

        def more(endpoint, /, **changes):
            self.add(endpoint, self.lists[endpoint][0] | {"id": 901} | changes)

        more("users", id=18, name="Sales Rep 18", email="sales.rep.18@example.com", is_you=False, access=[
            {"app": "sales", "admin": False, "permission_set_id": "62cc4d7f-4038-4352-abf3-000001000000"},
            {"app": "global", "admin": True, "permission_set_id": "62cc4d7f-4038-4352-abf3-000002000001"}])
        more("deals", title="Withdrawn", is_deleted=True, status="deleted")
        more("activities", subject="Call in the course of the day", due_date="2024-03-05", due_time=None)
        more("tasks", title="Step for two", assignee_ids=[3, 4])
        more("notes", content="Withdrawn", active_flag=False)
        more("webhooks", subscription_url="https://hooks.example.com/authorized-by-another", owner_id=1, user_id=3)
        custom = {"object": "deal", "field_id": "12501", "operator": "=", "value": "7", "extra_value": None,
                  "json_value_flag": False, "field_code": "d4de1c1518b4531717c676029a45911c340390a6"}
        self.lists["filter/1"][0]["conditions"]["conditions"][1]["conditions"].append(custom)
        return self.lists


def samples(example):
    return files(SampleAnswers(part(read(example / "account.ndjson"))), 14, lines={"activities"}, packed={"files"})


def main(arguments):
    if not arguments or arguments[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    example = Path(arguments[0])
    folder, texts = example / "responses", samples(example)
    if not arguments[1:]:
        write(texts, folder)
        return
    kept = {str(path.relative_to(folder)): path for path in folder.rglob("*.*json*")}
    wrong = sorted(name for name in texts.keys() | kept.keys() if name not in kept or name not in texts or texts[name] != (
        gzip.decompress(kept[name].read_bytes()) if name.endswith(".gz") else kept[name].read_bytes()).decode())
    if wrong:
        sys.exit(f"not what {Path(__file__).name} writes: {', '.join(wrong)}")


if __name__ == "__main__":
    main(sys.argv[1:])
