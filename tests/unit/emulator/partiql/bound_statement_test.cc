#include "emulator/partiql/bound_statement.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <string>
#include <utility>
#include <vector>

#include "emulator/partiql/parser.h"
#include "shared/value/json.h"

namespace ddb::partiql {
namespace {

value::Item item(std::string_view json) {
  return value::item_from_json(boost::json::parse(json).as_object()).value();
}

std::vector<model::AttributeValue> parameters(const std::vector<std::string>& json) {
  std::vector<model::AttributeValue> values;
  for (const std::string& text : json) {
    auto& parameter = values.emplace_back();
    auto value = value::value_from_json(boost::json::parse(text).as_object());
    if (value)
      parameter.value = *std::move(value);
    else
      parameter.error = value.error();
  }
  return values;
}

model::ServiceResult<BoundStatement> bind_text(const std::string& statement,
                                               const std::vector<std::string>& json = {}) {
  const auto parsed = parse(statement);
  if (!parsed) return parsed.error();
  return bind_parameters(*parsed, parameters(json));
}

std::string message_of(const std::string& statement, const std::vector<std::string>& json = {}) {
  const auto bound = bind_text(statement, json);
  if (!bound) return bound.error().message;
  return bound->column_error ? bound->column_error->message : "bound";
}

std::string text_of(value::ItemView view) {
  std::string text;
  value::append_json(text, view);
  return text;
}

constexpr std::string_view kSubject = R"({
  "pk":{"S":"a"}, "n":{"N":"5"}, "s":{"S":"str"}, "ss":{"SS":["a","b"]}, "nul":{"NULL":true},
  "flag":{"BOOL":true},
  "l":{"L":[{"S":"x"},{"M":{"k":{"N":"1"}}}]}, "m":{"M":{"sub":{"S":"deep"}}}, "b":{"B":"AQI="}})";

bool holds(const std::string& condition, const std::vector<std::string>& json = {}) {
  auto bound = bind_text("SELECT * FROM t WHERE " + condition, json);
  if (!bound) throw std::runtime_error(condition + ": " + bound.error().message);
  return bind_condition(*bound->where).value().holds(item(kSubject));
}

TEST(BoundStatement, AsksConditionsOfItems) {
  const std::vector<std::pair<std::string, bool>> cases = {
      {"n = 5", true},
      {"5 = n", true},
      {"n <> 5", false},
      {"n BETWEEN 1 AND 5", true},
      {"n NOT BETWEEN 1 AND 5", false},
      {"n IN [1, 5]", true},
      {"n IN (1, 2)", false},
      {"n NOT IN [1, 2]", true},
      {"s IN <<'str', 'x'>>", true},
      {"begins_with(s, 'st') AND NOT contains(s, 'x')", true},
      {"contains(ss, 'a')", true},
      {"size(s) = 3", true},
      {"size(l) > 2", false},
      {"attribute_type(ss, 'SS')", true},
      {"attribute_exists(m.sub)", true},
      {"attribute_exists(m.nope)", false},
      {"attribute_exists(ss) = true", true},
      {"attribute_exists(ss) <> true", false},
      {"false = attribute_exists(nope)", true},
      {"nope IS MISSING", true},
      {"nope IS NOT MISSING", false},
      {"nul IS NULL", true},
      {"s IS NOT NULL", true},
      {"flag IS BOOL", true},
      {"s IS STRING", true},
      {"s IS BOOL", false},
      {"ss IS BAG", true},
      {"m IS STRUCT", true},
      {"l[1].k = 1", true},
      {"m['sub'] = 'deep'", true},
      {"m = {'sub': 'deep'}", true},
      {"ss = <<'b', 'a'>>", true},
      {"l = ['x', {'k': 1}]", true},
      {"flag = true OR n = 1", true},
      {"NOT (flag = true OR n = 1)", false},
      {"nul = NULL", true},
  };
  for (const auto& [condition, expected] : cases)
    EXPECT_EQ(holds(condition), expected) << condition;
}

TEST(BoundStatement, PutsParametersInTheirPlaces) {
  EXPECT_TRUE(holds("n > ? AND s = ?", {R"({"N":"4"})", R"({"S":"str"})"}));
  EXPECT_TRUE(holds("s IN ?", {R"({"L":[{"S":"x"},{"S":"str"}]})"}));
  EXPECT_TRUE(holds("b = ?", {R"({"B":"AQI="})"}));
  EXPECT_FALSE(holds("ss = [?]", {R"({"S":"a"})"}));
}

TEST(BoundStatement, MakesTheItemOfAnInsert) {
  const auto bound = bind_text(
      "INSERT INTO t VALUE {'pk': ?, 'n': 7.32e6, 'm': {'x': [1, null, true]}, 's': <<'b', 'a'>>, 'n': -.5}",
      {R"({"S":"k"})"});
  ASSERT_TRUE(bound);
  EXPECT_EQ(text_of(bound->inserted), text_of(item(R"({"pk":{"S":"k"},"n":{"N":"-0.5"},"s":{"SS":["a","b"]},
                             "m":{"M":{"x":{"L":[{"N":"1"},{"NULL":true},{"BOOL":true}]}}}})")));
}

TEST(BoundStatement, MakesTheActionsOfAnUpdate) {
  const auto bound = bind_text(
      "UPDATE t SET n = n + 1, m.sub = 'new' SET l = list_append(l, [2]) SET ss = set_add(ss, <<'c'>>) "
      "REMOVE s "
      "WHERE pk = 'a'");
  ASSERT_TRUE(bound) << bound.error().message;
  const auto updated =
      bind_update(bound->actions).value().apply(item(kSubject), expression::ItemState::kExists);
  ASSERT_TRUE(updated);
  EXPECT_EQ(text_of(*updated), text_of(item(R"({
      "pk":{"S":"a"}, "n":{"N":"6"}, "ss":{"SS":["a","b","c"]}, "nul":{"NULL":true}, "flag":{"BOOL":true},
      "l":{"L":[{"S":"x"},{"M":{"k":{"N":"1"}}},{"N":"2"}]}, "m":{"M":{"sub":{"S":"new"}}},
      "b":{"B":"AQI="}})")));
}

TEST(BoundStatement, AnswersColumnsUnderTheirLastNames) {
  const auto bound = bind_text("SELECT pk, m.sub, l[1].k, l[0], nope FROM t");
  ASSERT_TRUE(bound);
  EXPECT_EQ(text_of(select_columns(item(kSubject), bound->columns)),
            R"({"k":{"N":"1"},"l[0]":{"S":"x"},"pk":{"S":"a"},"sub":{"S":"deep"}})");
}

TEST(BoundStatement, RefusesInTheWordsOfTheService) {
  const std::string digits(39, '7');
  const std::string large =
      "Number overflow. Attempting to store a number with magnitude larger than supported range under root";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"SELECT * FROM t u WHERE pk = 'x'", "Aliasing is not supported"},
      {"SELECT * FROM t, u", "Only select from a single table or index is supported."},
      {"SELECT * FROM \"\" WHERE pk = 'x'", "Path component cannot be an empty string"},
      {"SELECT * FROM t.\"\"", "Path component cannot be an empty string"},
      {"SELECT * FROM t.i.x", "A path may contain at most 2 components in the FROM clause"},
      {"INSERT INTO t.i VALUE {'pk': 1}", "FROM clause may only contain a single table name"},
      {"UPDATE t.i SET a = 1 WHERE pk = 1", "This operation is not supported on an index"},
      {"DELETE FROM t.i WHERE pk = 1", "This operation is not supported on an index"},
      {"DELETE FROM t WHERE pk = 1 RETURNING MODIFIED OLD *",
       "Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE "
       "statements."},
      {"SELECT * FROM t LIMIT 5", "Unsupported clause: LIMIT at 1:23:1"},
      {"x IS INT4", "Unsupported operation: IsType"},
      {"SELECT * FROM t WHERE pk = ?", "Number of parameters in request and statement don't match."},
      {"SELECT * FROM t WHERE pk = " + digits,
       "Attempting to store more than 38 significant digits in a Number under root"},
      {"INSERT INTO t VALUE {'pk': 1e126}", large},
      {"INSERT INTO t VALUE {'pk': 1, 'm': {'x': 1e126}}", large + ".x"},
      {"INSERT INTO t VALUE {'pk': 1, 'l': [1, 1e126]}", large + "[1]"},
      {"INSERT INTO t VALUE {'pk': 'a', 'ss': set_add(<<'a'>>, <<'b'>>)}",
       "Unsupported data type: set_add under key root at 1:39:7"},
      {"SELECT * FROM t WHERE attribute_exists('ss')",
       "Operator or function requires a document path; operator or function: attribute_exists"},
      {"SELECT * FROM t WHERE attribute_exists()",
       "Incorrect number of operands for operator or function; operator or function: attribute_exists, "
       "number of "
       "operands: 0"},
      {"SELECT * FROM t WHERE a < true",
       "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL"},
      {"SELECT * FROM t WHERE EXISTS(ss)", "Unrecognized function: exists at 1:23:6"},
      {"SELECT * FROM t WHERE set_add(ss, <<'x'>>) = ss", "Unrecognized function: set_add at 1:23:7"},
      {"SELECT attribute_exists(ss) FROM t", "Unexpected path component at 1:8:16"},
      {"SELECT COUNT(*) FROM t", "Unexpected path component at 1:8:5"},
      {"SELECT * FROM t WHERE pk = 1 ORDER BY a.b",
       "Attribute b in ORDER BY clause must be part of the primary key"},
      {"SELECT * FROM t WHERE pk = 1 ORDER BY 1",
       "Statement wasn't well formed, can't be processed: Unexpected token after expression"},
      {"SELECT * FROM t WHERE 'a'.b = 1",
       "Statement wasn't well formed, can't be processed: Unexpected token after expression"},
      {"SELECT * FROM t ORDER BY pk", "Must have WHERE clause in the statement when using ORDER BY clause."},
      {"UPDATE t SET a = set_add(b, <<'x'>>) WHERE pk = 1",
       "The first argument to SET_ADD must equal the assignment value at 1:18:7"},
      {"UPDATE t SET a = set_add(a, 'x') WHERE pk = 1",
       "The second argument to SET_ADD must be a value with type SET at 1:26:1"},
      {"UPDATE t SET a = SET_DELETE(a) WHERE pk = 1",
       "SET_DELETE must have exactly two arguments at 1:18:10"},
      {"UPDATE t SET a = set_add(a, <<>>) WHERE pk = 1", "Empty bags are not supported"},
      {"UPDATE t SET a = set_add(a, <<'x', 'x'>>) WHERE pk = 1",
       "One or more parameter values were invalid: Input collection [x, x] contains duplicates."},
      {"UPDATE t SET a = size(b) WHERE pk = 1", "Unrecognized function: size at 1:18:4"},
      {"UPDATE t SET a = 1, a.b = 2 WHERE pk = 1",
       "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: "
       "[a], path "
       "two: [a, b]"},
  };
  for (const auto& [statement, message] : cases)
    EXPECT_EQ(message_of(statement), message) << statement;
}

TEST(BoundStatement, ReadsNumbersInParametersAsJavaDoes) {
  const std::string unconvertible = "The parameter cannot be converted to a numeric value";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"({"N":"1e99999999999"})", unconvertible + ": 1e99999999999"},
      {R"({"N":"-1e99999999999"})", unconvertible + ": -1e99999999999"},
      {R"({"N":"1e-99999999999"})", unconvertible + ": 1e-99999999999"},
      {R"({"N":"1e2147483648"})", unconvertible + ": 1e2147483648"},
      {R"({"N":"1e-2147483648"})", unconvertible + ": 1e-2147483648"},
      {R"({"N":"1e2147483647"})",
       "Number underflow. Attempting to store a number with magnitude smaller than supported range"},
      {R"({"N":""})", unconvertible},
      {R"({"N":"abc"})", unconvertible + ": abc"},
      {R"({"L":[{"N":"1"},{"N":"1e99999999999"}]})", unconvertible + ": 1e99999999999"},
      {R"({"NS":["1","1e99999999999"]})", unconvertible + ": 1e99999999999"},
  };
  for (const auto& [parameter, message] : cases)
    EXPECT_EQ(message_of("SELECT * FROM t WHERE n = ?", {parameter}), message) << parameter;
}

}  // namespace
}  // namespace ddb::partiql
