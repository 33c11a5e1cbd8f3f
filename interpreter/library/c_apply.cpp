// Differences of plans, and accounts afterwards, for C.
#include "interpreter/library/c_handles.h"

using exeunt::Result;
using namespace exeunt::c;

namespace {

/// What the three functions have in common that carry a plan out.
struct Application {
  Arguments arguments;
  exeunt::ApplyOptions options;

  Application(const exeunt_plan* plan, const exeunt_account* account, const exeunt_policy* policy,
              const exeunt_options* given)
      : options(to_apply(given)) {
    arguments.need("plan", plan);
    arguments.need("account", account);
    if (policy != nullptr) {
      options.policy = policy->value;
    }
  }
};

const std::vector<exeunt::LeftOut>* find_list(const exeunt_applied* applied, int list) {
  if (applied == nullptr) {
    return nullptr;
  }
  switch (list) {
    case EXEUNT_CALLED_OFF:
      return &applied->value.called_off;
    case EXEUNT_REMAINING:
      return &applied->value.remaining;
  }
  return nullptr;
}

}  // namespace

extern "C" {

exeunt_difference* exeunt_plan_diff(const exeunt_plan* before, const exeunt_plan* after, const exeunt_options* options,
                                    exeunt_error** error) {
  return made<exeunt_difference>(error, [&]() -> Result<exeunt::Difference> {
    Arguments arguments;
    arguments.need("before", before);
    arguments.need("after", after);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return before->value.diff(after->value, to_diff(options));
  });
}

int exeunt_difference_is_empty(const exeunt_difference* difference) {
  return difference != nullptr && difference->value.empty() ? 1 : 0;
}

char* exeunt_difference_write(const exeunt_difference* difference, int format, const exeunt_options* options,
                              size_t* size, exeunt_error** error) {
  return written(size, error, [&]() -> Result<std::string> {
    Arguments arguments;
    arguments.need("difference", difference);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    switch (format) {
      case EXEUNT_TEXT:
        return difference->value.text(to_text(options));
      case EXEUNT_JSON:
        return difference->value.json();
      case EXEUNT_MARKDOWN:
        return difference->value.markdown();
      case EXEUNT_NDJSON:
      case EXEUNT_GROUPS:
        break;
    }
    arguments.wrong("format", "no format that this has");
    return arguments.error();
  });
}

void exeunt_difference_free(exeunt_difference* difference) {
  delete difference;
}

exeunt_applied* exeunt_plan_apply(const exeunt_plan* plan, const exeunt_account* account, const exeunt_policy* policy,
                                  const exeunt_options* options, exeunt_error** error) {
  return made<exeunt_applied>(error, [&]() -> Result<exeunt::Applied> {
    const Application application(plan, account, policy, options);
    if (!application.arguments.are_right()) {
      return application.arguments.error();
    }
    return plan->value.apply(account->value, application.options);
  });
}

exeunt_applied* exeunt_plan_revert(const exeunt_plan* plan, const exeunt_account* account, const exeunt_policy* policy,
                                   const exeunt_options* options, exeunt_error** error) {
  return made<exeunt_applied>(error, [&]() -> Result<exeunt::Applied> {
    const Application application(plan, account, policy, options);
    if (!application.arguments.are_right()) {
      return application.arguments.error();
    }
    return plan->value.revert(account->value, application.options);
  });
}

char* exeunt_plan_json_patch(const exeunt_plan* plan, const exeunt_account* account, const exeunt_policy* policy,
                             const exeunt_options* options, size_t* size, exeunt_error** error) {
  return written(size, error, [&]() -> Result<std::string> {
    const Application application(plan, account, policy, options);
    if (!application.arguments.are_right()) {
      return application.arguments.error();
    }
    return plan->value.json_patch(account->value, application.options);
  });
}

exeunt_account* exeunt_applied_account(const exeunt_applied* applied, exeunt_error** error) {
  return made<exeunt_account>(error, [&]() -> Result<exeunt::Account> {
    Arguments arguments;
    arguments.need("applied", applied);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return applied->value.account;
  });
}

uint64_t exeunt_applied_total(const exeunt_applied* applied, int number) {
  if (applied == nullptr) {
    return 0;
  }
  switch (number) {
    case EXEUNT_APPLIED_CHANGED:
      return applied->value.changed;
    case EXEUNT_APPLIED_ERASED:
      return applied->value.erased;
    case EXEUNT_APPLIED_CREATED:
      return applied->value.created;
    case EXEUNT_APPLIED_TO_COME:
      return applied->value.to_come;
  }
  return 0;
}

const char* exeunt_applied_next_due(const exeunt_applied* applied, size_t* size) {
  return applied != nullptr ? borrowed(applied->value.next_due, size) : none(size);
}

size_t exeunt_applied_count(const exeunt_applied* applied, int list) {
  const std::vector<exeunt::LeftOut>* const found = find_list(applied, list);
  return found != nullptr ? found->size() : 0;
}

const char* exeunt_applied_get(const exeunt_applied* applied, int list, size_t index, int member, size_t* size) {
  const std::vector<exeunt::LeftOut>* const found = find_list(applied, list);
  if (found == nullptr || index >= found->size()) {
    return none(size);
  }
  const exeunt::LeftOut& one = (*found)[index];
  switch (member) {
    case EXEUNT_OBJECT:
      return borrowed(one.object, size);
    case EXEUNT_RULE:
      return borrowed(one.rule, size);
    case EXEUNT_OUTCOME:
      return borrowed(one.outcome, size);
    case EXEUNT_DUE:
      return borrowed(one.due, size);
    default:
      return none(size);
  }
}

void exeunt_applied_free(exeunt_applied* applied) {
  delete applied;
}

}  // extern "C"
