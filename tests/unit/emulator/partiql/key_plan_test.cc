#include "emulator/partiql/key_plan.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "emulator/partiql/parser.h"
#include "shared/value/json.h"

namespace ddb::partiql {
namespace {

const expression::KeySchema kSchema{{{"pk", value::Type::kString}}, {{"sk", value::Type::kNumber}}};

BoundStatement select(const std::string& rest) {
  return bind_parameters(parse("SELECT * FROM t " + rest).value(), {}).value();
}

std::string shown(value::ValueView value) {
  return value.type() == value::Type::kNumber ? value.number().text() : std::string(value.bytes());
}

/// "a:=1", "a:<1", "a", one for each range; then "backward" and "merged", and "| filter" where something is
/// left to ask.
std::string plan_of(const std::string& rest) {
  static constexpr const char* kOperators[] = {"=", "<", "<=", ">", ">=", "between", "begins"};
  const BoundStatement statement = select(rest);
  const auto plan = plan_read(statement, kSchema);
  if (!plan) return plan.error().message;
  std::string text = plan->ranges.empty() ? "all" : "";
  for (const expression::KeyRange& range : plan->ranges) {
    text += (text.empty() ? "" : " ") + shown(range.hash.front());
    if (!range.range_equal.empty()) text += ":=" + shown(range.range_equal.front());
    if (range.range)
      text += ":" + std::string(kOperators[static_cast<int>(range.range->op)]) + shown(range.range->value);
  }
  if (plan->direction == ReadPlan::Direction::kBackward) text += " backward";
  if (plan->order == ReadPlan::Order::kBySortKey) text += " merged";
  return text + (plan->filter ? " | filter" : "");
}

TEST(KeyPlan, ReadsByTheKeyWhereItCan) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "all"},
      {"WHERE x = 1", "all | filter"},
      {"WHERE pk > 'a'", "all | filter"},
      {"WHERE pk = 'a'", "a"},
      {"WHERE 'a' = pk", "a"},
      {"WHERE pk = 'a' AND x = 1", "a | filter"},
      {"WHERE pk = 'a' AND sk = 1", "a:=1"},
      {"WHERE sk > 1 AND pk = 'a'", "a:>1"},
      {"WHERE pk = 'a' AND 1 < sk", "a:>1"},
      {"WHERE pk = 'a' AND sk BETWEEN 1 AND 2", "a:between1"},
      {"WHERE pk = 'a' AND sk > 1 AND sk < 5", "a:>1 | filter"},
      {"WHERE pk = 'a' AND sk <> 1", "a | filter"},
      {"WHERE pk = 'a' AND NOT sk = 1", "a | filter"},
      {"WHERE pk IN ['b', 'a']", "b a"},
      {"WHERE pk IN ['b', 'a'] AND sk >= 2 AND x = 1", "b:>=2 a:>=2 | filter"},
      {"WHERE pk = 'a' OR pk = 'b'", "a b | filter"},
      {"WHERE pk = 'a' OR x = 1", "all | filter"},
      {"WHERE (pk = 'a' OR pk = 'b') AND sk = 1", "a:=1 b:=1 | filter"},
      {"WHERE pk = 'a' AND sk < 3 OR pk = 'a' AND sk > 5", "a:<3 a:>5 | filter"},
      {"WHERE pk = 'a' AND sk <> 1 OR pk = 'a' AND sk = 2", "a | filter"},
      {"WHERE pk = 'a' OR pk = 'a' AND NOT sk = 1", "a | filter"},
      {"WHERE pk = 'a' AND pk = 'b'", "a | filter"},
  };
  for (const auto& [rest, expected] : cases)
    EXPECT_EQ(plan_of(rest), expected) << rest;
}

TEST(KeyPlan, OrdersByTheKey) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"WHERE pk = 'a' ORDER BY sk DESC", "a backward"},
      {"WHERE pk = 'a' ORDER BY sk ASC", "a"},
      {"WHERE pk = 'a' ORDER BY pk, sk DESC", "a backward"},
      {"WHERE pk IN ['b', 'c', 'a'] ORDER BY pk", "a b c"},
      {"WHERE pk IN ['b', 'c', 'a'] ORDER BY pk DESC", "c b a"},
      {"WHERE pk IN ['b', 'a'] ORDER BY sk",
       "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE "
       "clause."},
      {"WHERE pk IN ['b', 'a'] ORDER BY pk, sk DESC", "a b backward"},
      {"WHERE pk IN ['b', 'a'] ORDER BY sk, pk", "a b merged"},
      {"WHERE pk = 'a' AND sk < 3 OR pk = 'a' AND sk > 5 ORDER BY sk DESC", "a:>5 a:<3 backward | filter"},
      {"WHERE x = 1 ORDER BY sk",
       "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause."},
      {"WHERE pk = 'a' ORDER BY x", "Attribute x in ORDER BY clause must be part of the primary key"},
  };
  for (const auto& [rest, expected] : cases)
    EXPECT_EQ(plan_of(rest), expected) << rest;
}

TEST(KeyPlan, RefusesAlternativesThatOverlap) {
  const std::string overlap = "Overlapping conditions with range keys are not supported in where clause";
  for (const std::string rest :
       {"WHERE pk = 'a' AND x = 1 OR pk = 'a' AND sk = 2", "WHERE pk = 'a' AND x <> 1 OR pk = 'a' AND sk = 2",
        "WHERE pk IN ['a', 'a']", "WHERE pk = 'a' AND sk <= 3 OR pk = 'a' AND sk >= 3"})
    EXPECT_EQ(plan_of(rest), overlap) << rest;
  EXPECT_EQ(plan_of("WHERE pk = 'a' AND sk < 3 OR pk = 'a' AND sk >= 3"), "a:<3 a:>=3 | filter");
}

TEST(KeyPlan, RefusesValuesOfAnotherTypeThanTheKey) {
  const std::string mismatch =
      "One or more parameter values were invalid: Condition parameter type does not match schema type";
  for (const std::string rest : {"WHERE pk = 5", "WHERE pk = 'a' AND sk = 'b'", "WHERE pk IN ['a', 5]",
                                 "WHERE pk = 'a' AND begins_with(sk, 'x')"})
    EXPECT_EQ(plan_of(rest), mismatch) << rest;
}

TEST(KeyPlan, FindsTheOneItemThatWhereNames) {
  const auto found = [](const std::string& rest) -> std::string {
    const BoundStatement statement = select(rest);
    const auto equality = find_key(statement.where, kSchema);
    if (!equality) return "none";
    std::string text;
    value::append_json(text, equality->key.view());
    return text + (equality->rest ? " | rest" : "");
  };
  const std::string key = R"({"pk":{"S":"a"},"sk":{"N":"1"}})";
  EXPECT_EQ(found("WHERE pk = 'a' AND sk = 1"), key);
  EXPECT_EQ(found("WHERE 1 = sk AND x = 1 AND pk = 'a'"), key + " | rest");
  for (const std::string rest :
       {"", "WHERE pk = 'a'", "WHERE pk = 'a' AND sk > 1", "WHERE pk = 'a' OR sk = 1",
        "WHERE pk IN ['a'] AND sk = 1", "WHERE pk = x AND sk = 1"})
    EXPECT_EQ(found(rest), "none") << rest;
}

}  // namespace
}  // namespace ddb::partiql
