// Policies and accounts for C.
#include "interpreter/library/c_handles.h"

using exeunt::Result;
using namespace exeunt::c;

static const std::string* find_item(const exeunt_policy* policy, int list, size_t index) noexcept {
  if (policy == nullptr) {
    return nullptr;
  }
  const std::vector<std::string>* items = nullptr;
  switch (list) {
    case EXEUNT_POLICY_EDITIONS:
      items = &policy->value.editions();
      break;
    case EXEUNT_POLICY_EVENTS:
      items = &policy->value.events();
      break;
  }
  return items != nullptr && index < items->size() ? &(*items)[index] : nullptr;
}

extern "C" {

exeunt_policy* exeunt_policy_compile(const char* pack, size_t pack_size, const exeunt_options* options,
                                     exeunt_error** error) {
  return made<exeunt_policy>(error, [&]() -> Result<exeunt::Policy> {
    Arguments arguments;
    const std::string name = arguments.bytes("pack", pack, pack_size);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return exeunt::Policy::compile(name, to_compile(options));
  });
}

exeunt_policy* exeunt_policy_compile_texts(const exeunt_source* sources, size_t count, const exeunt_options* options,
                                           exeunt_error** error) {
  return made<exeunt_policy>(error, [&]() -> Result<exeunt::Policy> {
    Arguments arguments;
    std::vector<exeunt::SourceText> texts;
    if (count > 0) {
      arguments.need("sources", sources);
    }
    for (size_t i = 0; arguments.are_right() && i < count; ++i) {
      std::string name = arguments.bytes("name", sources[i].name, sources[i].name_size);
      texts.push_back({std::move(name), arguments.bytes("text", sources[i].text, sources[i].text_size)});
    }
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return exeunt::Policy::compile_texts(texts, to_compile(options));
  });
}

const char* exeunt_policy_get(const exeunt_policy* policy, int member, size_t* size) {
  if (policy == nullptr) {
    return none(size);
  }
  switch (member) {
    case EXEUNT_POLICY_PACK:
      return borrowed(policy->value.pack(), size);
    case EXEUNT_POLICY_TITLE:
      return borrowed(policy->value.title(), size);
    case EXEUNT_POLICY_EDITION:
      return borrowed(policy->value.edition(), size);
    case EXEUNT_POLICY_DIGEST:
      return borrowed(policy->value.digest(), size);
  }
  return none(size);
}

size_t exeunt_policy_count(const exeunt_policy* policy, int list) {
  if (policy == nullptr) {
    return 0;
  }
  switch (list) {
    case EXEUNT_POLICY_EDITIONS:
      return policy->value.editions().size();
    case EXEUNT_POLICY_EVENTS:
      return policy->value.events().size();
  }
  return 0;
}

const char* exeunt_policy_item(const exeunt_policy* policy, int list, size_t index, size_t* size) {
  const std::string* const item = find_item(policy, list, index);
  return item != nullptr ? borrowed(*item, size) : none(size);
}

exeunt_error* exeunt_policy_warnings(const exeunt_policy* policy) {
  exeunt_error* warnings = nullptr;
  if (policy != nullptr && !policy->value.warnings().empty()) {
    try {
      set_error(&warnings, {policy->value.warnings(), ""});
    } catch (...) {
      set_out_of_memory(&warnings);
    }
  }
  return warnings;
}

void exeunt_policy_free(exeunt_policy* policy) {
  delete policy;
}

exeunt_account* exeunt_account_load(const char* path, size_t path_size, const exeunt_options* options,
                                    exeunt_error** error) {
  return made<exeunt_account>(error, [&]() -> Result<exeunt::Account> {
    Arguments arguments;
    const std::string file = arguments.bytes("path", path, path_size);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return exeunt::Account::load(file, to_account(options));
  });
}

exeunt_account* exeunt_account_parse(const char* text, size_t text_size, const exeunt_options* options,
                                     exeunt_error** error) {
  return made<exeunt_account>(error, [&]() -> Result<exeunt::Account> {
    Arguments arguments;
    std::string bytes = arguments.bytes("text", text, text_size);
    if (!arguments.are_right()) {
      return arguments.error();
    }
    return exeunt::Account::parse(std::move(bytes), to_account(options));
  });
}

const char* exeunt_account_text(const exeunt_account* account, size_t* size) {
  return account != nullptr ? borrowed(account->value.text(), size) : none(size);
}

const char* exeunt_account_digest(const exeunt_account* account, size_t* size) {
  return account != nullptr ? borrowed(account->value.digest(), size) : none(size);
}

uint64_t exeunt_account_objects(const exeunt_account* account) {
  return account != nullptr ? account->value.size() : 0;
}

void exeunt_account_free(exeunt_account* account) {
  delete account;
}

}  // extern "C"
