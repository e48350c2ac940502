#include "emulator/partiql/bound_statement.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "emulator/expression/document_path.h"
#include "emulator/expression/expression_messages.h"
#include "emulator/model/limits.h"
#include "emulator/model/partiql_messages.h"
#include "emulator/partiql/condition_translation.h"
#include "emulator/partiql/update_translation.h"
#include "shared/value/builder.h"

namespace ddb::partiql {
namespace {

using expression::Kind;
using expression::Node;
using model::ServiceError;
using model::ServiceResult;
using model::validation_error;
namespace messages = model::messages;

/// Statements have no expression parameters: what is wrong is said without naming one.
ServiceError without_parameter_name(ServiceError error, Kind kind) {
  const std::string prefix =
      messages::fill(expression::messages::kInvalid, {expression::parameter_name(kind), ""});
  if (error.message.starts_with(prefix)) error.message.erase(0, prefix.size());
  return error;
}

template <class Program>
ServiceResult<Program> bind_program(expression::Expression expression) {
  expression::Bindings no_placeholders;
  const Kind kind = expression.kind;
  auto program =
      Program::bind(std::make_shared<const expression::Expression>(std::move(expression)), no_placeholders);
  if (!program) return without_parameter_name(std::move(program).error(), kind);
  return *std::move(program);
}

ServiceResult<void> check_in_operands(const Node& node) {
  if (node.type == expression::NodeType::kIn && node.operands.size() - 1 > model::kExpressionInOperandsMax)
    return validation_error(
        messages::fill(expression::messages::kTooManyInOperands, {std::to_string(node.operands.size() - 1)}));
  for (const Node& operand : node.operands)
    DDB_CHECK(check_in_operands(operand));
  return {};
}

ServiceResult<void> check_table(const Statement& statement) {
  const std::vector<std::string>& components = statement.table.components;
  if (statement.has_several_tables) return validation_error(std::string(messages::kOnlyOneTable));
  if (statement.has_alias) return validation_error(std::string(messages::kAliasing));
  if (statement.type == Statement::Type::kInsert && components.size() > 1)
    return validation_error(std::string(messages::kInsertIntoIndex));
  if (components.size() > 2) return validation_error(std::string(messages::kFromPathTooLong));
  for (const std::string& component : components)
    if (component.empty()) return validation_error(std::string(messages::kEmptyPathComponent));
  const bool writes =
      statement.type == Statement::Type::kUpdate || statement.type == Statement::Type::kDelete;
  if (writes && components.size() > 1) return validation_error(std::string(messages::kWriteToIndex));
  return {};
}

ServiceResult<void> check_clauses(const Statement& statement) {
  if (statement.type == Statement::Type::kOther)
    return validation_error(messages::fill(messages::kUnsupportedOperation, {statement.unsupported->name}));
  if (statement.unsupported)
    return validation_error(
        messages::fill(messages::kUnsupportedClause,
                       {statement.unsupported->name, position_text(statement.unsupported->position)}));
  if (statement.returning == Returning::kNothing) return {};
  if (statement.type == Statement::Type::kDelete && statement.returning != Returning::kAllOld)
    return validation_error(
        messages::fill(messages::kReturningOnDelete, {returning_text(statement.returning)}));
  if (statement.type == Statement::Type::kInsert)
    return validation_error(
        messages::fill(messages::kReturningOnInsert, {returning_text(statement.returning)}));
  return {};
}

/// The name under which a path is answered: the last one, and the positions behind it.
std::string column_name(const Expression& path) {
  std::string positions;
  for (auto step = path.steps.rbegin(); step != path.steps.rend(); ++step) {
    if (step->name) return *step->name + positions;
    positions.insert(0, "[" + std::to_string(step->index) + "]");
  }
  return positions;
}

void bind_projection(const Statement& statement, BoundStatement& bound) {
  for (const Expression& item : statement.projection) {
    if (item.type != ExpressionType::kPath) {
      bound.column_error = validation_error(
          messages::fill(messages::kUnexpectedPathComponent, {position_text(item.position)}));
      return;
    }
    bound.columns.push_back({column_name(item), to_path(item)});
  }
}

ServiceResult<void> bind_order(const Statement& statement, BoundStatement& bound) {
  for (const OrderBy& order : statement.order_by) {
    const Expression& key = order.key;
    if (key.type != ExpressionType::kPath)
      return validation_error(
          messages::fill(messages::kNotWellFormed, {messages::kUnexpectedTokenAfterExpression}));
    if (key.steps.size() != 1)
      return validation_error(messages::fill(messages::kOrderByNotKey, {column_name(key)}));
    bound.order_by.push_back({key.steps.front().name.value_or(""), order.direction});
  }
  if (!statement.order_by.empty() && !statement.where)
    return validation_error(std::string(messages::kOrderByWithoutWhere));
  return {};
}

}  // namespace

ServiceResult<BoundStatement> bind_parameters(const Statement& statement, Parameters parameters) {
  DDB_CHECK(check_clauses(statement));
  DDB_CHECK(check_table(statement));
  DDB_CHECK(check_parameters(statement, parameters));
  BoundStatement bound;
  bound.type = statement.type;
  bound.returning = statement.returning;
  bound.table_name = statement.table.components.front();
  if (statement.table.components.size() > 1) bound.index_name = statement.table.components.back();
  if (statement.type == Statement::Type::kInsert) {
    DDB_TRY(item, to_item(statement.inserted, parameters));
    bound.inserted = std::move(item);
    return bound;
  }
  DDB_TRY(actions, to_update_actions(statement.assignments, parameters));
  if (!actions.empty()) DDB_CHECK(bind_update(actions));
  bound.actions = std::move(actions);
  if (statement.where) {
    DDB_TRY(where, to_condition(*statement.where, parameters));
    DDB_CHECK(check_in_operands(where));
    DDB_CHECK(bind_condition(where));
    bound.where = std::move(where);
  }
  bind_projection(statement, bound);
  DDB_CHECK(bind_order(statement, bound));
  return bound;
}

ServiceResult<expression::Condition> bind_condition(Node condition) {
  return bind_program<expression::Condition>({.kind = Kind::kCondition, .condition = std::move(condition)});
}

ServiceResult<expression::Update> bind_update(std::vector<expression::UpdateAction> actions) {
  return bind_program<expression::Update>({.kind = Kind::kUpdate, .actions = std::move(actions)});
}

ServiceResult<expression::Projection> bind_columns(const std::vector<Column>& columns) {
  std::vector<expression::Path> paths;
  for (const Column& column : columns) {
    expression::Path attribute = {column.path.front()};
    if (std::ranges::find(paths, attribute) == paths.end()) paths.push_back(std::move(attribute));
  }
  return bind_program<expression::Projection>({.kind = Kind::kProjection, .paths = std::move(paths)});
}

value::Item select_columns(value::ItemView item, const std::vector<Column>& columns) {
  std::map<std::string_view, value::ValueView> found;
  for (const Column& column : columns) {
    expression::DocumentPath path;
    for (const expression::PathElement& element : column.path) {
      const bool is_index = element.type == expression::PathElement::Type::kIndex;
      path.push_back({element.name, is_index ? element.index : expression::DocumentPathElement::kIsName});
    }
    if (const auto value = expression::find(item.attributes(), path))
      found.insert_or_assign(column.name, *value);
  }
  value::ItemBuilder builder;
  for (const auto& [name, value] : found)
    builder.add(name, value);
  return builder.build();
}

}  // namespace ddb::partiql
