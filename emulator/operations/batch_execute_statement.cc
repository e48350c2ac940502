#include <utility>
#include <vector>

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

/// One statement of the batch, as far as it could be read.
struct Member {
  std::optional<partiql::BoundStatement> statement;
  model::BatchStatementResponse response;

  void fail(model::ServiceError error) {
    model::BatchStatementError answer;
    answer.code = batch_error_code(error.code);
    answer.message = std::move(error.message);
    response.error = std::move(answer);
  }
  bool is_select() const { return statement->type == StatementType::kSelect; }
};

std::vector<Member> read_members(const model::BatchExecuteStatementInput& input) {
  std::vector<Member> members(input.statements.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    auto statement = read_statement(input.statements[i].statement, input.statements[i].parameters);
    if (statement)
      members[i].statement = *std::move(statement);
    else
      members[i].fail(std::move(statement).error());
  }
  return members;
}

/// A batch reads, or it writes. Source: API Reference, BatchExecuteStatement.
ServiceResult<void> check_not_mixed(const std::vector<Member>& members) {
  bool has_select = false;
  bool has_write = false;
  for (const Member& member : members) {
    if (!member.statement) continue;
    has_select = has_select || member.is_select();
    has_write = has_write || !member.is_select();
  }
  if (has_select && has_write) return model::validation_error(std::string(messages::kMixedBatch));
  return {};
}

/// Carries out one statement and notes what it answers. Source: recorded answers pql-077 to pql-082 for the
/// members: the table is named once the statement has reached it, and a failed condition shows no item.
class MemberRunner {
 public:
  MemberRunner(Call& call, TableCapacities& capacities) : call_(call), capacities_(capacities) {}

  void run(Member& member, engine::Consistency consistency) {
    if (!member.statement) return;
    auto done = member.is_select() ? select(member, consistency) : write(member);
    if (!done) member.fail(std::move(done).error());
  }

 private:
  ServiceResult<void> select(Member& member, engine::Consistency consistency) {
    DDB_TRY(read, make_item_read(call_, *member.statement, messages::kBatchSelectWithoutKey,
                                 messages::kBatchSelectWithoutKey));
    member.response.table_name = read.table->name;
    engine::ConsumedCapacity capacity;
    const storage::ReadTransaction transaction = call_.engine.store().begin_read();
    member.response.item = select_item(transaction, read, *member.statement, consistency, capacity);
    capacities_.add(member.statement->table_name, capacity);
    return {};
  }

  ServiceResult<void> write(Member& member) {
    if (member.statement->type == StatementType::kExists)
      return model::validation_error(messages::fill(messages::kUnsupportedOperation, {"Exists"}));
    DDB_TRY(write, make_write(call_, *member.statement));
    member.response.table_name = write.table->name;
    DDB_TRY(outcome, write_statement(call_, write, std::nullopt));
    member.response.item = unless_empty(returned_item(*member.statement, write, outcome));
    capacities_.add(member.statement->table_name, outcome.capacity);
    return {};
  }

  Call& call_;
  TableCapacities& capacities_;
};

}  // namespace

ServiceResult<model::BatchExecuteStatementOutput> batch_execute_statement(
    Call& call, model::BatchExecuteStatementInput& input) {
  std::vector<Member> members = read_members(input);
  DDB_CHECK(check_not_mixed(members));
  model::BatchExecuteStatementOutput output;
  auto& responses = output.responses.emplace();
  TableCapacities capacities(input.return_consumed_capacity);
  MemberRunner runner(call, capacities);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const bool is_consistent = input.statements[i].consistent_read.value_or(false);
    runner.run(members[i], is_consistent ? engine::Consistency::kStrong : engine::Consistency::kEventual);
    responses.push_back(std::move(members[i].response));
  }
  output.consumed_capacity = capacities.consumed();
  return output;
}

}  // namespace ddb::operations
