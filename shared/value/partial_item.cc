#include "shared/value/partial_item.h"

#include <cassert>
#include <cstring>
#include <utility>

namespace ddb::value {
namespace {

using encoding::put_varint;
using encoding::take_varint;
using encoding::varint_size;

/// The sign goes to the lowest bit, so that small numbers are short on both sides of zero.
std::size_t zigzag(std::ptrdiff_t number) {
  const auto magnitude = static_cast<std::size_t>(number < 0 ? -(number + 1) : number);
  return magnitude << 1U | static_cast<std::size_t>(number < 0);
}

char* put_between(char* at, const char* begin, const char* end) {
  return encoding::put_short(at, {begin, static_cast<std::size_t>(end - begin)});
}

/// The first entry from `at` on that does not come before one of `name`; `end` when there is none.
const char* find_entry(const char* at, const char* end, std::string_view name) {
  while (at != end) {
    const char* own = at;
    const std::size_t size = take_varint(own);
    if (!encoding::comes_before({own, size}, name)) break;
    at = encoding::skip_value(own + size);
  }
  return at;
}

const char* behind_entry(const char* entry) {
  const std::size_t size = take_varint(entry);
  return encoding::skip_value(entry + size);
}

}  // namespace

Item PartialItemView::put_back(std::span<const SeparateAttribute> separate) const {
  std::string item;
  put_back(separate, item);
  return Item::adopt(std::move(item));
}

void PartialItemView::put_back(std::span<const SeparateAttribute> separate, std::string& item) const {
  const std::string_view entries = attributes_.encoded_entries();
  const std::size_t count = attributes_.count() + separate.size();
  item.resize(encoding::kItemSizeBytes + varint_size(count) + entries.size() +
              encoding::entries_size(separate));
  encoding::store_item_size(item.data(), size_bytes_);
  char* to = put_varint(item.data() + encoding::kItemSizeBytes, count);
  const char* from = entries.data();
  const char* const end = from + entries.size();
  for (const SeparateAttribute& attribute : separate) {
    const char* behind = find_entry(from, end, attribute.name);
    to = encoding::put_entry(put_between(to, from, behind), attribute);
    from = behind;
  }
  put_between(to, from, end);
}

std::string_view take_out(ItemView item, std::span<const SeparateAttribute> separate, std::string& buffer) {
  const MapView attributes = item.attributes();
  const char* from = item.encoded().data() + encoding::kItemSizeBytes;
  take_varint(from);
  const char* const end = item.encoded().data() + item.encoded().size();

  buffer.resize(2 * encoding::kVarintBytesMax + static_cast<std::size_t>(end - from));
  // Behind the room for the first number, which is known when the rest is.
  char* const rest = buffer.data() + encoding::kVarintBytesMax;
  char* to = put_varint(rest, attributes.count() - separate.size());
  for (const SeparateAttribute& attribute : separate) {
    const char* entry = find_entry(from, end, attribute.name);
    assert(entry != end);
    to = put_between(to, from, entry);
    from = behind_entry(entry);
  }
  to = put_between(to, from, end);

  const std::size_t difference = zigzag(static_cast<std::ptrdiff_t>(item.size_bytes()) - (to - rest));
  char* const begin = rest - varint_size(difference);
  put_varint(begin, difference);
  return {begin, static_cast<std::size_t>(to - begin)};
}

}  // namespace ddb::value
