#include "interpreter/source/entry.h"

#include <sys/stat.h>

#include <cerrno>

namespace exeunt::source {

static bool is_missing() {
  return errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG || errno == ELOOP;
}

bool may_exist(const std::string& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0 || !is_missing();
}

bool may_be_folder(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 ? S_ISDIR(status.st_mode) : !is_missing();
}

bool may_be_file(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 ? S_ISREG(status.st_mode) : !is_missing();
}

}  // namespace exeunt::source
