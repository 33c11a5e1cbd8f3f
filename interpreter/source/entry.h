// Whether there is something at a path, for files that may be left out and folders that are searched.
//
// Only where the system says that nothing is there, nothing is. Where it says anything else (no permission, a broken disk)
// the answer is yes, so that whoever reads it next is told why it cannot be read, instead of going on without it.
#pragma once

#include <string>

namespace exeunt::source {

/// Anything, a link that leads nowhere included.
bool may_exist(const std::string& path);
/// A folder, or a link to one.
bool may_be_folder(const std::string& path);
/// A file that can be read to its end, or a link to one: neither a folder nor a pipe or device.
bool may_be_file(const std::string& path);

}  // namespace exeunt::source
