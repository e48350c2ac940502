#include "emulator/operations/find_table.h"

#include <string>

#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"

namespace ddb::operations {

namespace messages = model::messages;

model::ServiceError not_authorized(const Call& call, std::string_view arn) {
  const std::string caller = "arn:aws:iam::" + std::string(call.account_id) + ":root";
  return {model::ErrorCode::kAccessDenied,
          messages::fill(messages::kNotAuthorized, {caller, call.operation, arn, call.operation})};
}

ServiceResult<engine::TablePointer> find_table(Call& call, std::string_view name_or_arn,
                                               engine::TableUse use) {
  DDB_TRY(reference, engine::parse_table_reference(name_or_arn));
  if (reference.is_arn && reference.account_id != call.account_id) return not_authorized(call, name_or_arn);
  auto table = engine::resolve_table(call.engine, name_or_arn, use);
  if (table || !reference.is_arn || reference.region == call.region ||
      table.error().code != model::ErrorCode::kResourceNotFound)
    return table;
  return model::validation_error(messages::fill(messages::kInvalidArnRegion, {name_or_arn}));
}

}  // namespace ddb::operations
