#include "shared/value/builder.h"

#include <algorithm>
#include <cassert>

namespace ddb::value {
namespace {

using encoding::Writer;

std::size_t encoded_size(std::span<const Entry> entries) {
  std::size_t size = 0;
  for (const Entry& entry : entries)
    size += encoding::kVarintBytesMax + entry.name.size() + entry.value.encoded().size();
  return size;
}

void sort_by_name(std::vector<Entry>& entries) {
  const auto by_name = [](const Entry& left, const Entry& right) { return left.name < right.name; };
  if (!std::is_sorted(entries.begin(), entries.end(), by_name))
    std::sort(entries.begin(), entries.end(), by_name);
  for (std::size_t i = 1; i < entries.size(); ++i)
    assert(entries[i - 1].name != entries[i].name);
}

void put_entries(Writer& writer, std::span<const Entry> entries) {
  writer.put_count(entries.size());
  for (const Entry& entry : entries) {
    writer.put_count(entry.name.size());
    writer.put(entry.name);
    writer.put(entry.value.encoded());
  }
}

Value make_sequence(Type type, std::span<const ValueView> elements) {
  std::size_t expected = 1 + 2 * encoding::kVarintBytesMax;
  for (const ValueView element : elements)
    expected += element.encoded().size();
  std::string encoded;
  {
    Writer writer(encoded, expected);
    writer.put_byte(static_cast<char>(type));
    const std::size_t length = writer.begin_length();
    writer.put_count(elements.size());
    for (const ValueView element : elements)
      writer.put(element.encoded());
    writer.end_length(length);
  }
  return Value::adopt(std::move(encoded));
}

}  // namespace

Item ItemBuilder::build() {
  if (entries_.empty()) return {};
  sort_by_name(entries_);
  std::size_t size = 0;
  for (const Entry& entry : entries_)
    size += entry.name.size() + entry.value.size_bytes();
  std::string encoded;
  {
    Writer writer(encoded, encoding::kItemSizeBytes + encoding::kVarintBytesMax + encoded_size(entries_));
    char* header = writer.room(encoding::kItemSizeBytes);
    encoding::store_item_size(header, size);
    writer.advance_to(header + encoding::kItemSizeBytes);
    put_entries(writer, entries_);
  }
  entries_.clear();
  return Item::adopt(std::move(encoded));
}

Value make_list(std::span<const ValueView> elements) {
  return make_sequence(Type::kList, elements);
}

Value make_map(std::vector<Entry> entries) {
  sort_by_name(entries);
  std::string encoded;
  {
    Writer writer(encoded, 1 + 2 * encoding::kVarintBytesMax + encoded_size(entries));
    writer.put_byte(static_cast<char>(Type::kMap));
    const std::size_t length = writer.begin_length();
    put_entries(writer, entries);
    writer.end_length(length);
  }
  return Value::adopt(std::move(encoded));
}

std::optional<Value> make_set(Type set_type, std::vector<ValueView> elements) {
  assert(is_set(set_type));
  if (elements.empty()) return std::nullopt;
  for ([[maybe_unused]] const ValueView element : elements)
    assert(element.type() == set_element_type(set_type));
  std::sort(elements.begin(), elements.end(),
            [](ValueView left, ValueView right) { return left.bytes() < right.bytes(); });
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
  return make_sequence(set_type, elements);
}

}  // namespace ddb::value
