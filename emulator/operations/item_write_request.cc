#include "emulator/operations/item_write_request.h"

#include "emulator/model/item_messages.h"
#include "emulator/operations/find_table.h"

namespace ddb::operations {

namespace messages = model::messages;

engine::ItemWrite to_item_write(const ItemWriteRequest& request) {
  engine::ItemWrite write;
  write.kind = request.kind;
  write.wants_old_item = request.wants_old_item;
  write.item_or_key = request.item_or_key;
  write.condition = request.condition ? &*request.condition : nullptr;
  write.update = request.update ? &*request.update : nullptr;
  return write;
}

ServiceResult<ItemWriteAnswer> write_item(
    Call& call, const ItemWriteRequest& request,
    std::optional<model::ReturnValuesOnConditionCheckFailure> on_failure) {
  engine::WriteScope scope = call.begin_item_write(storage::Rollback::kUnneeded);
  DDB_TRY(table, find_table(call, request.table_name, engine::TableUse::kItems));
  const engine::ItemWrite write = to_item_write(request);
  DDB_CHECK(engine::check_write(*table, write));
  DDB_CHECK(call.engine.ongoing_transactions().check({table.get(), write.item_or_key}));
  engine::ItemWriter writer(scope, call.engine.changes(), call.engine.clock().now());
  auto outcome = writer.write(*table, write);
  if (!outcome) {
    model::ServiceError error = std::move(outcome).error();
    if (on_failure != model::ReturnValuesOnConditionCheckFailure::kAllOld) error.item.reset();
    return error;
  }
  scope.commit();
  return ItemWriteAnswer{std::move(table), std::move(*outcome)};
}

ServiceResult<void> check_return_values_old_or_none(std::optional<model::ReturnValue> return_values) {
  if (!return_values || *return_values == model::ReturnValue::kNone ||
      *return_values == model::ReturnValue::kAllOld)
    return {};
  return model::validation_error(std::string(messages::kReturnValuesOldOrNone));
}

std::size_t levels_of(const std::optional<model::NamedList<model::ExpectedAttributeValue>>& expected) {
  std::size_t levels = 0;
  if (!expected) return levels;
  for (const auto& [name, entry] : *expected) {
    if (entry.value) levels = std::max(levels, entry.value->levels);
    if (!entry.attribute_value_list) continue;
    for (const model::AttributeValue& value : *entry.attribute_value_list)
      levels = std::max(levels, value.levels);
  }
  return levels;
}

std::size_t levels_of(const std::optional<model::NamedList<model::AttributeValueUpdate>>& attribute_updates) {
  std::size_t levels = 0;
  if (!attribute_updates) return levels;
  for (const auto& [name, update] : *attribute_updates)
    if (update.value) levels = std::max(levels, update.value->levels);
  return levels;
}

}  // namespace ddb::operations
