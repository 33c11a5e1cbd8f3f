// Which orders need a second look? Expressions read C++ objects in place, call C++ functions, add amounts of money, and say
// what they would have to know before anybody goes and asks for it.
#include <chrono>
#include <cstdint>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/cel.h"

namespace cel = exeunt::cel;

// The host's own types, and what expressions call them. --------------------------------------------------------------

struct Money;
struct Customer;
struct Line;
struct Order;
template <>
inline constexpr std::string_view exeunt::cel::name_of<Money> = "shop.Money";
template <>
inline constexpr std::string_view exeunt::cel::name_of<Customer> = "customer";
template <>
inline constexpr std::string_view exeunt::cel::name_of<Line> = "line";
template <>
inline constexpr std::string_view exeunt::cel::name_of<Order> = "order";

/// A value without fields: expressions get at it through functions and operators.
struct Money : cel::Opaque {
  explicit Money(int64_t amount) : cents(amount) {}

  cel::Type type() const override { return cel::Native<Money>::type(); }
  int compare(const cel::Opaque& other) const override {
    const int64_t theirs = static_cast<const Money&>(other).cents;
    return cents < theirs ? -1 : cents > theirs ? 1 : 0;
  }
  std::string text() const override { return "euros(" + std::to_string(cents / 100) + ")"; }

  int64_t cents;
};
using Amount = std::shared_ptr<const Money>;

struct Customer {
  std::string name;
  std::chrono::sys_seconds since;
  std::optional<std::string> country;
};

struct Line {
  std::string article;
  int pieces = 1;
  Amount price;
};

struct Order {
  int64_t number = 0;
  const Customer* customer = nullptr;
  std::vector<Line> lines;
};

// What expressions may say about them. -------------------------------------------------------------------------------

/// Scores come from elsewhere and cost something: only what was asked for is here.
using Scores = std::map<std::string, int64_t>;

static cel::Vocabulary describe(const Scores& scores) {
  cel::Vocabulary words;
  words.type<Customer>()
      .field("name", &Customer::name)
      .field("since", &Customer::since)
      .field("country", &Customer::country)
      .field("score", cel::Type::int64(), [&scores](const Customer& customer) {
        const auto found = scores.find(customer.name);
        // An attribute is a number of the host's choosing. Here it says whose score is wanted.
        return found != scores.end() ? cel::Value::int64(found->second)
                                     : cel::Value::unknown(reinterpret_cast<uintptr_t>(&customer));
      });
  words.type<Line>().field("article", &Line::article).field("pieces", &Line::pieces).field("price", &Line::price);
  words.type<Order>()
      .field("number", &Order::number)
      .field("customer", &Order::customer)
      .field("lines", &Order::lines)
      .field("total", [](const Order& order) {
        int64_t cents = 0;
        for (const Line& line : order.lines) {
          cents += line.pieces * line.price->cents;
        }
        return std::make_shared<const Money>(cents);
      });

  words.function("euros", [](int64_t euros) { return std::make_shared<const Money>(euros * 100); });
  words.function("_+_", [](const Money& a, const Money& b) { return std::make_shared<const Money>(a.cents + b.cents); });
  words.function("_>_", [](const Money& a, const Money& b) { return a.cents > b.cents; });
  words.method("has_article", [](const Order& order, std::string_view prefix) {
    for (const Line& line : order.lines) {
      if (line.article.starts_with(prefix)) {
        return true;
      }
    }
    return false;
  });
  return words;
}

int main() {
  using namespace std::chrono;
  const Customer old_friend{"Customer 1", sys_days(2011y / May / 3), "NL"};
  const Customer newcomer{"Customer 2", sys_days(2024y / February / 20), std::nullopt};
  const std::vector<Order> orders = {
      {1, &old_friend, {{"lamp", 2, std::make_shared<Money>(4'950)}}},
      {2, &newcomer, {{"lamp", 1, std::make_shared<Money>(4'950)}}},
      {3, &newcomer, {{"gift-card", 20, std::make_shared<Money>(5'000)}}},
      {4, &old_friend, {{"desk", 3, std::make_shared<Money>(89'900)}}},
  };

  Scores scores;
  cel::Vocabulary words = describe(scores);
  const auto order = words.variable<Order>("order");
  const auto now = words.variable<sys_seconds>("now");
  const auto shipping = words.variable<Amount>("shipping");

  const cel::Compiled rule = cel::compile(R"(
      now - order.customer.since < duration('720h') && order.has_article('gift-')
      || order.total + shipping > euros(1000) && order.customer.score < 50
  )", words, {.result = cel::Type::boolean()});
  if (!rule) {
    std::cerr << rule.issue_text();
    return 2;
  }

  cel::Bindings bindings(words);
  bindings.set(now, sys_days(2024y / March / 1));
  // Called when an expression asks, and not before.
  bindings.provide(shipping, [] {
    std::cout << "  (shipping is asked for)\n";
    return std::make_shared<const Money>(490);
  });

  for (const Order& each : orders) {
    bindings.set(order, each);
    std::cout << "order " << each.number << '\n';
    cel::Value answer = rule.evaluate(bindings);
    if (answer.is_unknown()) {
      for (const cel::AttributeId attribute : answer.attributes()) {
        const auto& customer = *reinterpret_cast<const Customer*>(static_cast<uintptr_t>(attribute));
        std::cout << "  depends on the score of " << customer.name << ", which is asked for now\n";
        scores[customer.name] = 42;
      }
      answer = rule.evaluate(bindings);
    }
    std::cout << "  " << (answer.is_true() ? "needs a second look" : "is fine") << '\n';
  }
}
