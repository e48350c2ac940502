#include <set>
#include <utility>
#include <vector>

#include "emulator/engine/item_checks.h"
#include "emulator/engine/key_codec.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/limits.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/item_write_request.h"
#include "emulator/operations/request_expressions.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

/// The writes to one table, checked as far as no table is needed.
struct TableWrites {
  const std::string* table_name = nullptr;                   ///< Or its ARN.
  const std::vector<model::WriteRequest>* inputs = nullptr;  ///< As many as `writes`, in the same order.
  std::vector<ItemWriteRequest> writes;
  engine::TablePointer table;
  std::vector<std::string> stored_keys;  ///< Of each write, once it is checked.
};

ServiceResult<ItemWriteRequest> read_write(const model::WriteRequest& input) {
  ItemWriteRequest write;
  // Neither or both: the sentence is the same. Source: dynalite's batchWriteItem tests.
  if (input.put_request.has_value() == input.delete_request.has_value())
    return model::validation_error(std::string(messages::kAttributeValueOfSeveralTypes));
  if (input.put_request) {
    DDB_TRY(item, checked_item(input.put_request->item, model::ValueErrorWording::kOlder));
    DDB_CHECK(engine::check_item_size(item));
    write.kind = engine::WriteKind::kPut;
    write.item_or_key = item;
  } else {
    DDB_TRY(key, checked_item(input.delete_request->key, model::ValueErrorWording::kOlder));
    write.kind = engine::WriteKind::kDelete;
    write.item_or_key = key;
  }
  return write;
}

/// BatchWriteItem finds a key that does not fit with fewer words than PutItem. Source: recorded answers
/// bat-044, bat-048.
ServiceResult<std::string> fitting_key(const engine::Table& table, value::ItemView item) {
  std::string key;
  if (!engine::append_item_key(key, table, engine::find_key_values(table, item)))
    return model::validation_error(std::string(messages::kKeyDoesNotMatchSchema));
  return key;
}

ServiceResult<void> check_writes(TableWrites& writes) {
  std::set<std::string_view> seen;
  writes.stored_keys.reserve(writes.writes.size());  // so that what is seen stays where it is
  for (const ItemWriteRequest& write : writes.writes) {
    DDB_TRY(stored_key, fitting_key(*writes.table, write.item_or_key));
    DDB_CHECK(engine::check_write(*writes.table, to_item_write(write)));
    writes.stored_keys.push_back(std::move(stored_key));
    if (!seen.insert(writes.stored_keys.back()).second)
      return model::validation_error(std::string(messages::kDuplicateItemKeys));
  }
  return {};
}

ServiceResult<std::vector<TableWrites>> read_requests(const model::BatchWriteItemInput& input) {
  if (input.request_items.empty()) return model::validation_error(std::string(messages::kNoRequestItems));
  std::vector<TableWrites> requests;
  std::size_t count = 0;
  for (const auto& [table_name, inputs] : input.request_items) {
    TableWrites writes;
    writes.table_name = &table_name;
    writes.inputs = &inputs;
    for (const model::WriteRequest& write_input : inputs) {
      DDB_TRY(write, read_write(write_input));
      writes.writes.push_back(std::move(write));
    }
    count += inputs.size();
    requests.push_back(std::move(writes));
  }
  if (count > model::kBatchWriteRequestsMax)
    return model::validation_error(std::string(messages::kTooManyBatchWrites));
  return requests;
}

/// Carries out the writes to one table and adds what they cost to `output`. An item that a transaction holds
/// is left unprocessed: the operation knows no TransactionConflictException. Source: API Reference,
/// BatchWriteItem, Errors.
ServiceResult<void> write_table(Call& call, engine::ItemWriter& writer,
                                const model::BatchWriteItemInput& input, const TableWrites& writes,
                                model::BatchWriteItemOutput& output) {
  engine::ConsumedCapacity capacity;
  std::vector<model::ItemCollectionMetrics> metrics;
  std::vector<model::WriteRequest> unprocessed;
  for (std::size_t i = 0; i < writes.writes.size(); ++i) {
    const ItemWriteRequest& write = writes.writes[i];
    if (!call.engine.ongoing_transactions().check({writes.table.get(), write.item_or_key})) {
      unprocessed.push_back((*writes.inputs)[i]);
      continue;
    }
    DDB_TRY(outcome, writer.write(*writes.table, to_item_write(write), writes.stored_keys[i]));
    capacity += outcome.capacity;
    if (auto collection =
            item_collection_metrics(input.return_item_collection_metrics, *writes.table, write.item_or_key))
      metrics.push_back(std::move(*collection));
  }
  if (auto consumed = consumed_capacity(input.return_consumed_capacity, *writes.table_name, capacity)) {
    if (!output.consumed_capacity) output.consumed_capacity.emplace();
    output.consumed_capacity->push_back(std::move(*consumed));
  }
  if (!metrics.empty()) {
    if (!output.item_collection_metrics) output.item_collection_metrics.emplace();
    output.item_collection_metrics->add(*writes.table_name, std::move(metrics));
  }
  if (!unprocessed.empty()) output.unprocessed_items->add(*writes.table_name, std::move(unprocessed));
  return {};
}

}  // namespace

ServiceResult<model::BatchWriteItemOutput> batch_write_item(Call& call, model::BatchWriteItemInput& input) {
  DDB_TRY(requests, read_requests(input));
  engine::WriteScope scope = call.begin_item_write(storage::Rollback::kUnneeded);
  for (TableWrites& writes : requests) {
    DDB_TRY(table, find_table(call, *writes.table_name, engine::TableUse::kItems));
    writes.table = std::move(table);
    DDB_CHECK(check_writes(writes));
  }
  engine::ItemWriter writer(scope, call.engine.changes(), call.engine.clock().now());
  model::BatchWriteItemOutput output;
  output.unprocessed_items.emplace();
  for (const TableWrites& writes : requests)
    DDB_CHECK(write_table(call, writer, input, writes, output));
  scope.commit();
  return output;
}

}  // namespace ddb::operations
