// A scenario written once for several cases: `cases` says what differs from one to the next, and `<word>` in the rest of
// the scenario stands for it.
//
//   - scenario: a <kind> stays with who left
//     cases:
//     - {kind: deal, rule: deals-stay}
//     - {kind: mail, rule: mail-stays}
//     account: [{type: <kind>, id: 1, owner: user:7}]
//     expect: {<kind>:1: {<rule>: retain}}
#pragma once

#include <functional>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/yaml/document.h"

namespace exeunt::scenario {

/// Calls `use` with the scenario of each case, in order; with the scenario itself where it has no `cases`. A text that is
/// one `<word>` and nothing else becomes what the case holds, whatever that is; inside of other text the case holds text.
/// What a case holds is not looked through for further words.
///
/// Scenarios of cases are named apart: where the name says no `<word>`, by what the case holds. Their names stand where
/// the case does. What is wrong with `cases` is reported, and `use` then not called; where it reports something itself,
/// it is not called for the cases that follow, which would say the same again.
void for_each_case(const yaml::Node& scenario, diagnostic::Sink& sink, const std::function<void(const yaml::Node&)>& use);

}  // namespace exeunt::scenario
