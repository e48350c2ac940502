#include "emulator/engine/stream_shards.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "emulator/engine/engine.h"
#include "emulator/engine/key_codec.h"
#include "emulator/engine/stream_settings.h"
#include "emulator/model/limits.h"
#include "shared/crypto/sha256.h"

namespace ddb::engine {

namespace {

constexpr std::chrono::hours kRetention(model::kStreamRetentionHours);

/// The shard that every stream begins with. It needs no line in the store: all of it follows from the stream.
Shard first_shard(const TableStream& stream) {
  Shard shard;
  shard.id = stream.shard_id;
  shard.created = stream.created;
  return shard;
}

/// Whether all its records are too old to be read.
bool is_over(const Shard& shard, Clock::TimePoint now) {
  return shard.closed && now - *shard.closed > kRetention;
}

std::vector<Shard> stored_shards(const storage::ReadTransaction& transaction, const TableStream& stream,
                                 Clock::TimePoint now) {
  const std::optional<std::string> setting = transaction.setting(shards_setting_name(stream.id));
  if (!setting) return {first_shard(stream)};
  std::vector<Shard> shards = decode_shards(*setting);
  std::erase_if(shards, [now](const Shard& shard) { return is_over(shard, now); });
  return shards;
}

std::string new_shard_id(const std::string& stream_arn, std::uint32_t slot, std::uint64_t first_sequence,
                         Clock::TimePoint created) {
  const auto created_ms = std::chrono::floor<std::chrono::milliseconds>(created).time_since_epoch().count();
  std::string digits = std::to_string(created_ms);
  digits.insert(0, 20 - std::min<std::size_t>(20, digits.size()), '0');
  const std::string name = stream_arn + '|' + std::to_string(first_sequence) + '|' + std::to_string(slot);
  return "shardId-" + digits + "-" + crypto::sha256_hex(name).substr(0, 8);
}

bool needs_new_shards(const std::vector<Shard>& shards, const ShardPolicy& policy,
                      std::uint64_t next_sequence, Clock::TimePoint now) {
  std::uint32_t open = 0;
  bool expired = false;
  bool untouched = false;
  for (const Shard& shard : shards) {
    if (!shard.is_open()) continue;
    ++open;
    if (policy.lifetime.count() > 0 && now - shard.created >= policy.lifetime) expired = true;
    if (shard.first_sequence == next_sequence) untouched = true;
  }
  return (expired || open != policy.open_shards) && !untouched &&
         shards.size() + policy.open_shards <= kShardsKeptMax;
}

std::string optional_text(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "-";
}

[[noreturn]] void throw_damaged() {
  throw storage::StorageError(storage::StorageFailure::kDamaged, "the list of a stream's shards is damaged");
}

template <class T>
T take_number(std::istringstream& words) {
  std::string word;
  T number{};
  if (!(words >> word)) throw_damaged();
  const auto [stopped, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || stopped != word.data() + word.size()) throw_damaged();
  return number;
}

std::optional<std::int64_t> take_optional(std::istringstream& words) {
  if ((words >> std::ws).peek() == '-') {
    words.get();
    return std::nullopt;
  }
  return take_number<std::int64_t>(words);
}

Shard decode_shard(const std::string& line) {
  std::istringstream words(line);
  Shard shard;
  if (!(words >> shard.id >> shard.parent_id)) throw_damaged();
  if (shard.parent_id == "-") shard.parent_id.clear();
  shard.slot = take_number<std::uint32_t>(words);
  shard.slot_count = take_number<std::uint32_t>(words);
  shard.first_sequence = take_number<std::uint64_t>(words);
  const std::optional<std::int64_t> last_sequence = take_optional(words);
  if (last_sequence) shard.last_sequence = static_cast<std::uint64_t>(*last_sequence);
  shard.created = Clock::TimePoint(std::chrono::microseconds(take_number<std::int64_t>(words)));
  const std::optional<std::int64_t> closed_us = take_optional(words);
  if (closed_us) shard.closed = Clock::TimePoint(std::chrono::microseconds(*closed_us));
  std::string rest;
  if (words >> rest || shard.slot >= shard.slot_count) throw_damaged();
  return shard;
}

}  // namespace

bool Shard::holds(const Table& table, const ChangeRecord& record) const {
  if (record.sequence < first_sequence || (last_sequence && record.sequence > *last_sequence)) return false;
  if (slot_count == 1) return true;
  const std::optional<value::ValueView> partition_key = record.keys.view().find(table.key.hash.front().name);
  if (!partition_key) return slot == 0;
  std::string component;
  append_component(component, *partition_key);
  std::string hash_bytes;
  append_partition_hash(hash_bytes, component);
  std::uint64_t hash = 0;
  for (const char byte : hash_bytes)
    hash = hash << 8 | static_cast<unsigned char>(byte);
  return (hash * slot_count) >> (8 * hash_bytes.size()) == slot;
}

std::vector<Shard> stream_shards(storage::Store& store, const ChangeFeed& changes, const TableStream& stream,
                                 Clock::TimePoint now) {
  std::vector<Shard> shards = stored_shards(store.begin_read(), stream, now);
  if (stream.disabled) {
    const std::uint64_t last = changes.last_sequence(stream.id).value_or(0);
    for (Shard& shard : shards) {
      if (!shard.is_open()) continue;
      shard.last_sequence = std::max(shard.first_sequence, last);
      shard.closed = stream.disabled;
    }
  }
  std::erase_if(shards, [now](const Shard& shard) { return is_over(shard, now); });
  std::ranges::sort(shards, {}, &Shard::id);
  return shards;
}

void open_new_shards(std::vector<Shard>& shards, const std::string& stream_arn, std::uint32_t open_shards,
                     std::uint64_t next_sequence, Clock::TimePoint now) {
  // In ids, children come after their parents also when the clock has not moved on between them.
  Clock::TimePoint named = now;
  for (const Shard& shard : shards)
    named = std::max(named, shard.created + std::chrono::milliseconds(1));
  std::vector<Shard> opened;
  for (std::uint32_t slot = 0; slot < open_shards; ++slot) {
    Shard child;
    child.id = new_shard_id(stream_arn, slot, next_sequence, named);
    child.slot = slot;
    child.slot_count = open_shards;
    child.first_sequence = next_sequence;
    child.created = named;
    for (const Shard& parent : shards) {
      const std::uint64_t parent_slot = std::uint64_t{slot} * parent.slot_count / open_shards;
      if (parent.is_open() && parent.slot == parent_slot) child.parent_id = parent.id;
    }
    opened.push_back(std::move(child));
  }
  for (Shard& shard : shards) {
    if (!shard.is_open()) continue;
    shard.last_sequence = next_sequence - 1;
    shard.closed = now;
  }
  shards.insert(shards.end(), std::make_move_iterator(opened.begin()), std::make_move_iterator(opened.end()));
}

void roll_shards(Engine& engine, const ShardPolicy& policy) {
  const Clock::TimePoint now = engine.clock().now();
  for (const TablePointer& candidate : engine.catalog().tables()) {
    const TableStream* stream = candidate->enabled_stream();
    if (stream == nullptr) continue;
    {
      const storage::ReadTransaction transaction = engine.store().begin_read();
      if (!needs_new_shards(stored_shards(transaction, *stream, now), policy, transaction.next_sequence(),
                            now))
        continue;
    }
    WriteScope scope = engine.begin_write();
    // What was decided above may have been overtaken by another write before this one began.
    const TablePointer table = engine.catalog().find(candidate->name);
    if (table == nullptr || table->enabled_stream() == nullptr) continue;
    stream = table->enabled_stream();
    const std::uint64_t next_sequence = scope.storage().next_sequence();
    std::vector<Shard> shards = stored_shards(scope.storage(), *stream, now);
    if (!needs_new_shards(shards, policy, next_sequence, now)) continue;
    open_new_shards(shards, table->stream_arn(*stream), policy.open_shards, next_sequence, now);
    scope.storage().put_setting(shards_setting_name(stream->id), encode_shards(shards));
    scope.commit();
  }
}

std::string encode_shards(const std::vector<Shard>& shards) {
  std::string encoded;
  for (const Shard& shard : shards) {
    std::optional<std::int64_t> last_sequence;
    if (shard.last_sequence) last_sequence = static_cast<std::int64_t>(*shard.last_sequence);
    std::optional<std::int64_t> closed_us;
    if (shard.closed) closed_us = shard.closed->time_since_epoch().count();
    for (const std::string& word :
         {shard.id, shard.parent_id.empty() ? std::string("-") : shard.parent_id, std::to_string(shard.slot),
          std::to_string(shard.slot_count), std::to_string(shard.first_sequence),
          optional_text(last_sequence), std::to_string(shard.created.time_since_epoch().count()),
          optional_text(closed_us)})
      encoded += word + ' ';
    encoded.back() = '\n';
  }
  return encoded;
}

std::vector<Shard> decode_shards(std::string_view encoded) {
  std::vector<Shard> shards;
  while (!encoded.empty()) {
    const std::size_t end = encoded.find('\n');
    if (end == std::string_view::npos) throw_damaged();
    shards.push_back(decode_shard(std::string(encoded.substr(0, end))));
    encoded.remove_prefix(end + 1);
  }
  return shards;
}

}  // namespace ddb::engine
