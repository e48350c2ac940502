#include "emulator/partiql/parser.h"

#include <algorithm>
#include <utility>

#include "emulator/partiql/expression_parser.h"

namespace ddb::partiql {
namespace {

using model::ServiceResult;
namespace messages = model::messages;

/// What the service calls an expression that stands where a statement should.
std::string_view operation_name(ExpressionType type) {
  switch (type) {
    case ExpressionType::kIs:
      return "IsType";
    case ExpressionType::kPath:
      return "Id";
    case ExpressionType::kCall:
      return "Call";
    case ExpressionType::kParameter:
      return "Parameter";
    case ExpressionType::kString:
    case ExpressionType::kNumber:
    case ExpressionType::kBoolean:
    case ExpressionType::kNull:
    case ExpressionType::kMissing:
      return "Lit";
    default:
      return "Expr";
  }
}

class StatementParser {
 public:
  explicit StatementParser(std::vector<Token> tokens) : tokens_(std::move(tokens)), expressions_(tokens_) {}

  ServiceResult<Statement> run() {
    DDB_CHECK(read_statement());
    while (tokens_.take_symbol(";")) {
    }
    if (!tokens_.is(TokenType::kEnd)) return not_well_formed(messages::kUnexpectedTokenAfterExpression);
    statement_.parameters = expressions_.parameters();
    return std::move(statement_);
  }

 private:
  ServiceResult<void> read_statement();
  ServiceResult<void> read_select();
  ServiceResult<void> read_insert();
  ServiceResult<void> read_update();
  ServiceResult<void> read_delete();
  ServiceResult<void> read_from_first();
  ServiceResult<void> read_exists();

  ServiceResult<void> read_projection();
  ServiceResult<void> read_source();
  ServiceResult<void> read_target();
  ServiceResult<void> set_table(const Expression& path);
  ServiceResult<void> read_alias();
  ServiceResult<void> read_where();
  ServiceResult<void> read_order_by();
  ServiceResult<void> read_other_clauses();
  ServiceResult<void> read_assignments();
  ServiceResult<void> read_set();
  ServiceResult<void> read_returning();

  TokenStream tokens_;
  ExpressionParser expressions_;
  Statement statement_;
};

ServiceResult<void> StatementParser::read_statement() {
  if (tokens_.take_keyword("select")) return read_select();
  if (tokens_.take_keyword("update")) return read_update();
  if (tokens_.take_keyword("delete")) return read_delete();
  if (tokens_.take_keyword("from")) return read_from_first();
  if (tokens_.is_keyword("insert") && TokenStream::is_keyword(tokens_.following(), "into"))
    return read_insert();
  if (tokens_.is_keyword("exists") && TokenStream::is_symbol(tokens_.following(1), "(") &&
      TokenStream::is_keyword(tokens_.following(2), "select"))
    return read_exists();
  DDB_TRY(expression, expressions_.read_expression());
  const ExpressionType type =
      expression.type == ExpressionType::kNot && expression.operands.front().type == ExpressionType::kIs
          ? ExpressionType::kIs
          : expression.type;
  statement_.unsupported = {std::string(operation_name(type)), expression.position};
  return {};
}

ServiceResult<void> StatementParser::read_select() {
  statement_.type = Statement::Type::kSelect;
  for (const std::string_view word : {"distinct", "value"})
    if (tokens_.is_keyword(word))
      statement_.unsupported = {word == "value" ? "SELECT VALUE" : "DISTINCT", tokens_.take().position};
  tokens_.take_keyword("all");
  DDB_CHECK(read_projection());
  if (!tokens_.take_keyword("from")) return not_well_formed(messages::kExpectedFromAfterSelect);
  DDB_CHECK(read_source());
  DDB_CHECK(read_where());
  DDB_CHECK(read_order_by());
  return read_other_clauses();
}

ServiceResult<void> StatementParser::read_projection() {
  bool has_star = false;
  do {
    if (tokens_.take_symbol("*")) {
      has_star = true;
      continue;
    }
    DDB_TRY(item, expressions_.read_expression());
    statement_.projection.push_back(std::move(item));
    DDB_CHECK(read_alias());
  } while (tokens_.take_symbol(","));
  if (has_star && !statement_.projection.empty()) return not_well_formed(messages::kStarNotAlone);
  statement_.selects_all = has_star;
  return {};
}

/// What stands behind FROM: the service takes one table or index, the grammar any expressions.
ServiceResult<void> StatementParser::read_source() {
  do {
    DDB_TRY(source, expressions_.read_expression());
    if (statement_.table.components.empty())
      DDB_CHECK(set_table(source));
    else
      statement_.has_several_tables = true;
    DDB_CHECK(read_alias());
  } while (tokens_.take_symbol(","));
  return {};
}

/// What UPDATE, DELETE and INSERT write to.
ServiceResult<void> StatementParser::read_target() {
  DDB_TRY(path, expressions_.read_simple_path());
  return set_table(path);
}

ServiceResult<void> StatementParser::set_table(const Expression& path) {
  for (const PathStep& step : path.steps)
    statement_.table.components.push_back(step.name.value_or(std::to_string(step.index)));
  if (statement_.table.components.empty()) {
    statement_.has_several_tables = true;
    statement_.table.components.emplace_back();
  }
  return {};
}

ServiceResult<void> StatementParser::read_alias() {
  const bool has_word = tokens_.is_keyword("as") || tokens_.is_keyword("at") || tokens_.is_keyword("by");
  if (has_word) tokens_.take();
  if (has_word && !tokens_.is_name()) return not_well_formed(messages::kExpectedIdentifierForAlias);
  if (!tokens_.is_name()) return {};
  tokens_.take();
  statement_.has_alias = true;
  return {};
}

ServiceResult<void> StatementParser::read_where() {
  if (!tokens_.take_keyword("where")) return {};
  DDB_TRY(condition, expressions_.read_expression());
  statement_.where = std::move(condition);
  return {};
}

ServiceResult<void> StatementParser::read_order_by() {
  if (!tokens_.take_keyword("order")) return {};
  DDB_CHECK(tokens_.expect_keyword("by", "BY"));
  do {
    DDB_TRY(key, expressions_.read_expression());
    OrderBy order{std::move(key)};
    if (tokens_.take_keyword("desc"))
      order.direction = OrderBy::Direction::kDescending;
    else
      tokens_.take_keyword("asc");
    statement_.order_by.push_back(std::move(order));
  } while (tokens_.take_symbol(","));
  return {};
}

/// GROUP BY, HAVING, LIMIT and OFFSET: grammatical, and never run.
ServiceResult<void> StatementParser::read_other_clauses() {
  const auto note = [&](std::string_view name, const Position& position) {
    if (!statement_.unsupported) statement_.unsupported = {std::string(name), position};
  };
  if (tokens_.is_keyword("group")) {
    note("GROUP BY", tokens_.take().position);
    DDB_CHECK(tokens_.expect_keyword("by", "BY"));
    do {
      DDB_CHECK(expressions_.read_expression());
    } while (tokens_.take_symbol(","));
  }
  for (const auto& [keyword, name] :
       {std::pair("having", "HAVING"), {"limit", "LIMIT"}, {"offset", "OFFSET"}}) {
    if (!tokens_.take_keyword(keyword)) continue;
    DDB_TRY(expression, expressions_.read_expression());
    note(name, expression.position);
  }
  return {};
}

ServiceResult<void> StatementParser::read_insert() {
  const Position position = tokens_.take().position;
  tokens_.take();
  statement_.type = Statement::Type::kInsert;
  DDB_CHECK(read_target());
  const bool has_value = tokens_.take_keyword("value");
  DDB_TRY(value, expressions_.read_expression());
  statement_.inserted = std::move(value);
  if (!has_value) {
    statement_.unsupported = {"INSERT", position};
    return {};
  }
  return read_returning();
}

ServiceResult<void> StatementParser::read_update() {
  statement_.type = Statement::Type::kUpdate;
  DDB_CHECK(read_target());
  DDB_CHECK(read_alias());
  DDB_CHECK(read_assignments());
  DDB_CHECK(read_where());
  return read_returning();
}

ServiceResult<void> StatementParser::read_delete() {
  statement_.type = Statement::Type::kDelete;
  if (!tokens_.take_keyword("from")) return not_well_formed(messages::kExpectedFromAfterDelete);
  DDB_CHECK(read_target());
  DDB_CHECK(read_alias());
  DDB_CHECK(read_where());
  return read_returning();
}

/// FROM table WHERE condition SET ...: an UPDATE with its clauses in another order.
ServiceResult<void> StatementParser::read_from_first() {
  statement_.type = Statement::Type::kUpdate;
  DDB_CHECK(read_source());
  DDB_CHECK(read_where());
  DDB_CHECK(read_assignments());
  return read_returning();
}

ServiceResult<void> StatementParser::read_exists() {
  tokens_.take();
  tokens_.take();
  tokens_.take();
  DDB_CHECK(read_select());
  statement_.type = Statement::Type::kExists;
  return tokens_.expect_symbol(")", "RIGHT_PAREN");
}

ServiceResult<void> StatementParser::read_assignments() {
  while (tokens_.is_keyword("set") || tokens_.is_keyword("remove")) {
    if (tokens_.take_keyword("set")) {
      DDB_CHECK(read_set());
      continue;
    }
    tokens_.take();
    DDB_TRY(target, expressions_.read_simple_path());
    statement_.assignments.push_back({Assignment::Type::kRemove, std::move(target), {}});
  }
  if (statement_.assignments.empty()) return not_well_formed(messages::kExpectedDataManipulation);
  return {};
}

ServiceResult<void> StatementParser::read_set() {
  do {
    DDB_TRY(target, expressions_.read_simple_path());
    if (!tokens_.take_symbol("=")) return not_well_formed(messages::kExpectedAssignment);
    DDB_TRY(value, expressions_.read_expression());
    statement_.assignments.push_back({Assignment::Type::kSet, std::move(target), std::move(value)});
  } while (tokens_.take_symbol(","));
  return {};
}

ServiceResult<void> StatementParser::read_returning() {
  if (!tokens_.take_keyword("returning")) return {};
  const bool is_all = tokens_.is_keyword("all");
  if (!is_all && !tokens_.is_keyword("modified")) return not_well_formed(messages::kExpectedReturningMapping);
  tokens_.take();
  const bool is_old = tokens_.is_keyword("old");
  if (!is_old && !tokens_.is_keyword("new")) return not_well_formed(messages::kExpectedReturningMapping);
  const Position position = tokens_.take().position;
  if (is_all)
    statement_.returning = is_old ? Returning::kAllOld : Returning::kAllNew;
  else
    statement_.returning = is_old ? Returning::kModifiedOld : Returning::kModifiedNew;
  if (tokens_.take_symbol("*")) return {};
  DDB_CHECK(expressions_.read_expression());
  if (!statement_.unsupported) statement_.unsupported = {"RETURNING", position};
  return {};
}

}  // namespace

std::string_view returning_text(Returning returning) {
  switch (returning) {
    case Returning::kNothing:
      break;
    case Returning::kAllOld:
      return "ALL OLD";
    case Returning::kAllNew:
      return "ALL NEW";
    case Returning::kModifiedOld:
      return "MODIFIED OLD";
    case Returning::kModifiedNew:
      return "MODIFIED NEW";
  }
  return {};
}

ServiceResult<Statement> parse(std::string_view statement) {
  auto tokens = tokenize(statement);
  if (!tokens) return not_well_formed({});
  return StatementParser(*std::move(tokens)).run();
}

}  // namespace ddb::partiql
