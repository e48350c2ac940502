#include "emulator/operations/stream_request.h"

#include <algorithm>

#include "emulator/model/messages.h"
#include "emulator/model/stream_messages.h"

namespace ddb::operations {

namespace messages = model::messages;

ServiceResult<std::size_t> stream_limit(std::optional<std::int64_t> limit, std::int64_t limit_max) {
  if (limit && *limit > limit_max)
    return model::validation_error(
        messages::fill(messages::kLimitTooLarge, {std::to_string(*limit), std::to_string(limit_max)}));
  return static_cast<std::size_t>(limit.value_or(limit_max));
}

ServiceResult<engine::Shard> find_shard(Call& call, const engine::FoundStream& found,
                                        const std::string& shard_id) {
  engine::Engine& engine = call.engine;
  std::vector<engine::Shard> shards =
      engine::stream_shards(engine.store(), engine.changes(), found.stream(), engine.clock().now());
  const auto shard = std::ranges::find(shards, shard_id, &engine::Shard::id);
  if (shard == shards.end())
    return model::ServiceError{model::ErrorCode::kResourceNotFound, std::string(messages::kShardNotFound)};
  return std::move(*shard);
}

}  // namespace ddb::operations
