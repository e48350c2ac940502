#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/tag_request.h"

namespace ddb::operations {

ServiceResult<model::UntagResourceOutput> untag_resource(Call& call, model::UntagResourceInput& input) {
  DDB_CHECK(check_table_arn(call, input.resource_arn));
  if (input.tag_keys.empty()) return model::validation_error(std::string(model::messages::kNoTagKeys));
  engine::WriteScope scope = call.engine.begin_write();
  DDB_TRY(found, resolve_tagged_table(call, input.resource_arn, engine::TableUse::kChangeSetting));
  DDB_CHECK(check_tag_keys(input.tag_keys));
  engine::Table table = *found;
  for (const std::string& key : input.tag_keys)
    table.tags.erase(key);
  call.engine.catalog().put(scope, std::move(table));
  scope.commit();
  return model::UntagResourceOutput{};
}

}  // namespace ddb::operations
