// The Common Expression Language, all of it: include this, link `exeunt::cel`. See README.md beside this file.
//
//   Vocabulary        what expressions may name, and the C++ behind it     host/vocabulary.h
//   compile, Compiled text to something that can be evaluated              compile.h
//   Bindings          values for variables                                 host/bindings.h
//   Value, Type       what expressions are about                           value.h, type.h
//
// Below these: parse.h, check.h, evaluate.h, each a step of its own, for hosts that read trees or have types and data of
// their own making (Environment, TypeProvider, Activation).
#pragma once

#include "interpreter/cel/ast.h"
#include "interpreter/cel/check.h"
#include "interpreter/cel/compile.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/host/bindings.h"
#include "interpreter/cel/host/vocabulary.h"
#include "interpreter/cel/issue.h"
#include "interpreter/cel/issue_text.h"
#include "interpreter/cel/parse.h"
#include "interpreter/cel/type.h"
#include "interpreter/cel/value.h"
