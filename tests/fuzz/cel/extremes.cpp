#include "tests/fuzz/cel/extremes.h"

#include <span>

namespace exeunt::fuzz {

using cel::ValueKind;

namespace {

using List = std::span<const std::string_view>;

constexpr std::string_view ints[] = {"0",
                                     "-1",
                                     "1",
                                     "9223372036854775807",
                                     "-9223372036854775808",
                                     "2147483648",
                                     "-2147483649",
                                     "64",
                                     "63",
                                     "0x7fffffffffffffff",
                                     "1000000",
                                     "4097",
                                     "250",
                                     "9007199254740993",
                                     "253402300800",
                                     "i",
                                     "j",
                                     "ei",
                                     "9223372036854775808"};
constexpr std::string_view uints[] = {
    "0u", "1u", "18446744073709551615u", "0xffffffffffffffffu", "9223372036854775808u", "u"};
constexpr std::string_view doubles[] = {"0.0",
                                        "-0.0",
                                        "1e308",
                                        "5e-324",
                                        "1e309",
                                        "0.1",
                                        "9007199254740993.0",
                                        "9223372036854775808.0",
                                        "-9223372036854775808.0",
                                        "1.7976931348623157e308",
                                        "double('NaN')",
                                        "double('-inf')",
                                        "18446744073709551615.0",
                                        "2.5",
                                        "d",
                                        "nan",
                                        "1e-7",
                                        "1e21"};
constexpr std::string_view texts[] = {"''",
                                      "'a'",
                                      "e",
                                      "s",
                                      "n",
                                      "'\\U0010FFFF'",
                                      "'\\u00e9'",
                                      "'%s%d%f%x%X%e%b%o%%'",
                                      "'%.999f'",
                                      "'%.3e %'",
                                      "'(a*)*b'",
                                      "'['",
                                      "'a{1000}'",
                                      "'(?i)x|y'",
                                      "'9999-12-31T23:59:59.999999999Z'",
                                      "'0001-01-01T00:00:00Z'",
                                      "'2024-02-29T12:00:00+14:00'",
                                      "'315576000000s'",
                                      "'-1h1m1.000000001s'",
                                      "'9223372036854775807ns'",
                                      "'1e400'",
                                      "'NaN'",
                                      "'-9223372036854775808'",
                                      "'18446744073709551616'",
                                      "'America/New_York'",
                                      "'-00:30'",
                                      "'+99:99'",
                                      "'../UTC'",
                                      "'::1'",
                                      "'::ffff:1.2.3.4'",
                                      "'10.0.0.0/33'",
                                      "'fe80::1%eth0'",
                                      "'\\x00'",
                                      "'\\\\1\\\\9'",
                                      "'YWI='",
                                      "'='",
                                      "'true'",
                                      "'0x1p3'",
                                      "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"};
constexpr std::string_view byte_texts[] = {"b''",      "b'\\xff\\xfe'", "b'\\xed\\xa0\\x80'",
                                           "b'\\000'", "b'\\xc3\\xa9'", "y"};
constexpr std::string_view others[] = {
    "null",   "true",           "false",   "[]", "{}", "b", "ub", "eb", "x", "z", "n", "ld", "md", "optional.none()",
    "person", "person.manager", "type(1)", "ul", "ty"};

// What keeps the type, whichever it is.
constexpr std::string_view any_wraps[] = {"($)",
                                          "(b ? $ : @)",
                                          "(ub ? $ : @)",
                                          "(eb ? @ : $)",
                                          "cel.bind(w, $, w)",
                                          "cel.bind(w, @, [w, $])[1]",
                                          "[$][0]",
                                          "[@, $][1]",
                                          "{'k': $}['k']",
                                          "{'k': $}.k",
                                          "{1: $}[1u]",
                                          "[@].map(w, $)[0]",
                                          "[$, @].filter(w, true)[0]",
                                          "[$, @].filter(w, w == @)[0]",
                                          "optional.of($).value()",
                                          "optional.of(@).or(optional.of($)).value()",
                                          "optional.none().orValue($)",
                                          "optional.of(@).optMap(w, $).orValue(@)",
                                          "[$][?0].orValue(@)",
                                          "{'k': $}[?'j'].orValue(@)",
                                          "cel.block([$, cel.index(0)], cel.index(1))",
                                          "cel.block([@], $)",
                                          "[$, @].sortBy(w, 1)[0]",
                                          "[$, @].reverse()[0]",
                                          "[[$], [@]].flatten()[0]",
                                          "[$, @].transformList(i, w, w)[0]",
                                          "[$].transformMap(i, w, w)[0]",
                                          "last([@, $])",
                                          "{'a': $}.transformMap(k, w, w)['a']",
                                          "[$, $, @].distinct()[0]",
                                          "[$, @].first().value()",
                                          "dyn($)",
                                          "[@, $].slice(0, 1)[0]",
                                          "lists.range(3).map(w, $)[2]",
                                          "lists.range(2).map(v, lists.range(2).map(w, $))[0][1]"};
// What makes something else of it.
constexpr std::string_view other_wraps[] = {"type($)",
                                            "string($)",
                                            "[$, @]",
                                            "{$: @}",
                                            "{'a': $, 'b': @}",
                                            "($ == @)",
                                            "($ != @)",
                                            "($ in [@, $])",
                                            "size($)",
                                            "same($, @)",
                                            "$.size()",
                                            "has($.name)",
                                            "$.name",
                                            "$.?name",
                                            "$[0]",
                                            "$[?@]",
                                            "optional.ofNonZeroValue($)",
                                            "int($)",
                                            "double($)",
                                            "uint($)",
                                            "bytes($)",
                                            "($ < @)",
                                            "'%s'.format([$])",
                                            "[$, @].exists(w, w == $)",
                                            "[$].all(i, w, w == @)",
                                            "sets.contains([$], [@])",
                                            "math.greatest($, @)",
                                            "[$, @].sort()",
                                            "google.protobuf.Value{bool_value: $}",
                                            "google.protobuf.Int64Value{value: $}",
                                            "google.protobuf.Struct{fields: {'a': $}}",
                                            "timestamp($)",
                                            "duration($)",
                                            "[$, @].join(',')",
                                            "$.all(w, w == @)",
                                            "$.map(w, [w, @])",
                                            "$.transformMapEntry(i, w, {w: i})",
                                            "$.exists_one(w, w == w)",
                                            "ip($)",
                                            "{?'k': optional.of($)}",
                                            "[?optional.of($)]"};
constexpr std::string_view boolean_wraps[] = {"!$",
                                              "($ && @)",
                                              "($ || @)",
                                              "[1, 2].exists(w, $)",
                                              "[1].existsOne(i, w, $)",
                                              "(ub && $)",
                                              "(eb || $)",
                                              "lists.range(4).all(w, $ || w > 2)",
                                              "bool(string($))"};
constexpr std::string_view int_wraps[] = {"-$",
                                          "($ + @)",
                                          "($ - @)",
                                          "($ * @)",
                                          "($ / @)",
                                          "($ % @)",
                                          "math.greatest($, @)",
                                          "math.least([$, @])",
                                          "twice($)",
                                          "small($)",
                                          "ask($)",
                                          "int(string($))",
                                          "lists.range($).size()",
                                          "math.bitShiftLeft($, @)",
                                          "math.bitXor($, @)",
                                          "math.abs($)",
                                          "math.sign($)",
                                          "int(double($))",
                                          "int(timestamp($))",
                                          "li[$]",
                                          "length('%d'.format([$]))",
                                          "'%b'.format([$]).size()"};
constexpr std::string_view uint_wraps[] = {"($ + @)", "($ - @)",         "($ * @)",        "($ / @)",
                                           "($ % @)", "uint(string($))", "math.bitNot($)", "math.bitShiftRight($, 1)"};
constexpr std::string_view double_wraps[] = {"-$",
                                             "($ + @)",
                                             "($ / @)",
                                             "($ * @)",
                                             "math.round($)",
                                             "math.trunc($)",
                                             "math.sqrt($)",
                                             "double(string($))",
                                             "double('%.9f'.format([$]))",
                                             "math.greatest($, @)",
                                             "double(int($))"};
constexpr std::string_view text_wraps[] = {"($ + @)",
                                           "$.replace(@, $)",
                                           "$.replace('', @, 2)",
                                           "$.reverse()",
                                           "string($)",
                                           "[$, @].join($)",
                                           "$.split(@).join($)",
                                           "$.substring(1)",
                                           "$.substring(0, $.lastIndexOf(@))",
                                           "$.charAt(0)",
                                           "$.trim()",
                                           "$.upperAscii()",
                                           "strings.quote($)",
                                           "'%s-%s'.format([$, @])",
                                           "$.format([@, 1, 2.5])",
                                           "regex.replace($, @, 'x')",
                                           "regex.extract($, @).orValue('')",
                                           "greet($)",
                                           "string(bytes($))",
                                           "base64.encode(bytes($))",
                                           "$.split('', 3)[0]",
                                           "string($.matches(@))",
                                           "string(timestamp($))",
                                           "string(duration($))",
                                           "string(ip($))",
                                           "string(cidr($).masked())",
                                           "string(timestamp(0).getHours($))",
                                           "cel.bind(w, $ + @, w + w)"};
constexpr std::string_view byte_wraps[] = {"($ + @)", "bytes(string($))", "base64.decode(base64.encode($))"};
constexpr std::string_view timestamp_wraps[] = {"($ + p)",
                                                "($ - p)",
                                                "timestamp(string($))",
                                                "timestamp(int($))",
                                                "timestamp($.getFullYear(s))",
                                                "($ + ($ - @))",
                                                "timestamp($.getDayOfYear('-02:00'))"};
constexpr std::string_view duration_wraps[] = {
    "-$", "($ + @)", "($ - @)", "duration(string($))", "((t + $) - t)", "duration(string($.getSeconds()) + 's')"};
constexpr std::string_view list_wraps[] = {"($ + @)",
                                           "$.reverse()",
                                           "$.distinct()",
                                           "$.sort()",
                                           "$.map(w, w)",
                                           "$.filter(w, w in @)",
                                           "$.slice(0, 1)",
                                           "$.transformList(i, w, w)",
                                           "[$, @].flatten()",
                                           "$.sortBy(w, @.size())",
                                           "$.map(w, true, w)",
                                           "cel.bind(w, $ + @, w + w)",
                                           "$.transformList(i, w, i > 0, w)"};
constexpr std::string_view map_wraps[] = {"$.transformMap(k, w, w)", "$.transformMap(k, w, k != w, w)",
                                          "$.transformMapEntry(k, w, {k: w})", "cel.bind(w, $, w)"};
constexpr std::string_view optional_wraps[] = {"$.or(@)", "$.optMap(w, w)", "$.optFlatMap(w, @)",
                                               "optional.of($.value())", "($.hasValue() ? $ : @)"};

List extremes(ValueKind kind) {
  switch (kind) {
    case ValueKind::int64:
      return ints;
    case ValueKind::uint64:
      return uints;
    case ValueKind::float64:
      return doubles;
    case ValueKind::string:
      return texts;
    case ValueKind::bytes:
      return byte_texts;
    default:
      return others;
  }
}

List wraps(std::string_view type) {
  static constexpr struct {
    std::string_view begin;
    List list;
  } table[] = {{"bool", boolean_wraps},
               {"int", int_wraps},
               {"uint", uint_wraps},
               {"double", double_wraps},
               {"string", text_wraps},
               {"bytes", byte_wraps},
               {"google.protobuf.Timestamp", timestamp_wraps},
               {"timestamp", timestamp_wraps},
               {"google.protobuf.Duration", duration_wraps},
               {"duration", duration_wraps},
               {"list(", list_wraps},
               {"map(", map_wraps},
               {"optional_type(", optional_wraps}};
  for (const auto& entry : table) {
    if (type.starts_with(entry.begin)) {
      return entry.list;
    }
  }
  return any_wraps;
}

}  // namespace

std::string_view random_extreme(ValueKind kind, Random& random) {
  return random.pick(random.one_in(8) ? List(others) : extremes(kind));
}

std::string_view random_wrap(std::string_view type, Random& random) {
  switch (random.below(6)) {
    case 0:
      return random.pick(List(other_wraps));
    case 1:
    case 2:
      return random.pick(List(any_wraps));
    default:
      return random.pick(wraps(type));
  }
}

}  // namespace exeunt::fuzz
