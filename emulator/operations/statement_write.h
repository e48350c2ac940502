#pragma once

#include <optional>
#include <string>

#include "emulator/engine/item_writer.h"
#include "emulator/engine/table.h"
#include "emulator/model/generated/enums.h"
#include "emulator/operations/call.h"
#include "emulator/partiql/bound_statement.h"

/// INSERT, UPDATE, DELETE and EXISTS as writes of one item.
namespace ddb::operations {

/// One write that a statement asks for, checked against its table.
struct StatementWrite {
  engine::TablePointer table;
  std::string table_name;  ///< As the statement calls it.
  partiql::Statement::Type type = partiql::Statement::Type::kInsert;
  engine::WriteKind kind = engine::WriteKind::kPut;
  value::Item item_or_key;
  std::optional<expression::Condition> condition;
  std::optional<expression::Update> update;
};

/// The write of `statement`, which is no SELECT. Fails when WHERE does not name one item, or item or key
/// don't fit the table.
ServiceResult<StatementWrite> make_write(Call& call, const partiql::BoundStatement& statement);

/// `write` as the engine takes it; it must outlive the result.
engine::ItemWrite to_item_write(const StatementWrite& write);

/// Carries `write` out in a transaction of its own. Fails with DuplicateItemException when an INSERT finds
/// the item there already.
ServiceResult<engine::WriteOutcome> write_statement(
    Call& call, const StatementWrite& write,
    std::optional<model::ReturnValuesOnConditionCheckFailure> on_failure);

/// DuplicateItemException, which a failed condition is for an INSERT.
model::ServiceError duplicate_item();

/// What RETURNING asks for; without attributes when there is nothing.
value::Item returned_item(const partiql::BoundStatement& statement, const StatementWrite& write,
                          const engine::WriteOutcome& outcome);

}  // namespace ddb::operations
