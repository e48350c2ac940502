#include "emulator/operations/statement_write.h"

#include <utility>

#include "emulator/model/partiql_messages.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/page_request.h"
#include "emulator/partiql/key_plan.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;
using expression::Node;
using expression::NodeType;
using StatementType = partiql::Statement::Type;

Node presence(NodeType type, const engine::Table& table) {
  return Node::of(type, {Node::of_path({expression::PathElement::attribute(table.key.hash.front().name)})});
}

/// What must hold for the write to happen. An UPDATE needs its item, where UpdateItem would make one; a
/// DELETE of nothing is fine whatever it asks; an INSERT needs the item's absence.
std::optional<Node> write_condition(const engine::Table& table, StatementType type,
                                    std::optional<Node> rest) {
  switch (type) {
    case StatementType::kInsert:
      return presence(NodeType::kAttributeNotExists, table);
    case StatementType::kDelete:
      if (!rest) return std::nullopt;
      return Node::of(NodeType::kOr, {presence(NodeType::kAttributeNotExists, table), *std::move(rest)});
    default:
      if (!rest) return presence(NodeType::kAttributeExists, table);
      return Node::of(NodeType::kAnd, {presence(NodeType::kAttributeExists, table), *std::move(rest)});
  }
}

engine::WriteKind write_kind(StatementType type) {
  switch (type) {
    case StatementType::kInsert:
      return engine::WriteKind::kPut;
    case StatementType::kUpdate:
      return engine::WriteKind::kUpdate;
    case StatementType::kDelete:
      return engine::WriteKind::kDelete;
    default:
      return engine::WriteKind::kConditionCheck;
  }
}

/// The key of the item that WHERE names, and what else it asks.
ServiceResult<partiql::KeyEquality> find_item(const engine::Table& table,
                                              const partiql::BoundStatement& statement) {
  auto found = partiql::find_key(statement.where, to_expression_schema(table.key));
  const bool is_exists = statement.type == StatementType::kExists;
  if (is_exists && (!found || !found->rest || statement.index_name))
    return model::validation_error(std::string(messages::kExistsWithoutCondition));
  if (!found) return model::validation_error(std::string(messages::kWhereWithoutKey));
  return *std::move(found);
}

}  // namespace

ServiceResult<StatementWrite> make_write(Call& call, const partiql::BoundStatement& statement) {
  StatementWrite write;
  DDB_TRY(table, find_table(call, statement.table_name, engine::TableUse::kItems));
  write.table = std::move(table);
  write.table_name = statement.table_name;
  write.type = statement.type;
  write.kind = write_kind(statement.type);
  std::optional<Node> rest;
  if (statement.type == StatementType::kInsert) {
    write.item_or_key = statement.inserted;
  } else {
    DDB_TRY(item, find_item(*write.table, statement));
    write.item_or_key = std::move(item.key);
    rest = std::move(item.rest);
  }
  if (auto condition = write_condition(*write.table, statement.type, std::move(rest))) {
    DDB_TRY(bound, partiql::bind_condition(*std::move(condition)));
    write.condition = std::move(bound);
  }
  if (statement.type == StatementType::kUpdate) {
    DDB_TRY(update, partiql::bind_update(statement.actions));
    write.update = std::move(update);
  }
  DDB_CHECK(engine::check_write(*write.table, to_item_write(write)));
  return write;
}

engine::ItemWrite to_item_write(const StatementWrite& write) {
  engine::ItemWrite item_write;
  item_write.kind = write.kind;
  item_write.item_or_key = write.item_or_key;
  item_write.condition = write.condition ? &*write.condition : nullptr;
  item_write.update = write.update ? &*write.update : nullptr;
  return item_write;
}

ServiceResult<engine::WriteOutcome> write_statement(
    Call& call, const StatementWrite& write,
    std::optional<model::ReturnValuesOnConditionCheckFailure> on_failure) {
  engine::WriteScope scope = call.begin_item_write(storage::Rollback::kUnneeded);
  DDB_TRY(table, find_table(call, write.table_name, engine::TableUse::kItems));
  DDB_CHECK(engine::check_write(*table, to_item_write(write)));
  DDB_CHECK(call.engine.ongoing_transactions().check({table.get(), write.item_or_key}));
  engine::ItemWriter writer(scope, call.engine.changes(), call.engine.clock().now());
  auto outcome = writer.write(*table, to_item_write(write));
  if (!outcome) {
    model::ServiceError error = std::move(outcome).error();
    const bool has_failed_condition = error.code == model::ErrorCode::kConditionalCheckFailed;
    if (has_failed_condition && write.type == StatementType::kInsert) return duplicate_item();
    if (on_failure != model::ReturnValuesOnConditionCheckFailure::kAllOld) error.item.reset();
    return error;
  }
  scope.commit();
  return outcome;
}

model::ServiceError duplicate_item() {
  return {model::ErrorCode::kDuplicateItem, std::string(messages::kDuplicateItem)};
}

value::Item returned_item(const partiql::BoundStatement& statement, const StatementWrite& write,
                          const engine::WriteOutcome& outcome) {
  switch (statement.returning) {
    case partiql::Returning::kNothing:
      break;
    case partiql::Returning::kAllOld:
      return outcome.old_item;
    case partiql::Returning::kAllNew:
      return outcome.new_item;
    case partiql::Returning::kModifiedOld:
      return write.update->updated_old(outcome.old_item);
    case partiql::Returning::kModifiedNew:
      return write.update->updated_new(outcome.new_item);
  }
  return {};
}

}  // namespace ddb::operations
