// Text to something that can be evaluated, in one call: parse, check, prepare.
//
//   const Compiled rule = compile("age >= 18", environment, {.result = Type::boolean()});
//   if (!rule) { std::cerr << rule.issue_text(); }
//   else if (rule.evaluate(bindings).is_true()) { … }
//
// A Compiled is immutable and cheap to copy. Any number of threads may evaluate it at once, each with an activation of its
// own or with one that all of them only read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/cel/check.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/issue_text.h"
#include "interpreter/cel/parse.h"

namespace exeunt::cel {

struct CompileOptions {
  ParseOptions parse = {};
  /// The type that the whole must have, `nullable` and `dyn` included. Nothing: any.
  std::optional<Type> result = {};
  /// False: CEL's unchecked mode. Names, fields and types that do not fit show when the expression is evaluated; `result`
  /// is not looked at.
  bool check = true;
};

class Compiled {
 public:
  /// Whether there is a program. Where not, issues() is not empty.
  bool ok() const { return program_.has_value(); }
  explicit operator bool() const { return ok(); }

  const Issues& issues() const;
  /// The issues as people read them; empty where there are none. The text is the one that was compiled.
  std::string issue_text(const IssueTextOptions& options = {}) const;

  /// The expression's value, which may be `unknown` or `error`. Where there is no program: an error.
  Value evaluate(const Activation& activation, const EvaluateLimits& limits = {}) const;
  /// Why an evaluation answered an error, with the place in the text. Empty where `value` is no error.
  std::string error_text(const Value& value, const IssueTextOptions& options = {}) const;

  const std::string& text() const;
  /// The static type; Type::error() where there is no program.
  Type type() const;
  /// For tracing, and for reading the checked tree. Null where there is none.
  const Program* program() const { return program_ ? &*program_ : nullptr; }

 private:
  friend Compiled compile(std::string_view, const Environment&, const CompileOptions&);
  struct Source {
    std::string text;
    Issues issues;
  };
  Compiled(std::shared_ptr<const Source> source, std::optional<Program> program)
      : source_(std::move(source)), program_(std::move(program)) {}

  std::shared_ptr<const Source> source_;
  std::optional<Program> program_;
};

/// Never fails otherwise than by issues. The environment is copied, which costs a reference; what it refers to (the
/// TypeProvider) must not change afterwards.
Compiled compile(std::string_view text, const Environment& environment, const CompileOptions& options = {});

}  // namespace exeunt::cel
