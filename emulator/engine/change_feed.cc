#include "emulator/engine/change_feed.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "emulator/engine/stream_change_codec.h"
#include "emulator/engine/stream_settings.h"

namespace ddb::engine {

namespace {

std::int64_t microseconds(Clock::TimePoint time) {
  return time.time_since_epoch().count();
}

Clock::TimePoint time_point(std::int64_t microseconds) {
  return Clock::TimePoint(std::chrono::microseconds(microseconds));
}

/// The last sequence number that was removed from the stream; 0 if none was.
std::uint64_t last_removed(const storage::ReadTransaction& transaction, std::int64_t stream_id) {
  const std::optional<std::string> setting = transaction.setting(trimmed_setting_name(stream_id));
  std::uint64_t sequence = 0;
  if (setting) std::from_chars(setting->data(), setting->data() + setting->size(), sequence);
  return sequence;
}

}  // namespace

void ChangeFeed::append(WriteScope& scope, const Table& table, Clock::TimePoint now, ChangeKind kind,
                        ChangeOrigin origin, value::ItemView keys, value::ItemView old_image,
                        value::ItemView new_image) {
  const TableStream* stream = table.enabled_stream();
  if (stream == nullptr) return;
  scope.storage().append_change(stream->id, microseconds(now),
                                encode_change(kind, origin, keys, old_image, new_image));
  if (listener_count_.load(std::memory_order_relaxed) > 0)
    scope.after_commit([this, name = table.name] { notify(name); });
}

ChangePage ChangeFeed::read_page(std::int64_t stream_id, std::uint64_t from, std::size_t limit,
                                 std::size_t size_bytes_max, Clock::TimePoint created_min) const {
  ChangePage page;
  page.next = from;
  const storage::ReadTransaction transaction = store_.begin_read();
  storage::ChangeCursor cursor = transaction.changes(stream_id, from);
  std::size_t size_bytes = 0;
  while (page.records.size() < limit) {
    if (!cursor.next()) {
      page.at_end = true;
      page.next = std::max(page.next, transaction.next_sequence());
      break;
    }
    if (cursor.created_us() < microseconds(created_min)) {
      page.next = cursor.sequence() + 1;
      continue;
    }
    const std::string_view record = cursor.record();
    if (!page.records.empty() && size_bytes + record.size() > size_bytes_max) break;
    page.next = cursor.sequence() + 1;
    page.records.push_back(decode_change(cursor.sequence(), time_point(cursor.created_us()), record));
    size_bytes += record.size();
  }
  return page;
}

std::vector<ChangeRecord> ChangeFeed::read(std::int64_t stream_id, std::uint64_t from, std::size_t limit,
                                           std::size_t size_bytes_max, Clock::TimePoint created_min) const {
  return read_page(stream_id, from, limit, size_bytes_max, created_min).records;
}

std::uint64_t ChangeFeed::next_sequence() const {
  return store_.begin_read().next_sequence();
}

std::optional<std::uint64_t> ChangeFeed::last_sequence(std::int64_t stream_id) const {
  const storage::ReadTransaction transaction = store_.begin_read();
  if (const std::optional<storage::ChangeSpan> span = transaction.change_span(stream_id))
    return span->last_sequence;
  const std::uint64_t removed = last_removed(transaction, stream_id);
  if (removed == 0) return std::nullopt;
  return removed;
}

bool ChangeFeed::is_trimmed(std::int64_t stream_id, std::uint64_t from, Clock::TimePoint created_min) const {
  const storage::ReadTransaction transaction = store_.begin_read();
  if (from <= last_removed(transaction, stream_id)) return true;
  storage::ChangeCursor cursor = transaction.changes(stream_id, from);
  return cursor.next() && cursor.created_us() < microseconds(created_min);
}

void ChangeFeed::trim(Clock::TimePoint created_min) {
  const std::vector<std::int64_t> streams = store_.begin_read().streams();
  for (const std::int64_t stream : streams)
    while (trim_stream(stream, created_min)) {
    }
}

/// One short write. True if there may be more to remove.
bool ChangeFeed::trim_stream(std::int64_t stream_id, Clock::TimePoint created_min) {
  const std::int64_t before_us = microseconds(created_min);
  {
    const storage::ReadTransaction transaction = store_.begin_read();
    const std::optional<storage::ChangeSpan> span = transaction.change_span(stream_id);
    if (!span || span->first_created_us >= before_us) return false;
  }
  storage::WriteTransaction transaction = store_.begin_write();
  std::uint64_t removed = 0;
  {
    storage::ChangeCursor cursor = transaction.changes(stream_id, 0);
    for (std::size_t count = 0; count < kTrimmedRecordsPerWrite; ++count) {
      if (!cursor.next() || cursor.created_us() >= before_us) break;
      removed = cursor.sequence();
    }
  }
  if (removed == 0) return false;  // the stream was dropped, or trimmed, in the meantime
  const std::size_t count = transaction.trim_changes(stream_id, before_us, kTrimmedRecordsPerWrite);
  transaction.put_setting(trimmed_setting_name(stream_id), std::to_string(removed));
  transaction.commit();
  return count == kTrimmedRecordsPerWrite;
}

void ChangeFeed::drop(WriteScope& scope, std::int64_t stream_id) {
  scope.storage().drop_stream(stream_id);
  scope.storage().erase_setting(trimmed_setting_name(stream_id));
  scope.storage().erase_setting(shards_setting_name(stream_id));
}

int ChangeFeed::add_listener(std::function<void(std::string_view table_name)> listener) {
  const std::lock_guard lock(mutex_);
  listeners_.emplace_back(next_listener_, std::move(listener));
  listener_count_.store(listeners_.size(), std::memory_order_relaxed);
  return next_listener_++;
}

void ChangeFeed::remove_listener(int number) {
  const std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [number](const auto& listener) { return listener.first == number; });
  listener_count_.store(listeners_.size(), std::memory_order_relaxed);
}

void ChangeFeed::notify(std::string_view table_name) {
  const std::lock_guard lock(mutex_);
  for (const auto& [number, listener] : listeners_)
    listener(table_name);
}

}  // namespace ddb::engine
