#include <cstdlib>
#include <cstring>

#include "interpreter/library/c_handles.h"

namespace exeunt::c {

/// Made before anything can go wrong, so that it can be told; never freed.
static exeunt_error& out_of_memory() {
  static exeunt_error error{failure("there is not enough memory")};
  return error;
}
static const exeunt_error* const made_early = &out_of_memory();

void set_error(exeunt_error** to, const Error& error) noexcept {
  if (to == nullptr) {
    return;
  }
  try {
    *to = new exeunt_error{error};
  } catch (...) {
    set_out_of_memory(to);
  }
}

void clear_error(exeunt_error** to) noexcept {
  if (to != nullptr) {
    *to = nullptr;
  }
}

void set_out_of_memory(exeunt_error** to) noexcept {
  if (to != nullptr) {
    *to = &out_of_memory();
  }
}

std::string Arguments::bytes(const char* name, const char* data, std::size_t size) {
  if (data == nullptr && size != 0) {
    sink_.report<diagnostic::Kind::library_argument>(std::nullopt, name, "null");
    return {};
  }
  return data == nullptr ? std::string() : size == EXEUNT_NUL ? std::string(data) : std::string(data, size);
}

std::string Arguments::text(const char* name, const char* data, std::size_t size) {
  std::string text = bytes(name, data, size);
  check_text(name, text, sink_);
  return text;
}

char* copied(const std::string& text, std::size_t* size) {
  char* const copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) {
    throw std::bad_alloc();
  }
  std::memcpy(copy, text.c_str(), text.size() + 1);
  if (size != nullptr) {
    *size = text.size();
  }
  return copy;
}

const char* borrowed(std::string_view text, std::size_t* size) noexcept {
  if (size != nullptr) {
    *size = text.size();
  }
  return text.data();
}

const char* none(std::size_t* size) noexcept {
  if (size != nullptr) {
    *size = 0;
  }
  return nullptr;
}

static const Diagnostic* find(const exeunt_error* error, std::size_t index) noexcept {
  return error != nullptr && index < error->value.diagnostics.size() ? &error->value.diagnostics[index] : nullptr;
}

}  // namespace exeunt::c

using namespace exeunt::c;

extern "C" {

const char* exeunt_version(void) {
  return exeunt::version().data();
}

void exeunt_text_free(char* text) {
  std::free(text);
}

const char* exeunt_error_text(const exeunt_error* error, size_t* size) {
  return error != nullptr ? borrowed(error->value.text, size) : none(size);
}

size_t exeunt_error_count(const exeunt_error* error) {
  return error != nullptr ? error->value.diagnostics.size() : 0;
}

const char* exeunt_error_get(const exeunt_error* error, size_t index, int member, size_t* size) {
  const exeunt::Diagnostic* const found = find(error, index);
  if (found == nullptr) {
    return none(size);
  }
  switch (member) {
    case EXEUNT_DIAGNOSTIC_CODE:
      return borrowed(found->code, size);
    case EXEUNT_DIAGNOSTIC_MESSAGE:
      return borrowed(found->message, size);
    case EXEUNT_DIAGNOSTIC_FILE:
      return borrowed(found->file, size);
  }
  return none(size);
}

int exeunt_error_severity(const exeunt_error* error, size_t index) {
  const exeunt::Diagnostic* const found = find(error, index);
  if (found == nullptr) {
    return EXEUNT_SEVERITY_NONE;
  }
  switch (found->severity) {
    case exeunt::Severity::note:
      return EXEUNT_NOTE;
    case exeunt::Severity::warning:
      return EXEUNT_WARNING;
    case exeunt::Severity::error:
      return EXEUNT_ERROR;
  }
  return EXEUNT_SEVERITY_NONE;
}

uint64_t exeunt_error_line(const exeunt_error* error, size_t index) {
  const exeunt::Diagnostic* const found = find(error, index);
  return found != nullptr ? found->line : 0;
}

uint64_t exeunt_error_column(const exeunt_error* error, size_t index) {
  const exeunt::Diagnostic* const found = find(error, index);
  return found != nullptr ? found->column : 0;
}

size_t exeunt_error_help_count(const exeunt_error* error, size_t index) {
  const exeunt::Diagnostic* const found = find(error, index);
  return found != nullptr ? found->help.size() : 0;
}

const char* exeunt_error_help(const exeunt_error* error, size_t index, size_t help, size_t* size) {
  const exeunt::Diagnostic* const found = find(error, index);
  return found != nullptr && help < found->help.size() ? borrowed(found->help[help], size) : none(size);
}

void exeunt_error_free(exeunt_error* error) {
  if (error != made_early) {
    delete error;
  }
}

}  // extern "C"
