#include "tests/differential/shrink.h"

#include <algorithm>

#include "interpreter/cel/parse.h"
#include "interpreter/format/verify.h"
#include "interpreter/syntax/parse.h"
#include "tests/differential/spelling.h"

namespace exeunt::differential {

namespace {

using plan::Value;

class Shrinker {
 public:
  Shrinker(const Library& library, const Case& found, const Property& property, const std::string& folder, int most_tries)
      : library_(library), property_(property), folder_(folder), left_(most_tries), best_(found) {}

  Case run() {
    // The account as everybody writes it, if that is enough.
    accept([](Case& tried) { tried.lines = as_lines(tried.account); });
    keeps_lines_ = best_.lines != as_lines(best_.account);
    std::size_t before = 0;
    do {
      before = weight();
      shrink_objects();
      shrink_request();
      shrink_files();
      shrink_lines();
      shrink_expressions();
      shrink_members();
    } while (weight() < before && left_ > 0);
    return best_;
  }

 private:
  std::size_t weight() const {
    std::size_t out = best_.lines.size() + best_.request.arguments.size() + best_.request.transfers.size();
    for (const pack::NamedText& each : best_.pack) {
      out += each.text.size();
    }
    return out;
  }

  /// Whether the case still disagrees after the change, which is kept then.
  template <class Change>
  bool accept(Change change) {
    if (left_ <= 0) {
      return false;
    }
    --left_;
    Case tried = best_;
    change(tried);
    if (try_case(library_, tried, property_, folder_).empty()) {
      return false;
    }
    best_ = std::move(tried);
    return true;
  }

  template <class Change>
  bool accept_account(Change change) {
    return !keeps_lines_ && accept([&](Case& tried) {
      change(tried.account);
      tried.lines = as_lines(tried.account);
    });
  }

  /// Leaves out runs of elements, long ones first. `leave_out(from, count)` tries.
  template <class LeaveOut>
  void leave_out_runs(std::size_t size, LeaveOut leave_out) {
    for (std::size_t run = std::max<std::size_t>(size / 2, 1); run > 0; run /= 2) {
      for (std::size_t from = 0; from < size;) {
        const std::size_t count = std::min(run, size - from);
        if (leave_out(from, count)) {
          size -= count;
        } else {
          from += count;
        }
      }
    }
  }

  void shrink_objects() {
    if (keeps_lines_) {
      shrink_raw_lines();
      return;
    }
    leave_out_runs(best_.account.objects.size(), [&](std::size_t from, std::size_t count) {
      return accept_account([&](Account& account) {
        const auto begin = account.objects.begin() + static_cast<std::ptrdiff_t>(from);
        account.objects.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
      });
    });
    accept_account([](Account& account) { account.absent_is_null = false; });
    accept_account([](Account& account) { account.incomplete.clear(); });
  }

  /// Where it is the spelling that matters: the lines as they are.
  void shrink_raw_lines() {
    const auto cut = [](const std::string& text) {
      std::vector<std::string> out;
      for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        out.push_back(text.substr(begin, end - begin));
        begin = end;
      }
      return out;
    };
    leave_out_runs(cut(best_.lines).size(), [&](std::size_t from, std::size_t count) {
      return accept([&](Case& tried) {
        std::vector<std::string> lines = cut(tried.lines);
        const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(from);
        lines.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
        tried.lines.clear();
        for (const std::string& each : lines) {
          tried.lines += each;
        }
        tried.account = account_of(tried.lines);
      });
    });
  }

  void shrink_members() {
    for (std::size_t object = 0; object < best_.account.objects.size(); ++object) {
      const auto members = [&](Account& account) -> Value::Members& {
        return std::get<Value::Members>(account.objects[object].data);
      };
      for (std::size_t i = members(best_.account).size(); i-- > 0;) {
        const std::string name = members(best_.account)[i].first;
        if (name == "type" || name == "id" ||
            accept_account([&](Account& account) {
              members(account).erase(members(account).begin() + static_cast<std::ptrdiff_t>(i));
            })) {
          continue;
        }
        for (const Value& simple : {Value{}, Value{false}, Value{int64_t{0}}, Value{std::string()}, Value{Value::List{}}}) {
          const Value& now = members(best_.account)[i].second;
          if (now != simple && (simple.data.index() == now.data.index() || simple == Value{}) &&
              accept_account([&](Account& account) { members(account)[i].second = simple; })) {
            break;
          }
        }
      }
    }
  }

  void shrink_request() {
    for (std::size_t i = best_.request.transfers.size(); i-- > 0;) {
      accept([&](Case& tried) {
        tried.request.transfers.erase(tried.request.transfers.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
    for (std::size_t i = best_.request.arguments.size(); i-- > 0;) {
      accept([&](Case& tried) {
        tried.request.arguments.erase(tried.request.arguments.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
    accept([](Case& tried) { tried.request.howtos = false; });
    accept([](Case& tried) { tried.request.locale.clear(); });
    accept([](Case& tried) { tried.request.by.clear(); });
    if (best_.request.at != "2024-03-01T09:00:00Z") {
      accept([](Case& tried) { tried.request.at = "2024-03-01T09:00:00Z"; });
    }
  }

  /// Whole files, then the layout in which every clause has a line of its own.
  void shrink_files() {
    for (std::size_t i = best_.pack.size(); i-- > 0 && best_.pack.size() > 1;) {
      accept([&](Case& tried) { tried.pack.erase(tried.pack.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    for (std::size_t i = 0; i < best_.pack.size(); ++i) {
      source::Manager sources;
      diagnostic::Sink sink;
      if (best_.pack[i].name.ends_with(".policy")) {
        const ast::File file = syntax::parse(sources, sources.add(best_.pack[i].name, best_.pack[i].text), sink);
        const auto text = format::rewrite(file, sources, ast::File::Spelling::dsl, syntax::parse, sink);
        if (text && *text != best_.pack[i].text) {
          accept([&](Case& tried) { tried.pack[i].text = *text; });
        }
      }
      leave_out_declarations(i);
    }
  }

  ast::File parsed(std::size_t file) const {
    source::Manager sources;
    diagnostic::Sink sink;
    return syntax::parse(sources, sources.add(best_.pack[file].name, best_.pack[file].text), sink);
  }

  void leave_out_declarations(std::size_t file) {
    const auto spans = [&] {
      std::vector<ast::Span> out;
      if (best_.pack[file].name.ends_with(".policy")) {
        for (const ast::Declaration& each : parsed(file).declarations) {
          out.push_back(each.span);
        }
      }
      return out;
    };
    leave_out_runs(spans().size(), [&](std::size_t from, std::size_t count) {
      const std::vector<ast::Span> now = spans();
      return from + count <= now.size() && accept([&](Case& tried) {
        for (std::size_t i = from + count; i-- > from;) {
          tried.pack[file].text.erase(now[i].begin, now[i].end - now[i].begin);
        }
      });
    });
  }

  void shrink_lines() {
    for (std::size_t file = 0; file < best_.pack.size(); ++file) {
      const auto begins = [&] {
        std::vector<std::size_t> out{0};
        const std::string& text = best_.pack[file].text;
        for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
          out.push_back(at + 1);
        }
        return out;
      };
      leave_out_runs(begins().size() - 1, [&](std::size_t from, std::size_t count) {
        const std::vector<std::size_t> now = begins();
        return count < 9 && from + count < now.size() && accept([&](Case& tried) {
          tried.pack[file].text.erase(now[from], now[from + count] - now[from]);
        });
      });
    }
  }

  /// Where expressions stand in a file: conditions and everything else that is CEL.
  std::vector<ast::Expression> expressions(std::size_t file) const {
    std::vector<ast::Expression> out;
    const auto add = [&](const std::optional<ast::Expression>& each) {
      if (each) {
        out.push_back(*each);
      }
    };
    for (const ast::Declaration& declaration : parsed(file).declarations) {
      if (const auto* const rule = std::get_if<ast::Rule>(&declaration.body)) {
        add(rule->where);
        add(rule->due);
        add(rule->unless);
        for (const ast::Call& call : rule->then) {
          for (const ast::CallArgument& argument : call.arguments) {
            out.push_back(argument.value);
          }
        }
      } else if (const auto* const let = std::get_if<ast::Let>(&declaration.body)) {
        if (const auto* const lookup = std::get_if<ast::Lookup>(&let->value)) {
          add(lookup->where);
        } else {
          out.push_back(std::get<ast::Expression>(let->value));
        }
      } else if (const auto* const advice = std::get_if<ast::Advice>(&declaration.body)) {
        add(advice->where);
      } else if (const auto* const display = std::get_if<ast::Display>(&declaration.body)) {
        add(display->where);
      } else if (const auto* const event = std::get_if<ast::Event>(&declaration.body)) {
        for (const ast::Guard& guard : event->guards) {
          out.push_back(guard.require);
        }
      } else if (const auto* const outcome = std::get_if<ast::Outcome>(&declaration.body)) {
        for (const ast::Write& write : outcome->writes) {
          add(write.value);
        }
      }
    }
    return out;
  }

  /// Each part of an expression in place of the whole, and `true` and `false` in place of a part.
  void shrink_expressions() {
    for (std::size_t file = 0; file < best_.pack.size(); ++file) {
      for (std::size_t which = 0; best_.pack[file].name.ends_with(".policy") && which < expressions(file).size(); ++which) {
        while (shrink_expression(file, which)) {
        }
      }
    }
  }

  bool shrink_expression(std::size_t file, std::size_t which) {
    const auto all = expressions(file);
    if (which >= all.size()) {
      return false;
    }
    const ast::Expression whole = all[which];
    cel::Issues issues;
    const std::optional<cel::Ast> tree = cel::parse(whole.text, issues);
    if (!tree) {
      return false;
    }
    const auto replace = [&](uint32_t begin, uint32_t end, const std::string& by) {
      return end - begin > by.size() && accept([&](Case& tried) {
        tried.pack[file].text.replace(whole.span.begin + begin, end - begin, by);
      });
    };
    for (const cel::Node& node : tree->nodes) {
      for (const cel::NodeId child : node.children) {
        const cel::Node& part = (*tree)[child];
        if (replace(node.begin, node.end, whole.text.substr(part.begin, part.end - part.begin))) {
          return true;
        }
      }
      for (const char* const constant : {"true", "false", "1", "''", "null"}) {
        if (node.end - node.begin > 6 && replace(node.begin, node.end, constant)) {
          return true;
        }
      }
    }
    return false;
  }

  const Library& library_;
  const Property& property_;
  const std::string& folder_;
  int left_;
  Case best_;
  bool keeps_lines_ = false;
};

}  // namespace

std::string try_case(const Library& library, const Case& tried, const Property& property, const std::string& folder) {
  Compiled compiled = compile(library, tried.pack);
  if (!compiled.program || compiled.program->find_event(tried.request.event) == nullptr) {
    return {};
  }
  Trial trial(library, compiled, tried, folder);
  return property.hold(trial);
}

Case shrink(const Library& library, const Case& found, const Property& property, const std::string& folder,
            int most_tries) {
  return Shrinker(library, found, property, folder, most_tries).run();
}

}  // namespace exeunt::differential
