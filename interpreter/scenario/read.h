// Reads scenario files. Nothing is looked up in a pack here: names.h does that.
#pragma once

#include <optional>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/scenario/scenario.h"
#include "interpreter/source/source.h"
#include "interpreter/yaml/document.h"

namespace exeunt::scenario {

/// No value: what is wrong with the file, every mistake of it, is in the sink. Account files that it names are loaded.
std::optional<File> read(source::FileId file, source::Manager& sources, diagnostic::Sink& sink);

/// Whether a YAML file is an account that scenario files name, and no scenario file itself.
bool is_account(const source::Manager& sources, source::FileId file);

// read_expectation.cpp
std::optional<Expectation> read_expectation(const yaml::Node& node, Span key, std::string_view text,
                                            diagnostic::Sink& sink);
std::optional<Blocked> read_blocked(const yaml::Node& node, Span key, diagnostic::Sink& sink);
std::optional<Conflicted> read_conflicted(const yaml::Node& node, Span key, diagnostic::Sink& sink);
std::vector<ExpectedState> read_states(const yaml::Node& node, std::string_view text, diagnostic::Sink& sink);

/// The text of a scalar; reports where it is something else.
std::optional<Name> read_word(std::string_view called, const yaml::Node& node, diagnostic::Sink& sink);
/// A list of texts, or one text.
std::vector<Name> read_words(std::string_view called, const yaml::Node& node, diagnostic::Sink& sink);
/// `30d` or, where `or_time`, a time. Reports where it is neither.
std::optional<Due> read_due(const Name& word, bool or_time, diagnostic::Sink& sink);

}  // namespace exeunt::scenario
