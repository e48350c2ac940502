#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"

namespace ddb::server {

/// The longest event. Source: Lambda Developer Guide, "Lambda quotas", invocation payload, synchronous.
inline constexpr std::size_t kHookEventBytesMax = 6 * 1024 * 1024;

/// One record on its way to the receiver.
struct HookRecord {
  std::uint64_t sequence = 0;
  Clock::TimePoint created;
  std::string json;
  std::string shard_id;  ///< Empty unless there is a dead-letter file.
};

/// The records of one event, in order.
class HookBatch {
 public:
  bool empty() const { return records_.empty(); }
  std::size_t size() const { return records_.size(); }
  const HookRecord& front() const { return records_.front(); }
  std::span<const HookRecord> records() const { return records_; }

  /// Whether an event with one more record of `json_size_bytes` is not too long. Always so for the first.
  bool has_room(std::size_t json_size_bytes) const;
  void add(HookRecord record);
  /// Takes the first `count` records off.
  void drop_front(std::size_t count);

  /// `{"Records":[...]}`.
  std::string event_json() const { return event_json(records_); }
  static std::string event_json(std::span<const HookRecord> records);

  /// The place of the lowest of `sequence_numbers` among the records; nothing if one of them names no record.
  std::optional<std::size_t> lowest(const std::vector<std::string>& sequence_numbers) const;

 private:
  std::vector<HookRecord> records_;
  std::size_t json_size_bytes_ = 0;
};

}  // namespace ddb::server
