#include "emulator/partiql/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ddb::partiql {
namespace {

std::string path_text(const Expression& path) {
  std::string text;
  for (const PathStep& step : path.steps)
    text += step.name ? (text.empty() ? "" : ".") + *step.name : "[" + std::to_string(step.index) + "]";
  return text;
}

/// An expression in prefix form, so that its shape shows.
std::string text_of(const Expression& expression) {
  static constexpr const char* kNames[] = {
      "'",   "#", "",   "null", "missing", "?", "list", "bag", "struct", "",        "",   "*",  "and",  "or",
      "not", "=", "<>", "<",    "<=",      ">", ">=",   "+",   "-",      "between", "in", "is", "other"};
  std::string text;
  switch (expression.type) {
    case ExpressionType::kPath:
      return path_text(expression);
    case ExpressionType::kString:
      return "'" + expression.text + "'";
    case ExpressionType::kNumber:
    case ExpressionType::kBoolean:
      return expression.text;
    case ExpressionType::kParameter:
      return "?" + std::to_string(expression.index);
    case ExpressionType::kCall:
      text = expression.text;
      break;
    case ExpressionType::kIs:
      text = "is " + expression.text;
      break;
    default:
      text = kNames[static_cast<int>(expression.type)];
      break;
  }
  if (expression.operands.empty()) return text;
  text += "(";
  for (const Expression& operand : expression.operands)
    text += (text.back() == '(' ? "" : " ") + text_of(operand);
  return text + ")";
}

std::string where_of(const std::string& condition) {
  const auto statement = parse("SELECT * FROM t WHERE " + condition);
  return statement ? text_of(*statement->where) : statement.error().message;
}

TEST(Parser, BindsOperatorsByTheirPrecedence) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a = 1", "=(a 1)"},
      {"a = 1 AND b <> 'x' OR c < 2", "or(and(=(a 1) <>(b 'x')) <(c 2))"},
      {"a = 1 AND b = 2 AND c = 3", "and(=(a 1) =(b 2) =(c 3))"},
      {"(a = 1 OR b = 2) AND c = 3", "and(or(=(a 1) =(b 2)) =(c 3))"},
      {"NOT a = 1 AND b = 2", "and(not(=(a 1)) =(b 2))"},
      {"NOT begins_with(a, 'x')", "not(begins_with(a 'x'))"},
      {"a BETWEEN 1 AND 2 AND b = 3", "and(between(a 1 2) =(b 3))"},
      {"a NOT BETWEEN 1 AND 2", "not(between(a 1 2))"},
      {"a IN [1, 2]", "in(a list(1 2))"},
      {"a IN (1)", "in(a list(1))"},
      {"a IN ('x', 'y')", "in(a list('x' 'y'))"},
      {"a NOT IN [?]", "not(in(a list(?0)))"},
      {"a IS MISSING", "is missing(a)"},
      {"a IS NOT NULL", "not(is null(a))"},
      {"a IS DOUBLE PRECISION", "is double(a)"},
      {"a = -.73e1", "=(a -.73e1)"},
      {"a = - -1", "=(a 1)"},
      {"a + 1 - b = 2", "=(-(+(a 1) b) 2)"},
      {"ATTRIBUTE_EXISTS(a.b[3].\"c d\") = true", "=(attribute_exists(a.b[3].c d) true)"},
      {"a['b'].c = ?", "=(a.b.c ?0)"},
      {"m = {'a': [1, <<2>>], 'b': null}", "=(m struct('a' list(1 bag(2)) 'b' null))"},
      {"size(a) >= 3", ">=(size(a) 3)"},
      {"exists(a)", "exists(a)"},
  };
  for (const auto& [condition, expected] : cases)
    EXPECT_EQ(where_of(condition), expected) << condition;
}

TEST(Parser, NumbersParametersInTheOrderOfTheText) {
  const auto statement = parse("UPDATE t SET a = ?, b = ? REMOVE c WHERE pk = ? AND x IN [?, ?]");
  ASSERT_TRUE(statement);
  EXPECT_EQ(statement->parameters, 5U);
  EXPECT_EQ(text_of(*statement->where), "and(=(pk ?2) in(x list(?3 ?4)))");
  ASSERT_EQ(statement->assignments.size(), 3U);
  EXPECT_EQ(text_of(statement->assignments[1].value), "?1");
  EXPECT_EQ(statement->assignments[2].type, Assignment::Type::kRemove);
}

TEST(Parser, ReadsSelects) {
  const auto statement = parse("SELECT a, b.c[1] FROM \"t-1\".\"i\" WHERE a = 1 ORDER BY a DESC, b ASC, c;");
  ASSERT_TRUE(statement);
  EXPECT_EQ(statement->type, Statement::Type::kSelect);
  EXPECT_EQ(statement->table.components, (std::vector<std::string>{"t-1", "i"}));
  EXPECT_FALSE(statement->selects_all);
  ASSERT_EQ(statement->projection.size(), 2U);
  EXPECT_EQ(text_of(statement->projection[1]), "b.c[1]");
  ASSERT_EQ(statement->order_by.size(), 3U);
  EXPECT_EQ(statement->order_by[0].direction, OrderBy::Direction::kDescending);
  EXPECT_EQ(statement->order_by[2].direction, OrderBy::Direction::kAscending);
}

TEST(Parser, ReadsWrites) {
  const auto insert = parse("INSERT INTO t VALUE {'pk': 1}");
  ASSERT_TRUE(insert);
  EXPECT_EQ(insert->type, Statement::Type::kInsert);
  EXPECT_EQ(text_of(insert->inserted), "struct('pk' 1)");
  const auto remove = parse("DELETE FROM t WHERE pk = 1 RETURNING ALL OLD *");
  ASSERT_TRUE(remove);
  EXPECT_EQ(remove->type, Statement::Type::kDelete);
  EXPECT_EQ(remove->returning, Returning::kAllOld);
  const auto from_first = parse("from t where pk = 1 set a = 2 remove b returning modified new *");
  ASSERT_TRUE(from_first);
  EXPECT_EQ(from_first->type, Statement::Type::kUpdate);
  EXPECT_EQ(from_first->assignments.size(), 2U);
  EXPECT_EQ(from_first->returning, Returning::kModifiedNew);
  const auto exists = parse("EXISTS(SELECT * FROM t WHERE pk = 1 AND a = 2)");
  ASSERT_TRUE(exists);
  EXPECT_EQ(exists->type, Statement::Type::kExists);
}

TEST(Parser, NotesWhatTheServiceDoesNotRun) {
  EXPECT_TRUE(parse("SELECT * FROM t u WHERE a = 1")->has_alias);
  EXPECT_TRUE(parse("SELECT * FROM t AS u")->has_alias);
  EXPECT_TRUE(parse("UPDATE t u SET a = 3")->has_alias);
  EXPECT_TRUE(parse("SELECT * FROM t, u")->has_several_tables);
  EXPECT_EQ(parse("SELECT * FROM t LIMIT 5")->unsupported->name, "LIMIT");
  EXPECT_EQ(parse("SELECT a FROM t GROUP BY a")->unsupported->name, "GROUP BY");
  EXPECT_EQ(parse("x IS INT4")->unsupported->name, "IsType");
}

TEST(Parser, SaysWhatIsNotWellFormed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "Unexpected term"},
      {"SELECT * FROM t WHERE", "Unexpected term"},
      {"SELECT * FROM t WHERE;", "Unexpected term"},
      {"SELECT * FROM t WHERE NOT", "Unexpected term"},
      {"SELECT * FROM t WHERE (", "Unexpected term"},
      {"UPDATE t SET a = 1 WHERE", "Unexpected term"},
      {"SELECT * FROM", "Unexpected term"},
      {"SELECT * FROM t WHERE a = 'p' AND", "Missing right-hand side expression of infix operator"},
      {"SELECT * FROM t WHERE a =", "Missing right-hand side expression of infix operator"},
      {"SELECT * FROM t WHERE ORDER BY a", "Unexpected keyword"},
      {"SELECT * FROM t WHERE IS NULL", "Unexpected operator"},
      {"SELECT * FROM t WHERE a = LIKE", "Unexpected operator"},
      {"SELECT * FROM t WHERE a IS FOO", "Expected type name"},
      {"SELECT * FROM t WHERE m.inner = 1", "Invalid path dot component"},
      {"SELECT * FROM t WHERE a = 1 foo", "Unexpected token after expression"},
      {"SELECT * FROM t WHERE a = 1)", "Unexpected token after expression"},
      {"SELECT * FROM t WHERE a = 1 e5", "Unexpected token after expression"},
      {"SELECT * FROM t ORDER BY a WHERE a = 1", "Unexpected token after expression"},
      {"SELECTT * FROMM t", "Unexpected token after expression"},
      {"SLECT * FROM t WHERE a = 1", "Expected data manipulation"},
      {"UPDATE a-b SET c = 1", "Expected data manipulation"},
      {"FROM t WHERE a = 1", "Expected data manipulation"},
      {"FROM t SET c = 1 WHERE a = 1", "Unexpected token after expression"},
      {"INSERT INTO t VALUE {'a': 1} foo", "Unexpected token after expression"},
      {"INSERT INTO t u VALUE {'a': 1}", "Unexpected token after expression"},
      {"UPDATE t SET a = 9 WHERE b = 1 foo", "Unexpected token after expression"},
      {"DELETE FROM t WHERE a = 1 ORDER BY a", "Unexpected token after expression"},
      {"DELETE FROM", "Expected identifier for simple path"},
      {"DELETE FROM WHERE a = 1", "Expected identifier for simple path"},
      {"UPDATE t SET key = 1 WHERE a = 1", "Expected identifier for simple path"},
      {"SELECT * FROM t WHERE a = 1 # note", ""},
      {"SELECT * FROM t WHERE a = 1 /* note", ""},
      {"SELECT * FROM t WHERE a = 1e99999999999", ""},
  };
  for (const auto& [statement, detail] : cases) {
    const auto parsed = parse(statement);
    ASSERT_FALSE(parsed) << statement;
    EXPECT_EQ(parsed.error().message, "Statement wasn't well formed, can't be processed: " + detail)
        << statement;
  }
}

TEST(Parser, RefusesDeepNestingOfEveryKind) {
  const auto repeated = [](const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i)
      all += text;
    return all;
  };
  for (const std::string& statement : {"SELECT * FROM t WHERE " + repeated("(", 8000),
                                       "SELECT * FROM t WHERE " + repeated("NOT ", 2000) + "a",
                                       "SELECT * FROM t WHERE a = " + repeated("[", 8000),
                                       "SELECT * FROM t WHERE a" + repeated(" = a", 2000),
                                       "SELECT * FROM t WHERE a = " + repeated("+ ", 3000) + "1",
                                       "SELECT * FROM t WHERE " + repeated("f(", 3000)})
    EXPECT_FALSE(parse(statement)) << statement.substr(0, 40);
  EXPECT_TRUE(parse("SELECT * FROM t WHERE a = 1" + repeated(" AND a = 1", 700)));
}

}  // namespace
}  // namespace ddb::partiql
