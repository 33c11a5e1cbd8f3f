// Plans and what stands in them, for C.
#include "interpreter/library/c_handles.h"

using exeunt::Result;
using namespace exeunt::c;

namespace {

constexpr const char* no_format = "no format that this has";

template <class Entry>
const Entry* at(const std::vector<Entry>& entries, size_t index) {
  return index < entries.size() ? &entries[index] : nullptr;
}

/// The changes of a plan are made when they are asked for first, which can fail for want of memory: then there are
/// none.
const std::vector<exeunt::Change>& changes_of(const exeunt_plan& plan) noexcept {
  static const std::vector<exeunt::Change> none;
  try {
    return plan.value.changes();
  } catch (...) {
    return none;
  }
}

const exeunt::Change* find_change(const exeunt_plan* plan, size_t index) noexcept {
  return plan != nullptr ? at(changes_of(*plan), index) : nullptr;
}

const char* name(exeunt::Answer answer) {
  return answer == exeunt::Answer::yes ? "yes" : answer == exeunt::Answer::no ? "no" : "unknown";
}

const char* name(exeunt::Op op) {
  switch (op) {
    case exeunt::Op::set:
      return "set";
    case exeunt::Op::clear:
      return "clear";
    case exeunt::Op::add:
      return "add";
    case exeunt::Op::remove:
      return "remove";
    case exeunt::Op::erase:
      return "erase";
    case exeunt::Op::create:
      return "create";
  }
  return "";
}

const char* get(const exeunt::Change* change, int member, size_t* size) {
  if (change == nullptr) {
    return none(size);
  }
  switch (member) {
    case EXEUNT_OBJECT:
      return borrowed(change->object, size);
    case EXEUNT_RULE:
      return borrowed(change->rule, size);
    case EXEUNT_OUTCOME:
      return borrowed(change->outcome, size);
    case EXEUNT_CLASS:
      return borrowed(change->class_name, size);
    case EXEUNT_WORDING:
      return borrowed(change->text, size);
    case EXEUNT_DUE:
      return borrowed(change->due, size);
    case EXEUNT_UNLESS:
      return borrowed(change->unless, size);
    case EXEUNT_PHASE:
      return borrowed(change->phase, size);
    default:
      return none(size);
  }
}

const char* get(const exeunt::Guard* guard, int member, size_t* size) {
  if (guard == nullptr) {
    return none(size);
  }
  switch (member) {
    case EXEUNT_NAME:
      return borrowed(guard->name, size);
    case EXEUNT_OUTCOME:
      return borrowed(name(guard->holds), size);
    case EXEUNT_MESSAGE:
      return borrowed(guard->message, size);
    case EXEUNT_UNBLOCK:
      return borrowed(guard->unblock, size);
    case EXEUNT_FAILURE:
      return borrowed(guard->error, size);
    default:
      return none(size);
  }
}

const char* get(const exeunt::Undecided* undecided, int member, size_t* size) {
  if (undecided == nullptr) {
    return none(size);
  }
  switch (member) {
    case EXEUNT_OBJECT:
      return borrowed(undecided->object, size);
    case EXEUNT_RULE:
      return borrowed(undecided->rule, size);
    case EXEUNT_FAILURE:
      return borrowed(undecided->error, size);
    default:
      return none(size);
  }
}

const char* get(const exeunt::Unaddressed* unaddressed, int member, size_t* size) {
  return unaddressed != nullptr && member == EXEUNT_OBJECT ? borrowed(unaddressed->object, size) : none(size);
}

}  // namespace

extern "C" {

exeunt_plan* exeunt_plan_make(const exeunt_policy* policy, const exeunt_account* account, const exeunt_options* request,
                              exeunt_error** error) {
  return made<exeunt_plan>(error, [&]() -> Result<exeunt::Plan> {
    Arguments arguments;
    arguments.need("policy", policy);
    arguments.need("account", account);
    arguments.need("request", request);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return policy->value.plan(account->value, to_request(request));
  });
}

exeunt_plan* exeunt_plan_load(const char* path, size_t path_size, exeunt_error** error) {
  return made<exeunt_plan>(error, [&]() -> Result<exeunt::Plan> {
    Arguments arguments;
    const std::string file = arguments.bytes("path", path, path_size);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return exeunt::Plan::load(file);
  });
}

exeunt_plan* exeunt_plan_parse(const char* document, size_t document_size, exeunt_error** error) {
  return made<exeunt_plan>(error, [&]() -> Result<exeunt::Plan> {
    Arguments arguments;
    std::string bytes = arguments.bytes("document", document, document_size);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return exeunt::Plan::parse(std::move(bytes));
  });
}

int exeunt_plan_verdict(const exeunt_plan* plan) {
  if (plan == nullptr) {
    return EXEUNT_VERDICT_NONE;
  }
  switch (plan->value.verdict()) {
    case exeunt::Verdict::ready:
      return EXEUNT_READY;
    case exeunt::Verdict::blocked:
      return EXEUNT_BLOCKED;
    case exeunt::Verdict::conflicted:
      return EXEUNT_CONFLICTED;
  }
  return EXEUNT_VERDICT_NONE;
}

void exeunt_plan_free(exeunt_plan* plan) {
  delete plan;
}

char* exeunt_plan_write(const exeunt_plan* plan, int format, const exeunt_options* options, size_t* size,
                        exeunt_error** error) {
  return written(size, error, [&]() -> Result<std::string> {
    Arguments arguments;
    arguments.need("plan", plan);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    switch (format) {
      case EXEUNT_TEXT:
        return plan->value.text(to_text(options));
      case EXEUNT_JSON:
        return plan->value.json();
      case EXEUNT_NDJSON:
        return plan->value.ndjson();
      case EXEUNT_MARKDOWN:
        return plan->value.markdown();
      case EXEUNT_GROUPS:
        return plan->value.groups();
    }
    arguments.wrong("format", no_format);
    return arguments.error();
  });
}

uint64_t exeunt_plan_summary(const exeunt_plan* plan, int member) {
  if (plan == nullptr) {
    return 0;
  }
  const exeunt::Summary& summary = plan->value.summary();
  switch (member) {
    case EXEUNT_SUMMARY_OBJECTS:
      return summary.objects;
    case EXEUNT_SUMMARY_AFFECTED:
      return summary.affected;
    case EXEUNT_SUMMARY_SCHEDULED:
      return summary.scheduled;
    case EXEUNT_SUMMARY_IRREVERSIBLE:
      return summary.irreversible;
  }
  return 0;
}

const char* exeunt_plan_point_of_no_return(const exeunt_plan* plan, size_t* size) {
  return plan != nullptr ? borrowed(plan->value.summary().point_of_no_return, size) : none(size);
}

size_t exeunt_plan_count(const exeunt_plan* plan, int list) {
  if (plan == nullptr) {
    return 0;
  }
  switch (list) {
    case EXEUNT_CHANGES:
      return changes_of(*plan).size();
    case EXEUNT_GUARDS:
      return plan->value.guards().size();
    case EXEUNT_UNDECIDED:
      return plan->value.undecided().size();
    case EXEUNT_UNADDRESSED:
      return plan->value.unaddressed().size();
  }
  return 0;
}

const char* exeunt_plan_get(const exeunt_plan* plan, int list, size_t index, int member, size_t* size) {
  if (plan == nullptr) {
    return none(size);
  }
  switch (list) {
    case EXEUNT_CHANGES:
      return get(find_change(plan, index), member, size);
    case EXEUNT_GUARDS:
      return get(at(plan->value.guards(), index), member, size);
    case EXEUNT_UNDECIDED:
      return get(at(plan->value.undecided(), index), member, size);
    case EXEUNT_UNADDRESSED:
      return get(at(plan->value.unaddressed(), index), member, size);
  }
  return none(size);
}

int exeunt_plan_is_reversible(const exeunt_plan* plan, size_t change) {
  const exeunt::Change* const found = find_change(plan, change);
  return found != nullptr && found->reversible ? 1 : 0;
}

int exeunt_plan_is_unchanged(const exeunt_plan* plan, size_t change) {
  const exeunt::Change* const found = find_change(plan, change);
  return found != nullptr && found->unchanged ? 1 : 0;
}

size_t exeunt_plan_write_count(const exeunt_plan* plan, size_t change) {
  const exeunt::Change* const found = find_change(plan, change);
  return found != nullptr ? found->writes.size() : 0;
}

const char* exeunt_plan_write_get(const exeunt_plan* plan, size_t change, size_t write, int member, size_t* size) {
  const exeunt::Change* const found = find_change(plan, change);
  if (found == nullptr || write >= found->writes.size()) {
    return none(size);
  }
  const exeunt::Write& one = found->writes[write];
  switch (member) {
    case EXEUNT_WRITE_OP:
      return borrowed(name(one.op), size);
    case EXEUNT_WRITE_FIELD:
      return borrowed(one.field, size);
    case EXEUNT_WRITE_FROM:
      return one.from_unknown ? none(size) : borrowed(one.from.json(), size);
    case EXEUNT_WRITE_TO:
      return borrowed(one.to.json(), size);
  }
  return none(size);
}

char* exeunt_plan_explain(const exeunt_plan* plan, const char* object, size_t object_size, int format,
                          const exeunt_options* options, size_t* size, exeunt_error** error) {
  return written(size, error, [&]() -> Result<std::string> {
    Arguments arguments;
    arguments.need("plan", plan);
    const std::string name = arguments.text("object", object, object_size);
    if (format != EXEUNT_TEXT && format != EXEUNT_JSON) {
      arguments.wrong("format", no_format);
    }
    if (!arguments.are_right()) {
      return arguments.error();
    }
    const Result<exeunt::Explanation> explanation = plan->value.explain(name);
    if (!explanation) {
      return explanation.error();
    }
    return format == EXEUNT_JSON ? explanation->json() : explanation->text(to_text(options));
  });
}

}  // extern "C"
