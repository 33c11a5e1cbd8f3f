#include "interpreter/source/temporaries.h"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "interpreter/source/descriptor.h"

namespace exeunt::source {

namespace {

// A process has one or two at a time. The text of a name is freed by whoever takes it out of its slot, so that owner and
// handler never both hold it.
constexpr std::size_t most_names = 64;
std::array<std::atomic<char*>, most_names> remembered_names{};
static_assert(std::atomic<char*>::is_always_lock_free);

}  // namespace

TemporaryName::TemporaryName(std::string path) : path_(std::move(path)) {
  remembered_ = ::strdup(path_.c_str());
  for (std::atomic<char*>& slot : remembered_names) {
    char* nothing = nullptr;
    if (remembered_ != nullptr && slot.compare_exchange_strong(nothing, remembered_)) {
      slot_ = &slot;
      return;
    }
  }
  std::free(std::exchange(remembered_, nullptr));
}

TemporaryName::TemporaryName(TemporaryName&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      slot_(std::exchange(other.slot_, nullptr)),
      remembered_(std::exchange(other.remembered_, nullptr)) {}

TemporaryName& TemporaryName::operator=(TemporaryName&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(slot_, other.slot_);
  std::swap(remembered_, other.remembered_);
  return *this;
}

TemporaryName::~TemporaryName() {
  if (!path_.empty()) {
    ::unlink(path_.c_str());
  }
  forget();
}

void TemporaryName::forget() noexcept {
  path_.clear();
  char* expected = remembered_;
  if (slot_ != nullptr && slot_->compare_exchange_strong(expected, nullptr)) {
    std::free(remembered_);
  }
  slot_ = nullptr;
  remembered_ = nullptr;
}

std::string unused_name(const std::string& folder) {
  constexpr std::size_t length = 12;
  constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::array<unsigned char, length> chance{};
  if (::getrandom(chance.data(), chance.size(), 0) != static_cast<ssize_t>(chance.size())) {
    const auto process = static_cast<uint64_t>(::getpid());
    std::memcpy(chance.data(), &process, sizeof process);
  }
  std::string name = (folder.empty() ? std::string(".") : folder) + "/.exeunt-";
  for (const unsigned char each : chance) {
    name += letters[each % 32u];
  }
  return name;
}

std::string temporary_folder() {
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(ignored);
  return folder.empty() ? "/tmp" : folder.string();
}

std::variant<TemporaryName, std::string> make_temporary_file() {
  TemporaryName name(unused_name(temporary_folder()));
  const int descriptor = open_file(name.path(), O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (descriptor < 0) {
    const int error = errno;
    name.forget();
    return system_message(error);
  }
  ::close(descriptor);
  return name;
}

void remove_temporaries() noexcept {
  const int before = errno;
  for (std::atomic<char*>& slot : remembered_names) {
    if (const char* const path = slot.exchange(nullptr); path != nullptr) {
      ::unlink(path);
    }
  }
  errno = before;
}

}  // namespace exeunt::source
