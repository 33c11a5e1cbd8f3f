// The objects of an account file, one by one, whichever of the three spellings it has.
#pragma once

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/snapshot/receiver.h"

namespace exeunt::snapshot {

/// Hands every object to `receiver`. False: the file could not be read to its end, which was reported to `sink`; what is
/// wrong with what was read is in `problems`.
bool read_objects(Reader& reader, Receiver& receiver, Problems& problems, diagnostic::Sink& sink,
                  const ReadOptions& options);

}  // namespace exeunt::snapshot
