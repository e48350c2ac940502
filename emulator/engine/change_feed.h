#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
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

/// Some records of a stream, and where the next ones begin.
struct ChangePage {
  std::vector<ChangeRecord> records;
  /// No record of the stream lies between the last of `records` and this sequence number.
  std::uint64_t next = 0;
  /// Whether the stream held no further record when it was read.
  bool at_end = false;
};

/// The change records of all streams: written by the item writer in the transaction of the write, read by
/// DynamoDB Streams' operations and by the stream hooks. Thread-safe. Everything that touches the store
/// throws `storage::StorageError`.
class ChangeFeed {
 public:
  explicit ChangeFeed(storage::Store& store) : store_(store) {}

  /// Appends a record to the table's enabled stream, if it has one. `now` becomes the record's time.
  void append(WriteScope& scope, const Table& table, Clock::TimePoint now, ChangeKind kind,
              ChangeOrigin origin, value::ItemView keys, value::ItemView old_image,
              value::ItemView new_image);

  /// At most `limit` records with `sequence >= from`, in order, that were created at or after `created_min`
  /// (older ones count as trimmed), and at most `size_bytes_max` of them as stored, but at least one. A
  /// stream that does not exist has no records.
  ChangePage read_page(std::int64_t stream_id, std::uint64_t from, std::size_t limit,
                       std::size_t size_bytes_max, Clock::TimePoint created_min) const;

  /// The records of `read_page` alone.
  std::vector<ChangeRecord> read(std::int64_t stream_id, std::uint64_t from, std::size_t limit,
                                 std::size_t size_bytes_max, Clock::TimePoint created_min) const;

  /// The sequence number that the next record of any stream will get, at the earliest.
  std::uint64_t next_sequence() const;

  /// The sequence number of the stream's last record, trimmed or not; nothing if it never had one.
  std::optional<std::uint64_t> last_sequence(std::int64_t stream_id) const;

  /// Whether a record with `sequence >= from` has been trimmed: removed, or created before `created_min`.
  bool is_trimmed(std::int64_t stream_id, std::uint64_t from, Clock::TimePoint created_min) const;

  /// Deletes records created before `created_min` from every stream, in write transactions of at most
  /// `kTrimmedRecordsPerWrite` records each.
  void trim(Clock::TimePoint created_min);
  static constexpr std::size_t kTrimmedRecordsPerWrite = 1'000;

  /// Drops a stream, its records and what is kept about it. `scope` decides when.
  static void drop(WriteScope& scope, std::int64_t stream_id);

  /// Calls `listener` after the commit of every record with its table's name, from the writer's thread: it
  /// must return at once, and must not add or remove listeners. The number names it for `remove_listener`,
  /// after whose return it is called no more. Where the store commits in groups, the records can be read
  /// shortly after the call only.
  int add_listener(std::function<void(std::string_view table_name)> listener);
  void remove_listener(int number);

 private:
  void notify(std::string_view table_name);
  bool trim_stream(std::int64_t stream_id, Clock::TimePoint created_min);

  storage::Store& store_;
  std::mutex mutex_;
  std::vector<std::pair<int, std::function<void(std::string_view)>>> listeners_;
  std::atomic<std::size_t> listener_count_{0};  // so that a write without listeners takes no lock
  int next_listener_ = 1;
};

}  // namespace ddb::engine
