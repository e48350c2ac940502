#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "emulator/engine/stream_lookup.h"
#include "emulator/model/service_error.h"
#include "emulator/operations/call.h"

/// Parts that the operations of DynamoDB Streams share.
namespace ddb::operations {

/// ListStreams and DescribeStream answer at most so many at a time. Source: API reference of both.
inline constexpr std::int64_t kStreamListLimitMax = 100;

/// `limit`, or `limit_max` where it is absent. Fails with ValidationException above `limit_max`.
ServiceResult<std::size_t> stream_limit(std::optional<std::int64_t> limit, std::int64_t limit_max);

/// The shard of that id, which may be closed. Fails with ResourceNotFoundException.
ServiceResult<engine::Shard> find_shard(Call& call, const engine::FoundStream& found,
                                        const std::string& shard_id);

}  // namespace ddb::operations
