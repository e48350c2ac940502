#include "shared/value/item_list.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "shared/value/builder.h"

namespace ddb::value {
namespace {

char* put_bytes(char* at, std::string_view bytes) {
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
  return at + bytes.size();
}

}  // namespace

Item ListedItem::whole() const {
  ItemBuilder builder;
  for (const MapView part : {separate, others})
    for (const Entry& entry : part)
      builder.add(entry.name, entry.value);
  return builder.build();
}

void ItemList::append(ItemView item) {
  append({.separate = {}, .others = item.attributes()});
}

void ItemList::append(const ListedItem& item) {
  if (!takes_as_is(item.others)) return append(item.whole());
  const std::string_view separate = item.separate.encoded_entries();
  char* to = add(separate.size(), item.separate.count(), item.others);
  put_bytes(put_bytes(to, separate), item.others.encoded_entries());
}

void ItemList::append(const PartialItemView& item, std::span<const SeparateAttribute> separate) {
  const MapView others = item.attributes();
  if (!takes_as_is(others)) return append(item.put_back(separate));
  char* to = add(encoding::entries_size(separate), separate.size(), others);
  for (const SeparateAttribute& attribute : separate)
    to = encoding::put_entry(to, attribute);
  put_bytes(to, others.encoded_entries());
}

bool ItemList::takes_as_is(const MapView& others) {
  if (!others.names() || others.names() == names_.get()) [[likely]]
    return true;
  if (names_) return false;
  names_ = others.names()->shared_from_this();
  return true;
}

ListedItem ItemList::operator[](std::size_t index) const {
  assert(index < places_.size());
  const std::size_t begin = index == 0 ? 0 : places_[index - 1].end;
  const Place& place = places_[index];
  const char* bytes = buffer_.bytes.get();
  return {{place.separate_count, {bytes + begin, place.others_begin - begin}},
          {place.others_count, {bytes + place.others_begin, place.end - place.others_begin}, place.names}};
}

char* ItemList::add(std::size_t separate_size_bytes, std::size_t separate_count, const MapView& others) {
  const std::size_t begin = used_bytes();
  const std::size_t size_bytes = separate_size_bytes + others.encoded_entries().size();
  if (buffer_.capacity_bytes - begin < size_bytes) [[unlikely]]
    make_room(size_bytes);
  places_.push_back({.end = begin + size_bytes,
                     .others_begin = begin + separate_size_bytes,
                     .separate_count = static_cast<std::uint32_t>(separate_count),
                     .others_count = static_cast<std::uint32_t>(others.count()),
                     .names = others.names()});
  return buffer_.bytes.get() + begin;
}

void ItemList::make_room(std::size_t size_bytes) {
  // A page of some like the first one, so that a short one does not grow step by step.
  constexpr std::size_t kItems = 24;
  constexpr std::size_t kBytesMax = 8192;
  if (places_.empty()) places_.reserve(kItems);
  const std::size_t used = used_bytes();
  const std::size_t grown = used == 0 ? std::min(kItems * size_bytes, kBytesMax) : 2 * buffer_.capacity_bytes;
  Buffer larger;
  larger.capacity_bytes = std::max(used + size_bytes, grown);
  larger.bytes = std::make_unique_for_overwrite<char[]>(larger.capacity_bytes);
  put_bytes(larger.bytes.get(), {buffer_.bytes.get(), used});
  buffer_ = std::move(larger);
}

}  // namespace ddb::value
