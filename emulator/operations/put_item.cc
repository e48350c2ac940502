#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/item_write_request.h"

namespace ddb::operations {

ServiceResult<model::PutItemOutput> put_item(Call& call, model::PutItemInput& input) {
  return put_or_delete<model::PutItemOutput>(call, input, engine::WriteKind::kPut, input.item);
}

}  // namespace ddb::operations
