"""Whether all contestants make the same plan: a line a change, in one order."""
import hashlib
import json

from measure import Failed, run_once


class Different(Exception):
    """Two plans that are not the same; says how."""


def changes_of_plan(path, subject):
    """`object rule outcome due` of every change of a plan, by line or in groups; of several plans, of that for the
    subject."""
    is_ours = True
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith('{"record": "plan"'):
                is_ours = json.loads(line)["request"].get("subject") == subject
            elif is_ours and line.startswith('{"record": "change"'):
                change = json.loads(line)
                objects = [f"{change['type']}:{key}" for key in change["ids"]] if "ids" in change else [change["object"]]
                for name in objects:
                    yield "\t".join([name, change["rule"], change["outcome"], change.get("due", "")])


def changes(workshop, contestant, subject):
    path = workshop.out(contestant)
    if contestant.command.startswith("{exeunt}"):
        return sorted(changes_of_plan(path, subject))
    return sorted(path.read_text(encoding="utf-8").splitlines())


def digest(lines):
    return hashlib.md5("".join(line + "\n" for line in lines).encode()).hexdigest()


def difference(first, second, names):
    """A few lines that only one of them has."""
    out = []
    for name, lines, others in ((names[0], first, set(second)), (names[1], second, set(first))):
        out += [f"  only {name}: {line}" for line in lines if line not in others][:5]
    return "\n".join(out) or "  the same lines, but not as often"


def subjects(workshop, objects):
    """The leaver, who lets go, and the first in the file who is no administrator: different plans by the same rules."""
    with open(workshop.account(objects), encoding="utf-8") as lines:
        users = [json.loads(line) for line in lines if line.startswith('{"type":"user"')]
    regular = [user["id"] for user in users if user["role"] == "regular" and user["status"] == "active"]
    return [workshop.values["subject"], "user:1", *(f"user:{key}" for key in regular[:1])]


def plan_of(workshop, contestant, objects, subject):
    workshop.out(contestant).unlink(missing_ok=True)
    command = workshop.command(contestant, contestant.command, objects, subject=subject)
    run_once(workshop, command, contestant.exits)
    return changes(workshop, contestant, subject)


def check_one(workshop, contestants, objects, subject):
    plans = {each.name: plan_of(workshop, each, objects, subject) for each in contestants}
    (first, expected), *others = plans.items()
    for name, plan in others:
        if plan != expected:
            raise Different(f"{objects:,} objects, {subject}: the plans of {first} and {name} differ\n"
                            + difference(expected, plan, (first, name)))
    if not expected:
        raise Failed(f"no changes for {subject} on {objects:,} objects")
    return {"objects": objects, "subject": subject, "changes": len(expected), "digest": digest(expected),
            "names": list(plans)}


def check(workshop, contestants, objects, small):
    """All of them on a small account, for several leavers; then those that are measured on a larger one, on that.

    The first of them is the one to agree with.
    """
    makers = list({each.name: each for each in contestants if each.makes_plan}.values())
    out = [check_one(workshop, makers, small, subject) for subject in subjects(workshop, small)]
    for size in sorted({each.size(objects) for each in makers} - {small}):
        able = [each for each in makers if each.size(objects) >= size]
        out.append(check_one(workshop, able, size, workshop.values["subject"]))
    return out
