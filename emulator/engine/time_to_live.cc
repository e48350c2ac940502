#include "emulator/engine/time_to_live.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>
#include <vector>

#include "emulator/engine/item_writer.h"
#include "emulator/engine/key_codec.h"
#include "emulator/engine/row_codec.h"

namespace ddb::engine {

namespace {

constexpr std::size_t kSecondBytes = 8;
/// Deletions in one write transaction: other writers wait no longer than this takes.
constexpr std::size_t kDeletionsPerWrite = 25;

std::string encoded_second(std::uint64_t second) {
  std::string bytes;
  for (std::size_t i = kSecondBytes; i-- > 0;)
    bytes.push_back(static_cast<char>(second >> (8 * i) & 0xFF));
  return bytes;
}

/// The keys of the oldest queue entries whose time has come.
std::vector<std::string> expired_entries(const storage::ReadTransaction& transaction,
                                         storage::CollectionId queue, std::int64_t now, std::size_t limit) {
  const std::int64_t oldest = std::max<std::int64_t>(0, now - kTimeToLiveAgeSecondsMax);
  const std::string lower = encoded_second(static_cast<std::uint64_t>(oldest));
  const std::string upper = encoded_second(static_cast<std::uint64_t>(now) + 1);
  storage::Cursor entries =
      transaction.scan(queue, {storage::KeyBound::inclusive(lower), storage::KeyBound::exclusive(upper)});
  std::vector<std::string> keys;
  while (keys.size() < limit && entries.next())
    keys.emplace_back(entries.key());
  return keys;
}

/// The primary key of the item that a queue entry names.
value::Item key_of_queued(const storage::ReadTransaction& transaction, const Table& table,
                          std::string_view entry) {
  const std::string_view stored_key = entry.substr(kSecondBytes);
  const auto found = transaction.find(table.items, stored_key);
  if (!found)
    throw storage::StorageError(
        storage::StorageFailure::kDamaged,
        "The time-to-live queue of table " + table.name + " names an item that is not there.");
  return primary_key(table, RowCodec(table).unpack(stored_key, found->row()));
}

}  // namespace

std::optional<std::uint64_t> expiry_second(const TimeToLive& time_to_live, value::ItemView item) {
  if (item.encoded().empty()) return std::nullopt;
  const std::optional<value::ValueView> attribute = item.find(time_to_live.attribute_name);
  if (!attribute || attribute->type() != value::Type::kNumber) return std::nullopt;
  const value::Number number = attribute->number();
  if (number.is_negative() || number.is_zero()) return std::nullopt;
  // The text is plain digits, with a point and more digits for a fraction. What is too large for 64 bits lies
  // too far ahead to matter.
  const std::string text = number.text();
  std::uint64_t second = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), second);
  if (failure != std::errc() || second == 0) return std::nullopt;
  if (end != text.data() + text.size() && *end != '.') return std::nullopt;
  if (second > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  return second;
}

std::string time_to_live_key(std::uint64_t expiry_second, std::string_view item_key) {
  std::string key = encoded_second(expiry_second);
  key += item_key;
  return key;
}

std::size_t TimeToLiveSweeper::sweep(std::size_t items_max) {
  std::size_t deleted = 0;
  for (const TablePointer& table : engine_.catalog().tables()) {
    if (!table->time_to_live) continue;
    while (deleted < items_max) {
      const std::size_t wanted = std::min(kDeletionsPerWrite, items_max - deleted);
      const std::size_t done = delete_expired(table->name, wanted);
      deleted += done;
      if (done < wanted) break;
    }
  }
  return deleted;
}

std::size_t TimeToLiveSweeper::delete_expired(std::string_view table_name, std::size_t items_max) {
  const Clock::TimePoint now = engine_.clock().now();
  WriteScope scope = engine_.begin_write();
  const TablePointer table = engine_.catalog().find(table_name);
  if (!table || !table->time_to_live) return 0;
  const storage::CollectionId queue = table->time_to_live->queue;
  const std::vector<std::string> expired =
      expired_entries(scope.storage(), queue, unix_seconds(now), items_max);
  if (expired.empty()) return 0;

  ItemWriter writer(scope, engine_.changes(), now);
  for (const std::string& entry : expired) {
    const value::Item key = key_of_queued(scope.storage(), *table, entry);
    const auto outcome = writer.write(
        *table, {.kind = WriteKind::kDelete, .item_or_key = key, .origin = ChangeOrigin::kTimeToLive});
    // A deletion without a condition has nothing to fail on.
    if (!outcome) throw std::logic_error("an expired item was not deleted: " + outcome.error().message);
  }
  scope.commit();
  return expired.size();
}

}  // namespace ddb::engine
