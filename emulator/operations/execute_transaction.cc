#include <algorithm>
#include <utility>
#include <vector>

#include "emulator/engine/item_reader.h"
#include "emulator/engine/transaction.h"
#include "emulator/model/partiql_messages.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/statement_read.h"
#include "emulator/operations/statement_request.h"
#include "emulator/operations/statement_write.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;
using StatementType = partiql::Statement::Type;
using engine::TransactionAction;

/// What is wrong with the statement at `index`. What is wrong with its values is said without naming it.
/// Source: paritysuite/dynamodb-conformance, tier3/error-messages.
model::ServiceError statement_error(std::size_t index, model::ServiceError error) {
  if (error.code == model::ErrorCode::kValidation)
    error.message =
        messages::fill(messages::kFailedTransactStatement, {std::to_string(index), error.message});
  return error;
}

ServiceResult<partiql::BoundStatement> read_transact_statement(const model::ParameterizedStatement& input,
                                                               std::size_t index) {
  auto parsed = parse_statement(input.statement);
  if (!parsed) return statement_error(index, std::move(parsed).error());
  DDB_TRY(statement, bind_statement(*parsed, input.parameters));
  if (statement.returning != partiql::Returning::kNothing)
    return statement_error(index, model::validation_error(std::string(messages::kTransactionReturning)));
  return statement;
}

ServiceResult<std::vector<partiql::BoundStatement>> read_statements(
    const model::ExecuteTransactionInput& input) {
  std::vector<partiql::BoundStatement> statements;
  for (std::size_t i = 0; i < input.transact_statements.size(); ++i) {
    DDB_TRY(statement, read_transact_statement(input.transact_statements[i], i));
    statements.push_back(std::move(statement));
  }
  const auto is_select = [](const partiql::BoundStatement& statement) {
    return statement.type == StatementType::kSelect;
  };
  const auto selects = static_cast<std::size_t>(std::ranges::count_if(statements, is_select));
  if (selects != 0 && selects != statements.size())
    return model::validation_error(std::string(messages::kMixedTransaction));
  return statements;
}

/// Refuses what a transaction refuses before it does anything.
ServiceResult<std::vector<ItemRead>> make_reads(Call& call,
                                                const std::vector<partiql::BoundStatement>& statements) {
  std::vector<ItemRead> reads;
  std::vector<TransactionAction> actions;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    auto read = make_item_read(call, statements[i], messages::kTransactionSelectWithoutKey,
                               messages::kTransactionIndexRead);
    if (!read) return statement_error(i, std::move(read).error());
    reads.push_back(std::move(*read));
  }
  for (const ItemRead& read : reads) {
    TransactionAction& action = actions.emplace_back();
    action.table = read.table;
    action.write.kind = engine::WriteKind::kConditionCheck;
    action.write.item_or_key = read.key;
  }
  DDB_TRY(item_names, engine::check_transaction(actions));
  DDB_CHECK(call.engine.ongoing_transactions().check_all(item_names));
  return reads;
}

ServiceResult<model::ExecuteTransactionOutput> read_all(
    Call& call, const model::ExecuteTransactionInput& input,
    const std::vector<partiql::BoundStatement>& statements) {
  DDB_TRY(reads, make_reads(call, statements));
  model::ExecuteTransactionOutput output;
  auto& responses = output.responses.emplace();
  TableCapacities capacities(input.return_consumed_capacity, CapacityKind::kTransactionalRead);
  const storage::ReadTransaction transaction = call.engine.store().begin_read();
  for (std::size_t i = 0; i < reads.size(); ++i) {
    engine::ConsumedCapacity capacity;
    responses.emplace_back().item =
        select_item(transaction, reads[i], statements[i], engine::Consistency::kTransactional, capacity);
    capacities.add(statements[i].table_name, capacity);
  }
  output.consumed_capacity = capacities.consumed();
  return output;
}

ServiceResult<std::vector<StatementWrite>> make_writes(
    Call& call, const std::vector<partiql::BoundStatement>& statements) {
  std::vector<StatementWrite> writes;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    auto write = make_write(call, statements[i]);
    if (!write) return statement_error(i, std::move(write).error());
    writes.push_back(std::move(*write));
  }
  return writes;
}

std::vector<TransactionAction> make_actions(const model::ExecuteTransactionInput& input,
                                            const std::vector<StatementWrite>& writes) {
  using OnFailure = TransactionAction::OnFailure;
  std::vector<TransactionAction> actions;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const bool shows_item = input.transact_statements[i].return_values_on_condition_check_failure ==
                            model::ReturnValuesOnConditionCheckFailure::kAllOld;
    actions.push_back({writes[i].table, to_item_write(writes[i]),
                       shows_item ? OnFailure::kStoredItem : OnFailure::kNothing});
  }
  return actions;
}

/// A failed condition of an INSERT is that the item is there already.
model::ServiceError name_duplicates(model::ServiceError error, const std::vector<StatementWrite>& writes) {
  if (error.code != model::ErrorCode::kTransactionCanceled) return error;
  std::vector<model::CancellationReason> reasons = std::move(error.cancellation_reasons);
  const std::string failed =
      engine::cancellation_reason({model::ErrorCode::kConditionalCheckFailed, {}}, {}).code;
  for (std::size_t i = 0; i < reasons.size(); ++i)
    if (reasons[i].code == failed && writes[i].type == StatementType::kInsert)
      reasons[i] = engine::cancellation_reason(duplicate_item(), TransactionAction::OnFailure::kNothing);
  return engine::transaction_canceled(std::move(reasons));
}

std::string fingerprint_of(const model::ExecuteTransactionInput& input) {
  std::string fingerprint;
  for (const model::ParameterizedStatement& statement : input.transact_statements)
    fingerprint += statement_fingerprint(statement.statement, statement.parameters);
  return fingerprint;
}

/// The answer to a request whose transaction has happened before: it costs reading the items.
model::ExecuteTransactionOutput repeated_output(const model::ExecuteTransactionInput& input,
                                                const std::vector<StatementWrite>& writes,
                                                const std::vector<TransactionAction>& actions,
                                                const storage::ReadTransaction& transaction) {
  model::ExecuteTransactionOutput output;
  output.responses.emplace();
  TableCapacities capacities(input.return_consumed_capacity, CapacityKind::kTransactionalRead);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    engine::ConsumedCapacity capacity;
    engine::read_item(transaction, *actions[i].table, actions[i].write.item_or_key,
                      engine::Consistency::kTransactional, capacity);
    capacities.add(writes[i].table_name, capacity);
  }
  output.consumed_capacity = capacities.consumed();
  return output;
}

ServiceResult<model::ExecuteTransactionOutput> write_all(
    Call& call, const model::ExecuteTransactionInput& input,
    const std::vector<partiql::BoundStatement>& statements) {
  engine::TransactionTokens& tokens = call.engine.transaction_tokens();
  std::optional<engine::TransactionTokens::Turn> turn;
  if (input.client_request_token) {
    DDB_TRY(begun, tokens.begin(*input.client_request_token));
    turn.emplace(std::move(begun));
  }
  engine::WriteScope scope = call.begin_item_write(storage::Rollback::kUnneeded);
  DDB_TRY(writes, make_writes(call, statements));
  const std::vector<TransactionAction> actions = make_actions(input, writes);
  DDB_TRY(item_names, engine::check_transaction(actions));
  const std::string fingerprint = input.client_request_token ? fingerprint_of(input) : std::string();
  if (input.client_request_token) {
    DDB_TRY(repeated, tokens.has_happened(scope, *input.client_request_token, fingerprint));
    if (repeated) return repeated_output(input, writes, actions, scope.storage());
  }
  DDB_TRY(hold, call.engine.ongoing_transactions().begin(std::move(item_names)));
  auto consumed = engine::write_transaction(scope, call.engine.changes(), call.engine.clock().now(), actions,
                                            hold.item_names());
  if (!consumed) return name_duplicates(std::move(consumed).error(), writes);
  if (input.client_request_token) tokens.remember(scope, *input.client_request_token, fingerprint);
  scope.commit();
  call.transaction = OngoingTransaction{std::move(hold), std::move(turn)};
  model::ExecuteTransactionOutput output;
  output.responses.emplace();
  TableCapacities capacities(input.return_consumed_capacity, CapacityKind::kTransactionalWrite);
  for (std::size_t i = 0; i < writes.size(); ++i)
    capacities.add(writes[i].table_name, (*consumed)[i]);
  output.consumed_capacity = capacities.consumed();
  return output;
}

}  // namespace

ServiceResult<model::ExecuteTransactionOutput> execute_transaction(Call& call,
                                                                   model::ExecuteTransactionInput& input) {
  DDB_TRY(statements, read_statements(input));
  if (statements.front().type == StatementType::kSelect) return read_all(call, input, statements);
  return write_all(call, input, statements);
}

}  // namespace ddb::operations
