#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/change_feed.h"
#include "emulator/engine/shard_policy.h"
#include "emulator/engine/table.h"
#include "emulator/storage/store.h"
#include "shared/base/clock.h"

namespace ddb::engine {

class Engine;

/// One shard of a stream: the records of the items whose partition key falls into its slot, from one sequence
/// number to another.
struct Shard {
  std::string id;         ///< "shardId-" + milliseconds since 1970 in 20 digits + "-" + 8 hexadecimal digits.
  std::string parent_id;  ///< The shard that had its slot before; empty for a first one.
  std::uint32_t slot = 0;        ///< The partition keys' hashes are cut into `slot_count` equal ranges;
  std::uint32_t slot_count = 1;  ///< this shard has the one with number `slot`.
  std::uint64_t first_sequence = 1;
  std::optional<std::uint64_t> last_sequence;  ///< Set once it is closed: no later record belongs to it.
  Clock::TimePoint created;
  std::optional<Clock::TimePoint> closed;

  bool is_open() const { return !last_sequence.has_value(); }
  /// Whether a record of `table`'s stream belongs here.
  bool holds(const Table& table, const ChangeRecord& record) const;

  bool operator==(const Shard&) const = default;
};

/// So many shards of a stream are kept, closed ones included: each reader goes through them. Where a short
/// lifetime would make more of them within the day that records last, shards live longer.
inline constexpr std::size_t kShardsKeptMax = 10'000;

/// All shards of `stream`, ascending by id, which is also the order of their creation. Shards whose every
/// record has been trimmed are not among them, and those of a stream that was turned off are closed.
/// Throws `storage::StorageError`.
std::vector<Shard> stream_shards(storage::Store& store, const ChangeFeed& changes, const TableStream& stream,
                                 Clock::TimePoint now);

/// Closes and opens shards of every enabled stream as `policy` demands: those that are older than its
/// lifetime, and those of a stream that has another count of them, because it was made under another policy.
/// For the server's background tick: cheap when there is nothing to do. Shards are left as they are as long
/// as no record was written anywhere since they were opened, so that parent and child share no sequence
/// number. Throws `storage::StorageError`.
void roll_shards(Engine& engine, const ShardPolicy& policy);

/// Closes the open ones among `shards` with the record before `next_sequence`, and opens `open_shards` new
/// ones beside them, each with the parent that had the begin of its slot.
void open_new_shards(std::vector<Shard>& shards, const std::string& stream_arn, std::uint32_t open_shards,
                     std::uint64_t next_sequence, Clock::TimePoint now);

/// How shards are kept in the store: a line of text for each.
std::string encode_shards(const std::vector<Shard>& shards);
/// Throws `storage::StorageError` (kDamaged) for anything that `encode_shards` does not write.
std::vector<Shard> decode_shards(std::string_view encoded);

}  // namespace ddb::engine
