// Says in the project's words why a file could not be taken in.
#pragma once

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::diagnostic {

/// Reports the error under its code (E0001 to E0007).
Builder report(Sink& sink, const source::LoadError& error);

}  // namespace exeunt::diagnostic
