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

ServiceResult<model::ExecuteStatementOutput> select(Call& call, const model::ExecuteStatementInput& input,
                                                    const partiql::BoundStatement& statement) {
  const std::string fingerprint = statement_fingerprint(input.statement, input.parameters);
  SelectOptions options;
  options.limit = static_cast<std::size_t>(input.limit.value_or(0));
  if (input.consistent_read.value_or(false)) options.consistency = engine::Consistency::kStrong;
  if (input.next_token) {
    auto position = decode_statement_token(fingerprint, *input.next_token);
    if (!position) return model::validation_error(std::string(messages::kNextTokenMismatch));
    options.position = *std::move(position);
  }
  DDB_TRY(page, select_page(call, statement, options));
  model::ExecuteStatementOutput output;
  output.items = std::move(page.items);
  if (page.next) output.next_token = encode_statement_token(fingerprint, *page.next);
  output.last_evaluated_key = std::move(page.last_evaluated_key);
  output.consumed_capacity =
      consumed_capacity(input.return_consumed_capacity, statement.table_name, page.capacity);
  return output;
}

ServiceResult<model::ExecuteStatementOutput> write(Call& call, const model::ExecuteStatementInput& input,
                                                   const partiql::BoundStatement& statement) {
  DDB_TRY(write, make_write(call, statement));
  DDB_TRY(outcome, write_statement(call, write, input.return_values_on_condition_check_failure));
  model::ExecuteStatementOutput output;
  value::ItemList& items = output.items.emplace();
  if (const value::Item item = returned_item(statement, write, outcome); !item.empty()) items.append(item);
  output.consumed_capacity =
      consumed_capacity(input.return_consumed_capacity, statement.table_name, outcome.capacity);
  return output;
}

}  // namespace

ServiceResult<model::ExecuteStatementOutput> execute_statement(Call& call,
                                                               model::ExecuteStatementInput& input) {
  DDB_TRY(statement, read_statement(input.statement, input.parameters));
  if (statement.type == StatementType::kSelect) return select(call, input, statement);
  if (statement.type == StatementType::kExists)
    return model::validation_error(messages::fill(messages::kUnsupportedOperation, {"Exists"}));
  return write(call, input, statement);
}

}  // namespace ddb::operations
