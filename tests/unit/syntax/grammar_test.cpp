// PEGTL's own analysis: no rule recurses or loops without eating anything.
#include "interpreter/syntax/grammar.hpp"

#include <catch2/catch.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

using namespace exeunt::syntax;

TEST_CASE("the grammar makes progress everywhere") {
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::file>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::type_fragment>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::field_fragment>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::parameter_fragment>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::argument_fragment>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::call_fragment>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::order_key_fragment>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::delay_fragment>(1) == 0);
  CHECK(TAO_PEGTL_NAMESPACE::analyze<grammar::targets_fragment>(1) == 0);
}
