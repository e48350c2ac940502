#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/table.h"
#include "emulator/engine/write_scope.h"
#include "shared/value/value.h"

namespace ddb::engine {

enum class ChangeKind : std::uint8_t { kInsert = 1, kModify = 2, kRemove = 3 };

/// Who made a change: a request, or the time-to-live sweeper (`userIdentity` of the record).
enum class ChangeOrigin : std::uint8_t { kRequest = 0, kTimeToLive = 1 };

/// One change of one item, as kept in the change log: always with both images, whatever the stream's view
/// type shows.
struct ChangeRecord {
  std::uint64_t sequence = 0;  ///< Ascending within the whole store; given by the change log.
  Clock::TimePoint created;
  ChangeKind kind = ChangeKind::kInsert;
  ChangeOrigin origin = ChangeOrigin::kRequest;
  value::Item keys;
  value::Item old_image;  ///< Without attributes when there was no item.
  value::Item new_image;
};

/// The change records of all streams: written by the item writer in the transaction of the write, read by
/// DynamoDB Streams' operations and by the stream hooks. Thread-safe.
class ChangeFeed {
 public:
  explicit ChangeFeed(storage::Store& store) : store_(store) {}

  /// Appends a record to the table's enabled stream, if it has one. `now` becomes the record's time.
  void append(WriteScope& scope, const Table& table, Clock::TimePoint now, ChangeKind kind,
              ChangeOrigin origin, value::ItemView keys, value::ItemView old_image,
              value::ItemView new_image);

  /// At most `limit` records with `sequence >= from`, in order, that were created at or after `created_min`
  /// (older ones count as trimmed). Stops early once the records hold more than `size_bytes_max`, with at
  /// least one record.
  std::vector<ChangeRecord> read(std::int64_t stream_id, std::uint64_t from, std::size_t limit,
                                 std::size_t size_bytes_max, Clock::TimePoint created_min) const;

  /// The sequence number that the next record of any stream will get, at the earliest.
  std::uint64_t next_sequence() const;

  /// Deletes records created before `created_min` from every stream.
  void trim(Clock::TimePoint created_min);

  /// Calls `listener` after every commit that appended records, from the writer's thread: it must return at
  /// once. The number names it for `remove_listener`.
  int add_listener(std::function<void(std::int64_t stream_id)> listener);
  void remove_listener(int number);

 private:
  void notify(std::int64_t stream_id);

  storage::Store& store_;
  std::mutex mutex_;
  std::vector<std::pair<int, std::function<void(std::int64_t)>>> listeners_;
  int next_listener_ = 1;
};

}  // namespace ddb::engine
