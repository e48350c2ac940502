#include <set>
#include <utility>
#include <vector>

#include "emulator/engine/item_checks.h"
#include "emulator/engine/item_reader.h"
#include "emulator/engine/key_codec.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/limits.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/legacy_mixing.h"
#include "emulator/operations/legacy_projection.h"
#include "emulator/operations/request_expressions.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

/// What is read of one table.
struct TableReads {
  const std::string* table_name = nullptr;  ///< Or its ARN.
  const model::KeysAndAttributes* input = nullptr;
  engine::TablePointer table;
  std::optional<expression::Projection> projection;
};

ServiceResult<TableReads> read_request(Call& call, const std::string& table_name,
                                       const model::KeysAndAttributes& input) {
  using Presence = RequestExpressions::Presence;
  DDB_TRY(attributes_to_get, legacy_projection(input.attributes_to_get));
  std::set<std::string_view> seen;
  bool has_duplicates = false;
  for (const model::AttributeMap& key : input.keys) {
    DDB_TRY(checked, checked_item(key));
    has_duplicates = !seen.insert(checked.encoded()).second || has_duplicates;
  }
  DDB_TRY(expressions,
          RequestExpressions::create(call, input.expression_attribute_names, std::nullopt,
                                     input.projection_expression ? Presence::kPresent : Presence::kAbsent));
  TableReads reads;
  reads.table_name = &table_name;
  reads.input = &input;
  DDB_TRY(projection, expressions.projection(input.projection_expression));
  DDB_CHECK(expressions.check_all_used());
  if (has_duplicates) return model::validation_error(std::string(messages::kDuplicateItemKeys));
  reads.projection = attributes_to_get ? std::move(attributes_to_get) : std::move(projection);
  return reads;
}

ServiceResult<void> check_keys(const TableReads& reads) {
  for (const model::AttributeMap& key : reads.input->keys)
    DDB_CHECK(engine::check_key(*reads.table, key.item));
  return {};
}

ServiceResult<std::vector<TableReads>> read_requests(Call& call, const model::BatchGetItemInput& input) {
  DDB_CHECK(check_not_mixed(input));
  std::vector<TableReads> requests;
  std::size_t key_count = 0;
  for (const auto& [table_name, keys] : input.request_items) {
    DDB_TRY(reads, read_request(call, table_name, keys));
    key_count += keys.keys.size();
    requests.push_back(std::move(reads));
  }
  if (key_count > model::kBatchGetKeysMax)
    return model::validation_error(std::string(messages::kTooManyBatchKeys));
  for (TableReads& reads : requests) {
    DDB_TRY(table, find_table(call, *reads.table_name, engine::TableUse::kItems));
    reads.table = std::move(table);
    DDB_CHECK(check_keys(reads));
  }
  return requests;
}

/// Reads keys until the response holds 16 MB; what is left over is for the client to ask again.
class BatchReader {
 public:
  explicit BatchReader(const storage::ReadTransaction& transaction) : transaction_(transaction) {}

  value::ItemList read(const TableReads& reads, engine::ConsumedCapacity& capacity,
                       std::vector<model::AttributeMap>& unprocessed) {
    value::ItemList items;
    const auto consistency = reads.input->consistent_read.value_or(false) ? engine::Consistency::kStrong
                                                                          : engine::Consistency::kEventual;
    for (const model::AttributeMap& key : reads.input->keys) {
      if (is_full_) {
        unprocessed.push_back(key);
        continue;
      }
      engine::ConsumedCapacity units;
      const auto item = engine::read_item(transaction_, *reads.table, key.item, consistency, units);
      const std::size_t size_bytes = item ? item->view().size_bytes() : 0;
      if (size_bytes_ + size_bytes > model::kBatchGetSizeBytesMax) {
        is_full_ = true;
        unprocessed.push_back(key);
        continue;
      }
      size_bytes_ += size_bytes;
      capacity += units;
      if (item) items.append(reads.projection ? reads.projection->apply(*item) : *item);
    }
    return items;
  }

 private:
  const storage::ReadTransaction& transaction_;
  std::size_t size_bytes_ = 0;
  bool is_full_ = false;
};

}  // namespace

ServiceResult<model::BatchGetItemOutput> batch_get_item(Call& call, model::BatchGetItemInput& input) {
  DDB_TRY(requests, read_requests(call, input));
  model::BatchGetItemOutput output;
  auto& responses = output.responses.emplace();
  auto& unprocessed = output.unprocessed_keys.emplace();
  std::vector<model::ConsumedCapacity> capacities;
  const storage::ReadTransaction transaction = call.engine.store().begin_read();
  BatchReader reader(transaction);
  for (const TableReads& reads : requests) {
    engine::ConsumedCapacity capacity;
    std::vector<model::AttributeMap> left_over;
    responses.add(*reads.table_name, reader.read(reads, capacity, left_over));
    if (!left_over.empty()) {
      model::KeysAndAttributes again = *reads.input;
      again.keys = std::move(left_over);
      unprocessed.add(*reads.table_name, std::move(again));
    }
    if (auto consumed = consumed_capacity(input.return_consumed_capacity, *reads.table_name, capacity))
      capacities.push_back(std::move(*consumed));
  }
  if (!capacities.empty()) output.consumed_capacity = std::move(capacities);
  return output;
}

}  // namespace ddb::operations
