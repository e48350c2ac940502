#include "emulator/engine/table_streams.h"

#include <algorithm>

#include "emulator/engine/stream_settings.h"
#include "emulator/engine/stream_shards.h"
#include "shared/base/time_format.h"

namespace ddb::engine {

namespace {

/// "2026-11-21T04:30:00.123"
std::string label_of(Clock::TimePoint time) {
  constexpr std::size_t kLabelLength = 23;
  return iso8601(time).substr(0, kLabelLength);
}

bool has_label(const Table& table, const std::string& label) {
  return std::any_of(table.streams.begin(), table.streams.end(),
                     [&](const TableStream& stream) { return stream.label == label; });
}

/// No two streams of tables of one name share a label: it is what tells their ARNs apart.
std::string unused_label(Engine& engine, const Table& table, Clock::TimePoint now) {
  const std::vector<TablePointer> deleted = engine.catalog().deleted_tables();
  const auto is_taken = [&](const std::string& label) {
    return has_label(table, label) ||
           std::any_of(deleted.begin(), deleted.end(), [&](const TablePointer& other) {
             return other->name == table.name && has_label(*other, label);
           });
  };
  std::string label = label_of(now);
  while (is_taken(label)) {
    now += std::chrono::milliseconds(1);
    label = label_of(now);
  }
  return label;
}

std::string first_shard_id(Random& random, Clock::TimePoint created) {
  constexpr std::size_t kDigits = 20;
  std::string digits =
      std::to_string(std::chrono::floor<std::chrono::milliseconds>(created).time_since_epoch().count());
  digits.insert(0, kDigits - std::min(kDigits, digits.size()), '0');
  return "shardId-" + digits + "-" + random_text(random, 8, "0123456789abcdef");
}

}  // namespace

void enable_stream(Engine& engine, WriteScope& scope, Table& table, StreamViewType view_type) {
  const Clock::TimePoint now = engine.clock().now();
  TableStream stream;
  stream.id = scope.storage().next_collection_id();
  stream.label = unused_label(engine, table, now);
  stream.view_type = view_type;
  stream.created = now;
  stream.shard_id = first_shard_id(engine.random(), now);
  scope.storage().create_stream(stream.id);
  if (const std::uint32_t open_shards = engine.options().shard_policy.open_shards; open_shards > 1) {
    std::vector<Shard> shards;
    open_new_shards(shards, table.stream_arn(stream), open_shards, Shard().first_sequence, now);
    scope.storage().put_setting(shards_setting_name(stream.id), encode_shards(shards));
  }
  table.streams.push_back(std::move(stream));
}

void disable_stream(Table& table, Clock::TimePoint now) {
  if (table.enabled_stream()) table.streams.back().disabled = now;
}

}  // namespace ddb::engine
