// The account of a scenario, from what the file says to what engines take.
#pragma once

#include <optional>

#include "interpreter/apply/account.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/model/model.h"
#include "interpreter/scenario/scenario.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/source/source.h"
#include "interpreter/yaml/document.h"

namespace exeunt::scenario {

/// Reads what stands under `account`: a list of objects, or the name of a file that holds one, relative to the scenario
/// file: YAML, JSON or NDJSON as snapshots have it. Mistakes are in the sink; what could be read is answered.
Account read_account(const yaml::Node& node, source::FileId file, source::Manager& sources, diagnostic::Sink& sink);

/// `base` with the objects of `own`, which take the places of those of the same name; the others follow.
Account merge(const Account& base, const Account& own);

/// Typed by a model. A type or field that the model does not have is a mistake here, because nobody else would notice;
/// an object that is only referred to is not. No value: what is wrong was reported at its place in the file.
std::optional<snapshot::Account> load(const Account& account, const model::Model& model, diagnostic::Sink& sink);

/// The same of an account that has been changed: objects that the file does not have have no place in it.
std::optional<snapshot::Account> load(const apply::Account& account, bool absent_is_null, const model::Model& model,
                                      diagnostic::Sink& sink);

}  // namespace exeunt::scenario
