#include "emulator/engine/key_codec.h"

#include <algorithm>
#include <cassert>

#include "shared/value/builder.h"

namespace ddb::engine {
namespace {

constexpr std::size_t kHashBytes = 4;
/// Most keys are not longer.
constexpr std::size_t kKeyBytesReserved = 64;

void write_big_endian(char* out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8)
    *out++ = static_cast<char>((number >> shift) & 0xFFU);
}

void append_big_endian(std::string& out, std::uint32_t number) {
  out.resize(out.size() + kHashBytes);
  write_big_endian(out.data() + out.size() - kHashBytes, number);
}

std::uint32_t partition_hash(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a, then a finaliser: FNV alone leaves the high bits of
                                               // short texts uneven
  for (const char c : bytes)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  hash ^= hash >> 33U;
  hash *= 0xFF51AFD7ED558CCDULL;
  hash ^= hash >> 33U;
  return static_cast<std::uint32_t>(hash >> 32U);
}

/// The value of an entry that is `attribute`, if it has the right type.
std::optional<value::ValueView> key_value(const KeyAttribute& attribute, const value::Entry& entry) {
  return entry.value.type() == attribute.type ? std::optional(entry.value) : std::nullopt;
}

}  // namespace

void append_component_prefix(std::string& out, value::ValueView key_value) {
  assert(key_value.type() != value::Type::kNumber);
  const std::string_view bytes = key_value.bytes();
  std::size_t from = 0;
  for (std::size_t zero = bytes.find('\0'); zero != std::string_view::npos; zero = bytes.find('\0', from)) {
    out.append(bytes, from, zero - from + 1);
    out += '\xFF';
    from = zero + 1;
  }
  out.append(bytes, from);
}

void append_component(std::string& out, value::ValueView key_value) {
  if (key_value.type() == value::Type::kNumber) {
    out += key_value.bytes();
    return;
  }
  append_component_prefix(out, key_value);
  out.append("\0\1", 2);
}

ComponentReader::ComponentReader(std::string_view stored_key)
    : left_(stored_key.substr(std::min(stored_key.size(), kHashBytes))) {}

std::optional<std::string_view> ComponentReader::take(value::Type type, std::string& unescaped) {
  if (type == value::Type::kNumber) {
    const std::size_t size = value::Number::encoded_size_at_front(left_);
    if (size == 0) return std::nullopt;
    const std::string_view number = left_.substr(0, size);
    left_.remove_prefix(size);
    return number;
  }
  const std::size_t zero = left_.find('\0');
  if (zero == std::string_view::npos || zero + 1 == left_.size()) return std::nullopt;
  if (left_[zero + 1] != '\1') return take_escaped(unescaped);
  const std::string_view bytes = left_.substr(0, zero);
  left_.remove_prefix(zero + 2);
  return bytes;
}

std::optional<std::string_view> ComponentReader::take_escaped(std::string& unescaped) {
  unescaped.clear();
  while (true) {
    const std::size_t zero = left_.find('\0');
    if (zero == std::string_view::npos || zero + 1 == left_.size()) return std::nullopt;
    const bool ends = left_[zero + 1] == '\1';
    unescaped += left_.substr(0, ends ? zero : zero + 1);
    left_.remove_prefix(zero + 2);
    if (ends) return unescaped;
  }
}

void append_partition_hash(std::string& out, std::string_view hash_components) {
  append_big_endian(out, partition_hash(hash_components));
}

KeyValues find_key_values(const Table& table, value::ItemView item_or_key) {
  const KeyAttribute& hash = table.key.hash.front();
  const KeyAttribute* range = table.key.range.empty() ? nullptr : &table.key.range.front();
  int missing = range ? 2 : 1;
  KeyValues values;
  for (const value::Entry& entry : item_or_key.attributes()) {
    if (entry.name == hash.name)
      values.hash = key_value(hash, entry);
    else if (range && entry.name == range->name)
      values.range = key_value(*range, entry);
    else
      continue;
    if (--missing == 0) break;
  }
  return values;
}

std::string item_key(const Table& table, value::ItemView item) {
  std::string key;
  key.reserve(kKeyBytesReserved);
  const bool fits = append_item_key(key, table, find_key_values(table, item));
  assert(fits);
  static_cast<void>(fits);
  return key;
}

bool append_item_key(std::string& out, const Table& table, const KeyValues& values) {
  if (!values.hash || (!values.range && !table.key.range.empty())) return false;
  const std::size_t begin = out.size();
  const std::size_t components = begin + kHashBytes;
  out.resize(components);
  append_component(out, *values.hash);
  write_big_endian(out.data() + begin, partition_hash(std::string_view(out).substr(components)));
  if (values.range) append_component(out, *values.range);
  return true;
}

value::Item primary_key(const Table& table, value::ItemView item) {
  value::ItemBuilder builder;
  table.key.for_each(
      [&](const KeyAttribute& attribute) { builder.add(attribute.name, *item.find(attribute.name)); });
  return builder.build();
}

std::string prefix_successor(std::string_view prefix) {
  std::string successor(prefix);
  while (!successor.empty() && successor.back() == '\xFF')
    successor.pop_back();
  if (!successor.empty())
    successor.back() = static_cast<char>(static_cast<unsigned char>(successor.back()) + 1U);
  return successor;
}

std::string segment_bound(std::int64_t segment, std::int64_t total_segments) {
  assert(0 <= segment && segment <= total_segments);
  std::string bound;
  if (segment == total_segments) return bound;
  append_big_endian(bound, static_cast<std::uint32_t>((static_cast<std::uint64_t>(segment) << 32U) /
                                                      static_cast<std::uint64_t>(total_segments)));
  return bound;
}

}  // namespace ddb::engine
