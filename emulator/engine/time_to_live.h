#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/engine/table.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// Items whose time to live ended longer ago are left alone. Source: Developer Guide, "Using time to live
/// (TTL) in DynamoDB".
inline constexpr std::int64_t kTimeToLiveAgeSecondsMax = 5LL * 365 * 24 * 60 * 60;

/// The second since 1970 at which `item` expires, without its fraction: the value of the time-to-live
/// attribute. Nothing when the item has no such Number, or when it is not after 1970: such an item never
/// expires.
std::optional<std::uint64_t> expiry_second(const TimeToLive& time_to_live, value::ItemView item);

/// The key in `TimeToLive::queue`: 8 bytes of the second, big-endian, then the item's key in `Table::items`.
/// The row is the item's key.
std::string time_to_live_key(std::uint64_t expiry_second, std::string_view item_key);

/// Deletes items whose time to live has ended. Owns no thread: the server's background work calls `sweep`.
class TimeToLiveSweeper {
 public:
  /// `engine` must outlive the sweeper.
  explicit TimeToLiveSweeper(Engine& engine) : engine_(engine) {}

  /// Deletes up to `items_max` expired items over all tables, in write transactions of a few items each, and
  /// gives their number: when it is `items_max`, there may be more. Throws `storage::StorageError`.
  std::size_t sweep(std::size_t items_max);

 private:
  /// One write transaction: the number of deleted items, less than `items_max` when no more are due.
  std::size_t delete_expired(std::string_view table_name, std::size_t items_max);

  Engine& engine_;
};

}  // namespace ddb::engine
