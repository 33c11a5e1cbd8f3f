#include <exeunt/exeunt.h>

namespace exeunt {

std::string_view version() noexcept {
  return EXEUNT_VERSION;
}

}  // namespace exeunt
