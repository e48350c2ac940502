#include "emulator/operations/item_write_request.h"

#include "emulator/engine/table_lookup.h"
#include "emulator/model/item_messages.h"

namespace ddb::operations {

namespace messages = model::messages;

engine::ItemWrite to_item_write(const ItemWriteRequest& request) {
  engine::ItemWrite write;
  write.kind = request.kind;
  write.item_or_key = request.item_or_key;
  write.condition = request.condition ? &*request.condition : nullptr;
  write.update = request.update ? &*request.update : nullptr;
  return write;
}

ServiceResult<ItemWriteAnswer> write_item(
    Call& call, const ItemWriteRequest& request,
    std::optional<model::ReturnValuesOnConditionCheckFailure> on_failure) {
  engine::WriteScope scope = call.engine.begin_write();
  DDB_TRY(table, engine::resolve_table(call.engine, request.table_name, engine::TableUse::kItems));
  const engine::ItemWrite write = to_item_write(request);
  DDB_CHECK(engine::check_write(*table, write));
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

ServiceResult<void> refuse_legacy(std::string_view name, std::string_view replacement) {
  return model::validation_error(messages::fill(messages::kUnsupportedParameter, {name, replacement}));
}

}  // namespace ddb::operations
