#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/tag_request.h"

namespace ddb::operations {

ServiceResult<model::TagResourceOutput> tag_resource(Call& call, model::TagResourceInput& input) {
  DDB_CHECK(check_table_arn(call, input.resource_arn));
  if (input.tags.empty()) return model::validation_error(std::string(model::messages::kNoTags));
  engine::WriteScope scope = call.engine.begin_write();
  DDB_TRY(found, resolve_tagged_table(call, input.resource_arn, engine::TableUse::kChangeSetting));
  DDB_CHECK(check_tags(input.tags));
  engine::Table table = *found;
  for (const model::Tag& tag : input.tags)
    table.tags[tag.key] = tag.value;
  DDB_CHECK(check_tag_count(table.tags));
  call.engine.catalog().put(scope, std::move(table));
  scope.commit();
  return model::TagResourceOutput{};
}

}  // namespace ddb::operations
