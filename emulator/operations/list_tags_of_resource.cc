#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/tag_request.h"
#include "shared/base/base64.h"

namespace ddb::operations {

namespace {

constexpr std::size_t kTagsPerPageMax = 10;

}  // namespace

ServiceResult<model::ListTagsOfResourceOutput> list_tags_of_resource(Call& call,
                                                                     model::ListTagsOfResourceInput& input) {
  DDB_TRY(table, resolve_tagged_table(call, input.resource_arn, engine::TableUse::kDescribe));
  auto tag = table->tags.begin();
  if (input.next_token) {
    // The token is the Base64 form of the last key of the page before.
    const auto last_key = base64_decode(*input.next_token);
    if (!last_key) return model::validation_error(std::string(model::messages::kInvalidNextToken));
    tag = table->tags.upper_bound(*last_key);
  }
  model::ListTagsOfResourceOutput output;
  output.tags.emplace();
  for (; tag != table->tags.end() && output.tags->size() < kTagsPerPageMax; ++tag)
    output.tags->push_back({tag->first, tag->second});
  if (tag != table->tags.end()) output.next_token = base64_encode(output.tags->back().key);
  return output;
}

}  // namespace ddb::operations
