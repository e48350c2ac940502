#include <set>
#include <utility>
#include <vector>

#include "emulator/engine/item_checks.h"
#include "emulator/engine/item_reader.h"
#include "emulator/engine/transaction.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/request_expressions.h"

namespace ddb::operations {
namespace {

/// One Get, read and checked as far as no table is needed.
struct GetRequest {
  std::string table_name;
  engine::TransactionAction
      action;  ///< A read is a write that writes nothing: its target is checked the same way.
  std::optional<expression::Projection> projection;
};

ServiceResult<GetRequest> read_get(Call& call, const model::Get& get) {
  using Presence = RequestExpressions::Presence;
  GetRequest request;
  request.table_name = get.table_name;
  DDB_TRY(expressions,
          RequestExpressions::create(call, get.expression_attribute_names, std::nullopt,
                                     get.projection_expression ? Presence::kPresent : Presence::kAbsent));
  DDB_TRY(projection, expressions.projection(get.projection_expression));
  request.projection = std::move(projection);
  DDB_CHECK(expressions.check_all_used());
  DDB_TRY(key, checked_item(get.key, model::ValueErrorWording::kOlder));
  request.action.write.kind = engine::WriteKind::kConditionCheck;
  request.action.write.item_or_key = key;
  return request;
}

/// The requests, and the names of their items.
struct CheckedRequests {
  std::vector<GetRequest> requests;
  engine::ItemNames item_names;
};

ServiceResult<CheckedRequests> read_requests(Call& call, const model::TransactGetItemsInput& input) {
  std::vector<GetRequest> requests;
  requests.reserve(input.transact_items.size());
  for (const model::TransactGetItem& item : input.transact_items) {
    DDB_TRY(request, read_get(call, item.get));
    requests.push_back(std::move(request));
  }
  std::vector<engine::TransactionAction> actions;
  actions.reserve(requests.size());
  for (GetRequest& request : requests) {
    DDB_TRY(table, find_table(call, request.table_name, engine::TableUse::kItems));
    request.action.table = std::move(table);
    actions.push_back(request.action);
  }
  DDB_TRY(item_names, engine::check_transaction(actions));
  return CheckedRequests{std::move(requests), std::move(item_names)};
}

/// Refuses the whole transaction when a key does not fit its table.
ServiceResult<void> check_keys(const std::vector<GetRequest>& requests) {
  std::vector<model::CancellationReason> reasons;
  bool failed = false;
  for (const GetRequest& request : requests) {
    auto checked = engine::check_key(*request.action.table, request.action.write.item_or_key);
    failed = failed || !checked;
    reasons.push_back(checked ? model::CancellationReason()
                              : engine::cancellation_reason(std::move(checked).error(),
                                                            engine::TransactionAction::OnFailure::kNothing));
  }
  if (failed) return engine::transaction_canceled(std::move(reasons));
  return {};
}

}  // namespace

ServiceResult<model::TransactGetItemsOutput> transact_get_items(Call& call,
                                                                model::TransactGetItemsInput& input) {
  DDB_TRY(checked, read_requests(call, input));
  const std::vector<GetRequest>& requests = checked.requests;
  DDB_CHECK(check_keys(requests));
  DDB_CHECK(call.engine.ongoing_transactions().check_all(checked.item_names));
  model::TransactGetItemsOutput output;
  auto& responses = output.responses.emplace();
  TableCapacities capacities(input.return_consumed_capacity, CapacityKind::kTransactionalRead);
  const storage::ReadTransaction transaction = call.engine.store().begin_read();
  for (const GetRequest& request : requests) {
    engine::ConsumedCapacity capacity;
    auto item = engine::read_item(transaction, *request.action.table, request.action.write.item_or_key,
                                  engine::Consistency::kTransactional, capacity);
    capacities.add(request.table_name, capacity);
    if (item && request.projection) item = unless_empty(request.projection->apply(*item));
    responses.emplace_back().item = std::move(item);
  }
  output.consumed_capacity = capacities.consumed();
  return output;
}

}  // namespace ddb::operations
