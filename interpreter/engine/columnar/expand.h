// A plan of representatives, written out for all that they stand for: in canonical order, a piece at a time.
//
// What a plan says of the object that stands for a class it says of every member, with another name. It is written once and
// cut where the name stands; a member's text is these pieces with its own name between them.
#pragma once

#include <string_view>

#include "interpreter/engine/columnar/slice.h"
#include "interpreter/plan/document.h"
#include "interpreter/plan/plan.h"

namespace exeunt::engine::columnar {

/// A plan as an evaluation of the slice gives it; its summary is that of the whole account.
struct ClassPlan {
  plan::Plan plan;
  std::vector<ObjectClass> classes;
  Members members;
  std::vector<MemberLog> logs;
  std::unordered_set<uint64_t> left_out;
  std::string stand_in;
  bool unordered = false;
};

/// `plan` with the counts of the whole account in its summary.
ClassPlan make_class_plan(plan::Plan plan, Slice slice, const model::Model& model, bool unordered);

/// Members are sorted by id; where the plan is `unordered`, what is told of single objects comes first in each list, then what is
/// told of members, in the order of the file; groups, whose ids have an order, are not for it. False: `write` refused, or (see the
/// sink) what waits could not be read.
bool write_plan(ClassPlan& plan, const model::Model& model, plan::DocumentForm form, const plan::WritePiece& write,
                diagnostic::Sink& sink);

}  // namespace exeunt::engine::columnar
