#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/item_write_request.h"

namespace ddb::operations {
namespace {

/// Attributes, as ReturnValues asks for them.
value::Item returned_attributes(model::ReturnValue wanted, const ItemWriteRequest& request,
                                const engine::WriteOutcome& outcome) {
  switch (wanted) {
    case model::ReturnValue::kNone:
      break;
    case model::ReturnValue::kAllOld:
      return outcome.old_item;
    case model::ReturnValue::kAllNew:
      return outcome.new_item;
    case model::ReturnValue::kUpdatedOld:
      if (request.update) return request.update->updated_old(outcome.old_item);
      break;
    case model::ReturnValue::kUpdatedNew:
      if (request.update) return request.update->updated_new(outcome.new_item);
      break;
  }
  return {};
}

}  // namespace

ServiceResult<model::UpdateItemOutput> update_item(Call& call, model::UpdateItemInput& input) {
  auto request = read_write_request(call, input, engine::WriteKind::kUpdate, input.key);
  if (!request) return as_request_error(std::move(request).error(), levels_max(input, input.key));
  DDB_TRY(answer, write_item(call, *request, input.return_values_on_condition_check_failure));
  auto output = write_output<model::UpdateItemOutput>(input, *request, answer);
  output.attributes = unless_empty(
      returned_attributes(input.return_values.value_or(model::ReturnValue::kNone), *request, answer.outcome));
  return output;
}

}  // namespace ddb::operations
