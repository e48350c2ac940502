#include <utility>

#include "emulator/engine/item_checks.h"
#include "emulator/engine/item_reader.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/legacy_mixing.h"
#include "emulator/operations/legacy_projection.h"
#include "emulator/operations/request_expressions.h"

namespace ddb::operations {

ServiceResult<model::GetItemOutput> get_item(Call& call, model::GetItemInput& input) {
  using Presence = RequestExpressions::Presence;
  const Presence presence = input.projection_expression ? Presence::kPresent : Presence::kAbsent;
  DDB_CHECK(check_not_mixed(input));
  DDB_CHECK(RequestExpressions::check_presence(input.expression_attribute_names, std::nullopt, presence));
  DDB_TRY(key, checked_item(input.key));
  DDB_TRY(attributes_to_get, legacy_projection(input.attributes_to_get));
  DDB_TRY(expressions,
          RequestExpressions::create(call, input.expression_attribute_names, std::nullopt, presence));
  DDB_TRY(projection, expressions.projection(input.projection_expression));
  DDB_CHECK(expressions.check_all_used());
  if (attributes_to_get) projection = std::move(attributes_to_get);
  DDB_TRY(table, find_table(call, input.table_name, engine::TableUse::kItems));
  DDB_CHECK(engine::check_key(*table, key));
  if (projection) DDB_CHECK(engine::check_paths(*table, *projection));

  const auto consistency =
      input.consistent_read.value_or(false) ? engine::Consistency::kStrong : engine::Consistency::kEventual;
  model::GetItemOutput output;
  engine::ConsumedCapacity capacity;
  {
    const storage::ReadTransaction transaction = call.engine.store().begin_read();
    output.item = engine::read_item(transaction, *table, key, consistency, capacity);
  }
  if (output.item && projection) output.item = projection->apply(*output.item);
  output.consumed_capacity = consumed_capacity(input.return_consumed_capacity, input.table_name, capacity);
  return output;
}

}  // namespace ddb::operations
