#include "interpreter/plan/large.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/recognise.h"

namespace exeunt::plan {

using diagnostic::Kind;

const LargePlan::Region* LargePlan::region(std::string_view name) const {
  const auto found = regions_.find(name);
  return found == regions_.end() ? nullptr : &found->second;
}

/// Lines and columns are counted when something is wrong, and only then: it takes another pass over what stands before.
diagnostic::Place LargePlan::place(uint64_t offset) const {
  const source::Seekable& document = written_ != nullptr ? *written_ : *input_;
  if (written_ != nullptr) {
    const auto behind = std::upper_bound(origins_.begin(), origins_.end(), offset,
                                         [](uint64_t at, const Origin& origin) { return at < origin.offset; });
    offset = behind == origins_.begin() ? 0 : std::prev(behind)->written;
  }
  uint64_t line = 1;
  uint32_t column = 1;
  std::vector<char> piece(std::size_t{1} << 20);
  for (uint64_t at = 0; at < offset;) {
    const auto wanted = static_cast<std::size_t>(std::min<uint64_t>(piece.size(), offset - at));
    const auto result = document.read(at, piece.data(), wanted);
    const auto* count = std::get_if<std::size_t>(&result);
    if (count == nullptr || *count == 0) {
      break;
    }
    for (std::size_t i = 0; i < *count; ++i) {
      if (piece[i] == '\n') {
        ++line;
        column = 1;
      } else if ((static_cast<unsigned char>(piece[i]) & 0xc0) != 0x80) {
        ++column;
      }
    }
    at += *count;
  }
  return {name(), line, column};
}

bool LargePlan::relay(const diagnostic::Sink& said, uint64_t offset) {
  return relay(said, [offset](uint64_t at) { return offset + at; });
}

bool LargePlan::relay(const diagnostic::Sink& said, const std::function<uint64_t(uint64_t)>& where) {
  for (const diagnostic::Diagnostic& one : said.diagnostics()) {
    auto builder = sink_->add(one.kind, std::nullopt, one.message);
    if (one.span) {
      builder.at(place(where(one.span->begin)));
    }
    for (const std::string& help : one.help) {
      builder.help(help);
    }
  }
  errors_ += said.errors();
  return !said.has_errors();
}

bool LargePlan::report_cut(const Window& window, std::string_view what) {
  if (window.error()) {
    diagnostic::report(*sink_, *window.error());
    ++errors_;
    return true;
  }
  if (window.is_overfull()) {
    report<Kind::plan_entry_too_large>(window.offset(), what, Window::max_capacity);
    return true;
  }
  return false;
}

std::optional<std::string> LargePlan::text(Region region, std::string_view what) {
  Window window(*input_, region.begin, region.end);
  const auto size = static_cast<std::size_t>(region.end - region.begin);
  const std::string_view found = window.ahead(size);
  if (found.size() == size) {
    return std::string(found);
  }
  if (!report_cut(window, what)) {
    report<Kind::plan_truncated>(region.begin + found.size(), name(), "unexpected end of input");
  }
  return std::nullopt;
}

std::optional<Value> LargePlan::parse(const std::string& path, std::string_view text, uint64_t offset) {
  auto parsed = parse_json(text);
  const auto* error = std::get_if<ParseError>(&parsed);
  if (error == nullptr) {
    return std::move(std::get<Value>(parsed));
  }
  diagnostic::Sink said;
  ReadContext context{{}, text, 0, path, {}, said};
  report_unparsed(context, name(), *error);
  relay(said, offset);
  return std::nullopt;
}

template <class T>
bool LargePlan::read_member(std::string_view name, bool is_required, Value::Members& head, T& out) {
  const Region* where = region(name);
  if (where == nullptr) {
    if (is_required) {
      report<Kind::plan_member_missing>(0, "the plan", name);
    }
    return !is_required;
  }
  const auto piece = text(*where, name);
  auto value = piece ? parse(std::string(name), *piece, where->begin) : std::nullopt;
  if (!value) {
    return false;
  }
  const std::string before = fmt::format("{{\"{}\":", name);
  const std::string around = before + *piece;
  diagnostic::Sink said;
  ReadContext context{{}, around, 0, {}, {}, said};
  Value::Members members{{std::string(name), *value}};
  Reader(context, members).required(name, out);
  head.emplace_back(name, std::move(*value));
  return relay(said, where->begin - before.size());
}

bool LargePlan::read_document_head(Value::Members& head, Plan& typed) {
  return read_member("policy", true, head, typed.policy) && read_member("snapshot", true, head, typed.snapshot) &&
         read_member("request", true, head, typed.request) && read_member("phases", false, head, typed.phases) &&
         read_member("verdict", true, head, typed.verdict) && read_member("summary", true, head, typed.summary);
}

static std::optional<Value> take_member(Value::Members& members, std::string_view name) {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.first == name; });
  if (found == members.end()) {
    return std::nullopt;
  }
  std::optional<Value> value(std::move(found->second));
  members.erase(found);
  return value;
}

/// The first line or the last, read into `out` by `read`; its members are left in the answer.
template <class Read>
std::optional<Value::Members> LargePlan::read_head_line(std::string_view record, Read read) {
  const Region* where = region(record);
  if (where == nullptr) {
    report<Kind::plan_member_missing>(0, "the plan", record);
    return std::nullopt;
  }
  const auto line = text(*where, "line");
  const auto value = line ? parse(std::string(record), *line, where->begin) : std::nullopt;
  if (!value) {
    return std::nullopt;
  }
  diagnostic::Sink said;
  ReadContext context{{}, *line, 0, std::string(record), {}, said};
  const auto* members = std::get_if<Value::Members>(&value->data);
  if (members == nullptr) {
    context.wrong_kind(*value, "an object");
  } else {
    Value::Members copy = *members;
    Reader reader(context, copy);
    read(reader);
  }
  return relay(said, where->begin) ? std::optional(*members) : std::nullopt;
}

bool LargePlan::read_line_head(Value::Members& head, Plan& typed) {
  auto first = read_head_line("plan", [&](Reader& reader) { head_members(reader, typed); });
  auto last = first ? read_head_line("summary",
                                     [&](Reader& reader) {
                                       reader.required("verdict", typed.verdict);
                                       members(reader, typed.summary);
                                     })
                    : std::nullopt;
  if (!last) {
    return false;
  }
  take_member(*last, "record");
  for (const char* name : {"policy", "snapshot", "request", "phases"}) {
    if (auto value = take_member(*first, name)) {
      head.emplace_back(name, std::move(*value));
    }
  }
  if (auto verdict = take_member(*last, "verdict")) {
    head.emplace_back("verdict", std::move(*verdict));
  }
  head.emplace_back("summary", Value{std::move(*last)});
  return true;
}

bool LargePlan::read_head(Value::Members& head, Plan& typed) {
  return form_ == Form::lines ? read_line_head(head, typed) : read_document_head(head, typed);
}

}  // namespace exeunt::plan
