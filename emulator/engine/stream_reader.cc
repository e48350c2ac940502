#include "emulator/engine/stream_reader.h"

#include <algorithm>

#include "emulator/model/stream_messages.h"

namespace ddb::engine {

namespace {

/// Records of other shards that one call passes over at most, so that it stays short; the caller comes again
/// with the next iterator, as DynamoDB's documentation asks of it.
constexpr std::size_t kScannedRecordsMax = 10'000;

std::size_t stored_size_bytes(const ChangeRecord& record) {
  return record.keys.encoded().size() + record.old_image.encoded().size() + record.new_image.encoded().size();
}

}  // namespace

model::ServiceResult<ShardPage> read_shard(Engine& engine, const FoundStream& found, const Shard& shard,
                                           const ShardPosition& position, std::size_t limit) {
  const std::int64_t stream_id = found.stream().id;
  const ChangeFeed& changes = engine.changes();
  const Clock::TimePoint created_min = stream_records_created_min(engine.clock().now());
  std::uint64_t from = std::max(position.sequence, shard.first_sequence);
  if (position.kind == ShardPosition::Kind::kSequence && from > shard.first_sequence &&
      changes.is_trimmed(stream_id, from, created_min))
    return model::ServiceError{model::ErrorCode::kTrimmedDataAccess,
                               std::string(model::messages::kTrimmedData)};

  ShardPage page;
  std::size_t size_bytes = 0;
  bool is_over = shard.last_sequence && from > *shard.last_sequence;
  for (std::size_t scanned = 0; !is_over && page.records.size() < limit && scanned < kScannedRecordsMax;) {
    const std::size_t asked = limit - page.records.size();
    ChangePage part =
        changes.read_page(stream_id, from, asked, kStreamPageBytesMax - size_bytes, created_min);
    scanned += part.records.size();
    from = part.next;
    for (ChangeRecord& record : part.records) {
      if (!shard.holds(*found.table, record)) continue;
      size_bytes += stored_size_bytes(record);
      page.records.push_back(std::move(record));
    }
    is_over = shard.last_sequence && (from > *shard.last_sequence || part.at_end);
    if (part.at_end || part.records.size() < asked || size_bytes >= kStreamPageBytesMax) break;
  }
  if (!is_over) page.next = ShardPosition{ShardPosition::Kind::kSequence, from};
  return page;
}

}  // namespace ddb::engine
