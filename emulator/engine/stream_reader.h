#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "emulator/engine/engine.h"
#include "emulator/engine/stream_iterator.h"
#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_shards.h"

namespace ddb::engine {

/// What one GetRecords call reads at most. Source: API reference, GetRecords.
inline constexpr std::size_t kStreamPageBytesMax = 1'048'576;

/// Some records of one shard.
struct ShardPage {
  std::vector<ChangeRecord> records;
  std::optional<ShardPosition> next;  ///< Nothing once a closed shard is read to its end.
};

/// The records of `shard` from `position` on, at most `limit`. Fails with TrimmedDataAccessException when the
/// position's own record is trimmed. Throws `storage::StorageError`.
model::ServiceResult<ShardPage> read_shard(Engine& engine, const FoundStream& found, const Shard& shard,
                                           const ShardPosition& position, std::size_t limit);

}  // namespace ddb::engine
