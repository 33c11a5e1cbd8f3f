// How an account file begins: in which spelling, and what it says of itself.
#pragma once

#include <optional>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/snapshot/receiver.h"
#include "interpreter/source/seekable.h"

namespace exeunt::snapshot {

/// By the first character: JSON begins with a bracket. One object a line, unless the first line is not a whole object,
/// or is one that holds the list of all others.
Spelling tell_spelling(Reader& reader, const Line& first);

/// Whether the first object of NDJSON is none of the account's.
bool is_header(const RawValue& object);
void read_header(const RawValue& object, const Text& text, Receiver& receiver, Problems& problems);

/// What a file of NDJSON begins with.
struct Opening {
  Header header;
  uint64_t first_object = 0;  ///< offset of the line behind the header, or of the first one
};

/// False: the file is larger than `options` allow, as was reported.
bool check_size(const source::Seekable& file, const ReadOptions& options, diagnostic::Sink& sink);

/// Nothing: it is not NDJSON, or has something at its beginning about which a reader will have something to say.
std::optional<Opening> find_ndjson(const source::Seekable& file, const model::Model& model, const ReadOptions& options);

}  // namespace exeunt::snapshot
