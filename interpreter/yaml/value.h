// Scalars and lists of scalars as the abstract syntax wants them. Each function reports what is wrong with the value and
// gives nothing then.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/yaml/mapping.h"

namespace exeunt::yaml {

/// What characters a name may have; see policies/LANGUAGE.md.
enum class NameKind { identifier, dashed, dotted };

std::optional<ast::Name> read_name(Reader& reader, const Entry& entry, NameKind kind);
/// One name, or a list of them with at least one item.
std::vector<ast::Name> read_names(Reader& reader, const Entry& entry, NameKind kind);
std::optional<ast::Text> read_text(Reader& reader, const Entry& entry);
std::optional<bool> read_bool(Reader& reader, const Entry& entry);
/// CEL, parsed once so that its errors are known; the text is kept.
std::optional<ast::Expression> read_expression(Reader& reader, const Entry& entry);
/// A phrase of the DSL's grammar, for one of the parsers in syntax/. Its `//` comments join the file's.
std::optional<ast::Expression> read_phrase(Reader& reader, const Entry& entry, std::string_view wanted);

/// The entry's items, each under the entry's key: those of a list, else the value itself. An empty list is reported.
std::vector<Entry> read_items(Reader& reader, const Entry& entry);

/// Whether the value is a mapping; reports what it is instead. `wanted` as in "a mapping of fields".
bool expect_mapping(Reader& reader, const Entry& entry, std::string_view wanted);

// The same for a key that may be absent. The value stays empty then.
void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, std::optional<ast::Text>& out);
void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, std::optional<ast::Expression>& out);
void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, NameKind kind,
                   std::optional<ast::Name>& out);
void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, NameKind kind,
                   std::vector<ast::Name>& out);

/// The name that the key of an entry is, as in `fields: {owner: …}`.
std::optional<ast::Name> key_name(Reader& reader, const Entry& entry, NameKind kind);

}  // namespace exeunt::yaml
