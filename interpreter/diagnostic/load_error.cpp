#include "interpreter/diagnostic/load_error.h"

namespace exeunt::diagnostic {

Builder report(Sink& sink, const source::LoadError& error) {
  using Reason = source::LoadError::Reason;
  switch (error.reason) {
    case Reason::not_found:
      return sink.report<Kind::file_not_found>(std::nullopt, error.name);
    case Reason::is_directory:
      return sink.report<Kind::file_is_directory>(std::nullopt, error.name);
    case Reason::too_large:
      return sink.report<Kind::file_too_large>(std::nullopt, error.name, error.detail);
    case Reason::invalid_utf8:
      return sink.report<Kind::file_invalid_utf8>(std::nullopt, error.name, error.offset);
    case Reason::nul_byte:
      return sink.report<Kind::file_nul_byte>(std::nullopt, error.name, error.offset);
    case Reason::empty:
      return sink.report<Kind::file_empty>(std::nullopt, error.name);
    case Reason::unreadable:
      break;
  }
  return sink.report<Kind::file_unreadable>(std::nullopt, error.name, error.detail);
}

}  // namespace exeunt::diagnostic
