#include <algorithm>
#include <filesystem>
#include <map>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"
#include "interpreter/scenario/account.h"
#include "interpreter/scenario/keys.h"
#include "interpreter/scenario/value.h"

namespace exeunt::scenario {

using diagnostic::Kind;
using yaml::Node;

namespace {

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Walks a node and follows where `plan::write_value` puts each of its values.
class Placer {
 public:
  explicit Placer(std::string_view text) : text_(text) {}

  void walk(const Node& node) {
    places_.push_back({column_, head(node)});
    if (node.kind != Node::Kind::list && node.kind != Node::Kind::mapping) {
      column_ += code_points(plan::write_value(value(node, text_)));
      return;
    }
    const bool is_mapping = node.kind == Node::Kind::mapping;
    ++column_;  // the bracket
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (is_mapping && i % 2 == 0) {
        column_ += i == 0 ? 0 : 2;  // ", "
        places_.push_back({column_, node.items[i].span});
        column_ += code_points(plan::write_value({node.items[i].text})) + 2;  // ": "
      } else {
        column_ += is_mapping || i == 0 ? 0 : 2;
        walk(node.items[i]);
      }
    }
    ++column_;
  }

  std::vector<Place> take() { return std::move(places_); }

 private:
  std::string_view text_;
  std::size_t column_ = 0;
  std::vector<Place> places_;
};

class AccountReader {
 public:
  AccountReader(source::Manager& sources, diagnostic::Sink& sink) : sources_(sources), sink_(sink) {}

  void read_list(const Node& list, source::FileId file) {
    const std::string_view text = sources_.file(file).text();
    for (const Node& item : list.items) {
      if (item.kind != Node::Kind::mapping) {
        report_kind("an object of the account", "a mapping", item, sink_);
        continue;
      }
      Object object;
      object.value = value(item, text);
      object.span = head(item);
      Placer placer(text);
      placer.walk(item);
      object.places = placer.take();
      add(std::move(object));
    }
  }

  void read_file(const std::string& path, Span named) {
    const auto loaded = sources_.load(path);
    if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
      diagnostic::Sink found;
      diagnostic::report(found, *error);
      for (const diagnostic::Diagnostic& each : found.diagnostics()) {
        sink_.add(each.kind, named, each.message);
      }
      return;
    }
    const auto file = std::get<source::FileId>(loaded);
    const std::string_view text = sources_.file(file).text();
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin != std::string_view::npos && text[begin] == '{') {
      read_lines(file);
      return;
    }
    const yaml::Document document = yaml::load(sources_, file, sink_);
    if (document.root) {
      read_document(*document.root, file, path);
    }
  }

  Account take() { return std::move(account_); }

 private:
  /// A list, or a mapping that has it under `objects`.
  void read_document(const Node& root, source::FileId file, const std::string& path) {
    const Node* list = root.kind == Node::Kind::list ? &root : nullptr;
    if (root.kind == Node::Kind::mapping) {
      for (const Pair& pair : pairs(root, sink_)) {
        if (pair.key.text == "objects" && pair.value->kind == Node::Kind::list) {
          list = pair.value;
        } else if (pair.key.text == "absent") {
          account_.absent_is_null = pair.value->text == "null";
        }
      }
    }
    if (list == nullptr) {
      sink_.report<Kind::scenario_not_an_account>(head(root), path);
      return;
    }
    read_list(*list, file);
  }

  /// NDJSON: one object a line.
  void read_lines(source::FileId file) {
    const std::string_view text = sources_.file(file).text();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
        read_line(line, {file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      }
      begin = end + 1;
    }
  }

  void read_line(std::string_view line, Span span) {
    auto parsed = plan::parse_json(line);
    if (const auto* error = std::get_if<plan::ParseError>(&parsed)) {
      span.begin += static_cast<uint32_t>(error->offset);
      sink_.report<Kind::scenario_account_not_json>(Span{span.file, span.begin, span.begin});
      return;
    }
    Object object;
    object.value = std::get<plan::Value>(std::move(parsed));
    object.span = span;
    const bool is_header =
        apply::find_member(object.value, "format") != nullptr && apply::find_member(object.value, "type") == nullptr;
    if (is_header) {
      const plan::Value* absent = apply::find_member(object.value, "absent");
      account_.absent_is_null = absent != nullptr && *absent == plan::Value{"null"};
    } else {
      add(std::move(object));
    }
  }

  void add(Object object) {
    object.name = apply::name_of(object.value);
    if (object.name.empty()) {
      sink_.report<Kind::scenario_object_unnamed>(object.span);
      return;
    }
    const auto [first, is_new] = places_.emplace(object.name, object.span);
    if (!is_new) {
      sink_.report<Kind::scenario_duplicate_object>(object.span, object.name).label(first->second, "first given here");
      return;
    }
    account_.objects.push_back(std::move(object));
  }

  source::Manager& sources_;
  diagnostic::Sink& sink_;
  Account account_;
  std::map<std::string, Span> places_;
};

}  // namespace

Account read_account(const Node& node, source::FileId file, source::Manager& sources, diagnostic::Sink& sink) {
  AccountReader reader(sources, sink);
  if (node.kind == Node::Kind::list) {
    reader.read_list(node, file);
  } else if (node.kind == Node::Kind::scalar) {
    const auto folder = std::filesystem::path(sources.file(file).name()).parent_path();
    reader.read_file((folder / node.text).string(), node.span);
  } else {
    report_kind("`account`", "a list of objects, or the name of a file", node, sink);
  }
  return reader.take();
}

}  // namespace exeunt::scenario
