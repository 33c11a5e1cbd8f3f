// Bytes as text.
#pragma once

#include <string>
#include <string_view>

namespace exeunt::cel::library {

/// RFC 4648, the standard alphabet, padded.
std::string base64(std::string_view bytes);

}  // namespace exeunt::cel::library
