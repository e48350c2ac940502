#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/item_write_request.h"

namespace ddb::operations {

ServiceResult<model::DeleteItemOutput> delete_item(Call& call, model::DeleteItemInput& input) {
  return put_or_delete<model::DeleteItemOutput>(call, input, engine::WriteKind::kDelete, input.key);
}

}  // namespace ddb::operations
