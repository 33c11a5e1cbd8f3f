#include "interpreter/source/handover.h"

namespace exeunt::source {

std::unique_lock<std::mutex> hold_handovers() {
  static std::mutex& handing_over = *new std::mutex;  // never destroyed: threads may still wait for it
  return std::unique_lock(handing_over);
}

}  // namespace exeunt::source
