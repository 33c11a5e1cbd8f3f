#include <algorithm>
#include <limits>

#include "interpreter/source/input.h"
#include "interpreter/source/source.h"
#include "interpreter/source/utf8.h"

namespace exeunt::source {

FileId Manager::add(std::string name, std::string text, uint32_t first_line) {
  const FileId id{static_cast<uint32_t>(files_.size())};
  files_.emplace_back(std::move(name), std::move(text), first_line);
  return id;
}

/// A Span counts in 32 bits.
static uint64_t most_bytes(const LoadLimits& limits) {
  return std::min<uint64_t>(limits.max_bytes, std::numeric_limits<uint32_t>::max());
}

std::variant<FileId, LoadError> Manager::load(const std::string& path, const LoadLimits& limits) {
  auto opened = Input::open(path);
  if (auto* error = std::get_if<LoadError>(&opened)) {
    return std::move(*error);
  }
  Input& input = std::get<Input>(opened);
  auto read = read_all(input, most_bytes(limits));
  if (auto* error = std::get_if<LoadError>(&read)) {
    return std::move(*error);
  }
  return accept(input.name(), std::move(std::get<std::string>(read)), limits);
}

std::variant<FileId, LoadError> Manager::accept(std::string name, std::string text, const LoadLimits& limits) {
  if (text.size() > most_bytes(limits)) {
    return LoadError{LoadError::Reason::too_large, std::move(name), std::to_string(most_bytes(limits))};
  }
  if (text.empty()) {
    return LoadError{LoadError::Reason::empty, std::move(name), {}};
  }
  if (const std::size_t at = text.find('\0'); at != std::string::npos) {
    return LoadError{LoadError::Reason::nul_byte, std::move(name), {}, at};
  }
  if (const std::size_t at = find_invalid_utf8(text); at != text.size()) {
    return LoadError{LoadError::Reason::invalid_utf8, std::move(name), {}, at};
  }
  return add(std::move(name), std::move(text));
}

}  // namespace exeunt::source
