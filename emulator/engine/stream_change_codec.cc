#include "emulator/engine/stream_change_codec.h"

#include <optional>

#include "emulator/storage/storage_error.h"

namespace ddb::engine {

namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHeadBytes = 3;
constexpr std::size_t kLengthBytes = 4;

void append_item(std::string& out, value::ItemView item) {
  const std::string_view bytes = item.encoded();
  for (std::size_t i = 0; i < kLengthBytes; ++i)
    out.push_back(static_cast<char>((bytes.size() >> (8 * i)) & 0xFF));
  out += bytes;
}

/// An item off the front of `bytes`. The empty text stands for the item without attributes, as in an
/// `ItemView`.
std::optional<value::Item> take_item(std::string_view& bytes) {
  if (bytes.size() < kLengthBytes) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i)
    size |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  bytes.remove_prefix(kLengthBytes);
  if (bytes.size() < size) return std::nullopt;
  const std::string_view item = bytes.substr(0, size);
  bytes.remove_prefix(size);
  if (item.empty()) return value::Item();
  if (!value::is_well_formed_item(item)) return std::nullopt;
  return value::Item(value::ItemView(item));
}

[[noreturn]] void throw_damaged(std::uint64_t sequence) {
  throw storage::StorageError(storage::StorageFailure::kDamaged,
                              "the change record " + std::to_string(sequence) + " is damaged");
}

}  // namespace

std::string encode_change(ChangeKind kind, ChangeOrigin origin, value::ItemView keys,
                          value::ItemView old_image, value::ItemView new_image) {
  std::string encoded;
  encoded.reserve(kHeadBytes + 3 * kLengthBytes + keys.encoded().size() + old_image.encoded().size() +
                  new_image.encoded().size());
  encoded.push_back(kVersion);
  encoded.push_back(static_cast<char>(kind));
  encoded.push_back(static_cast<char>(origin));
  append_item(encoded, keys);
  append_item(encoded, old_image);
  append_item(encoded, new_image);
  return encoded;
}

ChangeRecord decode_change(std::uint64_t sequence, Clock::TimePoint created, std::string_view encoded) {
  if (encoded.size() < kHeadBytes || encoded[0] != kVersion) throw_damaged(sequence);
  ChangeRecord record;
  record.sequence = sequence;
  record.created = created;
  record.kind = static_cast<ChangeKind>(encoded[1]);
  record.origin = static_cast<ChangeOrigin>(encoded[2]);
  if (record.kind < ChangeKind::kInsert || record.kind > ChangeKind::kRemove ||
      record.origin > ChangeOrigin::kTimeToLive)
    throw_damaged(sequence);
  encoded.remove_prefix(kHeadBytes);
  for (value::Item* item : {&record.keys, &record.old_image, &record.new_image}) {
    std::optional<value::Item> taken = take_item(encoded);
    if (!taken) throw_damaged(sequence);
    *item = std::move(*taken);
  }
  if (!encoded.empty()) throw_damaged(sequence);
  return record;
}

}  // namespace ddb::engine
