#include "emulator/expression/key_condition.h"

#include <gtest/gtest.h>

#include "support.h"

namespace ddb::expression {
namespace {

using Operator = KeyComparison::Operator;
using value::Type;

constexpr std::string_view kNames = R"({"#p":"pk","#s":"sk"})";
constexpr std::string_view kValues = R"({
  ":p":{"S":"q"}, ":a":{"S":"a"}, ":b":{"S":"b"}, ":n":{"N":"1"}, ":m":{"N":"5"}, ":t":{"BOOL":true},
  ":type":{"S":"S"}, ":bin":{"B":"AQ=="}})";

const KeySchema kComposite = {{{"pk", Type::kString}}, {{"sk", Type::kString}}};
const KeySchema kNumeric = {{{"pk", Type::kString}}, {{"sk", Type::kNumber}}};
const KeySchema kHashOnly = {{{"pk", Type::kString}}, {}};
const KeySchema kMulti = {
    {{"h", Type::kString}},
    {{"a", Type::kString}, {"b", Type::kString}, {"c", Type::kString}, {"d", Type::kString}}};

/// Binds and resolves; "table?" when binding alone succeeds and there is no schema.
std::string answer(std::string_view text, const KeySchema* schema) {
  Request request(kNames, kValues);
  const auto condition = parse_and_bind<KeyCondition>(Kind::kKeyCondition, text, request.bindings());
  if (!condition) return message(condition);
  if (const auto checked = condition->check(); !checked) return checked.error().message;
  return schema == nullptr ? "table?" : message(condition->resolve(*schema));
}

std::string bound(std::string_view text) {
  return answer(text, nullptr);
}

TEST(KeyConditionTest, FindsTheHashValue) {
  Request request(kNames, kValues);
  for (const char* text : {"pk = :p", ":p = pk", "(#p = :p)"}) {
    const auto condition =
        parse_and_bind<KeyCondition>(Kind::kKeyCondition, text, request.bindings()).value();
    const KeyRange range = condition.resolve(kComposite).value();
    EXPECT_EQ(range.hash, std::vector{*request.bindings().use_value(":p")});
    EXPECT_TRUE(range.range_equal.empty());
    EXPECT_FALSE(range.range);
  }
}

TEST(KeyConditionTest, FindsTheRangeCondition) {
  const struct {
    const char* text;
    Operator op;
    const char* value;
    const char* upper;
  } cases[] = {
      {"pk = :p AND sk < :a", Operator::kLess, ":a", ":a"},
      {"pk = :p AND sk <= :a", Operator::kLessOrEqual, ":a", ":a"},
      {"pk = :p AND sk > :a", Operator::kGreater, ":a", ":a"},
      {"sk >= :a AND pk = :p", Operator::kGreaterOrEqual, ":a", ":a"},
      {"pk = :p AND :a <= sk", Operator::kGreaterOrEqual, ":a", ":a"},
      {"pk = :p AND :a > sk", Operator::kLess, ":a", ":a"},
      {"pk = :p AND sk BETWEEN :a AND :b", Operator::kBetween, ":a", ":b"},
      {"(pk = :p) AND (begins_with(sk, :a))", Operator::kBeginsWith, ":a", ":a"},
  };
  for (const auto& test : cases) {
    Request request(kNames, kValues);
    const auto condition =
        parse_and_bind<KeyCondition>(Kind::kKeyCondition, test.text, request.bindings()).value();
    const KeyRange range = condition.resolve(kComposite).value();
    ASSERT_TRUE(range.range) << test.text;
    EXPECT_EQ(range.range->name, "sk");
    EXPECT_EQ(range.range->op, test.op) << test.text;
    EXPECT_EQ(range.range->value, *request.bindings().use_value(test.value)) << test.text;
    EXPECT_EQ(range.range->upper, *request.bindings().use_value(test.upper)) << test.text;
  }
}

TEST(KeyConditionTest, PutsEqualityOnRangeAttributesFirst) {
  Request request(kNames, kValues);
  const auto condition =
      parse_and_bind<KeyCondition>(Kind::kKeyCondition, "b = :b AND h = :p AND c > :a AND a = :a",
                                   request.bindings())
          .value();
  const KeyRange range = condition.resolve(kMulti).value();
  EXPECT_EQ(range.range_equal,
            (std::vector{*request.bindings().use_value(":a"), *request.bindings().use_value(":b")}));
  ASSERT_TRUE(range.range);
  EXPECT_EQ(range.range->name, "c");
}

TEST(KeyConditionTest, RefusesWrongOperandsBeforeAllElse) {
  const std::string operand =
      "Invalid KeyConditionExpression: Incorrect operand type for operator or function; ";
  EXPECT_EQ(bound("begins_with(sk, :n) AND pk = :missing"),
            operand + "operator or function: begins_with, operand type: N");
  EXPECT_EQ(bound("pk = :p AND begins_with(sk, :n) AND sk > :a"),
            operand + "operator or function: begins_with, operand type: N");
  EXPECT_EQ(bound("pk = :p AND :t >= sk"), operand + "operator or function: >=, operand type: BOOL");
  EXPECT_EQ(bound("attribute_type(pk, :n)"),
            operand + "operator or function: attribute_type, operand type: N");
  EXPECT_EQ(
      bound("pk between :n and :a"),
      "Invalid KeyConditionExpression: The BETWEEN operator requires same data type for lower and upper "
      "bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}");
  EXPECT_EQ(
      bound("pk between :b and :a"),
      "Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal "
      "to lower bound; lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: "
      "{S:a}");
}

TEST(KeyConditionTest, RefusesOperatorsThatNoKeyCanBeSearchedBy) {
  const std::pair<const char*, const char*> cases[] = {
      {"a > b and size(b) > c or a > c", "OR"},
      {"a in (b, size(c), d)", "IN"},
      {"attribute_exists(a)", "attribute_exists"},
      {"attribute_not_exists(a)", "attribute_not_exists"},
      {"attribute_type(a, :type)", "attribute_type"},
      {"contains(a.d, b)", "contains"},
      {"not a > b", "NOT"},
      {"a <> b", "<>"},
      {"pk = :p AND sk <> :a", "<>"},
  };
  for (const auto& [text, op] : cases)
    EXPECT_EQ(
        bound(text),
        std::string("Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: ") +
            op);
}

TEST(KeyConditionTest, RefusesConditionsOfAnotherShape) {
  const std::string invalid = "Invalid KeyConditionExpression: ";
  const std::string first = " operator must have the key attribute as its first operand";
  const std::string in_condition = invalid + "Invalid condition in KeyConditionExpression: ";
  EXPECT_EQ(bound(":a between size(b) and size(a) and b > :b"), in_condition + "BETWEEN" + first);
  EXPECT_EQ(bound("begins_with(:a, b) and a > :b"), in_condition + "begins_with" + first);
  for (const char* text :
       {"size(b) > a AND a.b > b AND b > c", "a > size(b.d)", "a between size(b) and size(a)"})
    EXPECT_EQ(bound(text), invalid + "KeyConditionExpressions cannot contain nested operations") << text;
  for (const char* text : {"b > a.b", "b between c[1] and d", "a between b and size(a)", "begins_with(a, b)"})
    EXPECT_EQ(bound(text), in_condition + "Multiple attribute names used in one condition") << text;
  for (const char* text : {"b.d > a AND c.d > e.f", "a.d > c", "b[0] > a", "pk = :p AND sk.x = :a"})
    EXPECT_EQ(bound(text), invalid + "KeyConditionExpressions cannot have conditions on nested attributes")
        << text;
  for (const char* text : {":b > :a AND a < :b", ":a > b AND :a < :b"})
    EXPECT_EQ(bound(text), in_condition + "No key attribute specified") << text;
  for (const char* text : {"b > :a AND b < :a and c = :a and d = :a",
                           "(a > :a and b > :a) and (b > :a and c > :a)", "pk = :p AND sk > :n AND sk < :m"})
    EXPECT_EQ(bound(text), invalid + "KeyConditionExpressions must only contain one condition per key")
        << text;
}

TEST(KeyConditionTest, HoldsConditionsAgainstTheKey) {
  const std::string type =
      "One or more parameter values were invalid: Condition parameter type does not match schema type";
  const std::string missed = "Query condition missed key schema element: ";
  const std::string unsupported = "Query key condition not supported";
  const struct {
    const char* text;
    const KeySchema* schema;
    std::string message;
  } cases[] = {
      {"sk = :a", &kComposite, missed + "pk"},
      {"zz BETWEEN :a AND :b", &kComposite, missed + "pk"},
      {"pk = :p AND zz = :a", &kComposite, missed + "sk"},
      {"pk = :p AND begins_with(sk, :a)", &kNumeric, type},
      {"pk = :p AND sk = :t", &kNumeric, type},
      {"pk = :p AND sk = :a", &kNumeric, type},
      {"pk = :n", &kHashOnly, type},
      {":n > pk", &kHashOnly, type},
      {"pk = :p AND sk > :n AND extra = :m", &kNumeric,
       "The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)"},
      {"pk = :p AND sk = :a", &kHashOnly,
       "The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)"},
      {"pk > :a", &kComposite, unsupported},
      {":a >= pk", &kComposite, unsupported},
      {"begins_with(pk, :a)", &kComposite, unsupported},
      {"pk BETWEEN :a AND :b", &kComposite, unsupported},
  };
  for (const auto& test : cases)
    EXPECT_EQ(answer(test.text, test.schema), test.message) << test.text;
}

TEST(KeyConditionTest, WantsRangeAttributesFromTheLeft) {
  const auto gap = [](const std::string& open, const std::string& named) {
    return "RANGE key attributes " + open +
           " must have equality conditions specified in the query because a condition is present on key "
           "attribute " +
           named;
  };
  EXPECT_EQ(answer("h = :p AND b = :b", &kMulti), gap("a", "b"));
  EXPECT_EQ(answer("h = :p AND a > :a AND b = :b", &kMulti), gap("a", "b"));
  EXPECT_EQ(answer("h = :p AND c = :b", &kMulti), gap("a, b", "c"));
  EXPECT_EQ(answer("h = :p AND a = :a AND b < :b", &kMulti), "ok");
  EXPECT_EQ(answer("h = :p AND a = :a AND b = :b AND c = :a AND d BETWEEN :a AND :b", &kMulti), "ok");
  EXPECT_EQ(answer("h = :p AND zz = :a", &kMulti), "Query condition missed key schema element: a");
}

TEST(KeyConditionTest, TakesConditionsThatWereMadeWithoutText) {
  const value::Value partition = value::Value::string("q");
  const KeyCondition condition = KeyCondition::of({{.name = "pk", .value = partition.view()}});
  EXPECT_EQ(condition.resolve(kComposite).value().hash.front(), partition.view());
  EXPECT_EQ(message(condition.resolve(kMulti)), "Query condition missed key schema element: h");
}

}  // namespace
}  // namespace ddb::expression
