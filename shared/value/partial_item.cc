#include "shared/value/partial_item.h"

#include <cassert>
#include <cstring>
#include <utility>

namespace ddb::value {
namespace {

using encoding::put_varint;
using encoding::varint_size;

/// The sign goes to the lowest bit, so that small numbers are short on both sides of zero.
std::size_t zigzag(std::ptrdiff_t number) {
  const auto magnitude = static_cast<std::size_t>(number < 0 ? -(number + 1) : number);
  return magnitude << 1U | static_cast<std::size_t>(number < 0);
}

char* put_between(char* at, const char* begin, const char* end) {
  return encoding::put_short(at, {begin, static_cast<std::size_t>(end - begin)});
}

char* put_name(char* at, std::string_view name) {
  return encoding::put_short(put_varint(at, name.size()), name);
}

/// The same of a name of any kind. `at` has room for the longest one that may have a number.
char* put_name(char* at, const encoding::EntryName& name) {
  if (!name.numbered) return put_name(at, name.text);
  constexpr std::size_t kUsualSizeMax = 32;
  static_assert(kUsualSizeMax < AttributeNames::kNameBytesMax);
  *at++ = static_cast<char>(name.text.size());
  std::memcpy(at, name.text.data(), kUsualSizeMax);
  if (name.text.size() > kUsualSizeMax) [[unlikely]]
    std::memcpy(at, name.text.data(), name.text.size());
  return at + name.text.size();
}

/// Writes names in a row that has numbers in place of those it can.
class NameWriter {
 public:
  explicit NameWriter(const AttributeNames& names) : names_(names) {}

  char* put(char* at, std::string_view name) {
    const std::size_t number = names_.number_of(name, next_number_);
    if (number != AttributeNames::kNone) {
      next_number_ = number + 1;
      return put_varint(at, number << 1U | 1U);
    }
    has_name_to_number_ = has_name_to_number_ || AttributeNames::may_have_number(name);
    return encoding::put_short(put_varint(at, name.size() << 1U), name);
  }

  bool has_name_to_number() const { return has_name_to_number_; }

 private:
  const AttributeNames& names_;
  std::size_t next_number_ = 0;
  bool has_name_to_number_ = false;
};

/// Writes the entries of `attributes` but those of `separate`, their names by `put_name`. Returns the end.
template <class PutName>
char* put_others(char* to, MapView attributes, std::span<const SeparateAttribute> separate,
                 PutName&& put_name) {
  auto next = separate.begin();
  for (const Entry& entry : attributes) {
    if (next != separate.end() && next->name == entry.name)
      ++next;
    else
      to = encoding::put_short(put_name(to, entry.name), entry.value.encoded());
  }
  assert(next == separate.end());
  return to;
}

}  // namespace

Item PartialItemView::put_back(std::span<const SeparateAttribute> separate) const {
  std::string item;
  put_back(separate, item);
  return Item::adopt(std::move(item));
}

void PartialItemView::put_back(std::span<const SeparateAttribute> separate, std::string& item) const {
  const std::size_t count = attributes_.count() + separate.size();
  const std::size_t names_size_max =
      attributes_.names() ? attributes_.count() * AttributeNames::kNameBytesMax : 0;
  item.resize(encoding::kItemSizeBytes + varint_size(count) + attributes_.encoded_entries().size() +
              names_size_max + encoding::entries_size(separate));
  encoding::store_item_size(item.data(), size_bytes_);
  char* to = put_varint(item.data() + encoding::kItemSizeBytes, count);
  const char* from = attributes_.encoded_entries().data();
  const char* const end = from + attributes_.encoded_entries().size();
  auto next = separate.begin();
  while (from != end) {
    const encoding::EntryName name = encoding::take_name(from, attributes_.names());
    for (; next != separate.end() && encoding::comes_before(next->name, name.text); ++next)
      to = encoding::put_entry(to, *next);
    const char* const behind = encoding::skip_value(from);
    to = put_between(put_name(to, name), from, behind);
    from = behind;
  }
  for (; next != separate.end(); ++next)
    to = encoding::put_entry(to, *next);
  item.resize(static_cast<std::size_t>(to - item.data()));
}

PartialItem take_out(ItemView item, std::span<const SeparateAttribute> separate, const AttributeNames* names,
                     std::string& buffer) {
  const MapView attributes = item.attributes();
  // The length of a name as text may take a byte more than it does in the item.
  buffer.resize(2 * encoding::kVarintBytesMax + attributes.count() + attributes.encoded_entries().size());
  // Behind the room for the first number, which is known when the rest is.
  char* const rest = buffer.data() + encoding::kVarintBytesMax;
  char* to = put_varint(rest, attributes.count() - separate.size());
  bool has_name_to_number = false;
  if (names) {
    NameWriter writer(*names);
    to = put_others(to, attributes, separate,
                    [&](char* at, std::string_view name) { return writer.put(at, name); });
    has_name_to_number = writer.has_name_to_number();
  } else {
    to = put_others(to, attributes, separate,
                    [](char* at, std::string_view name) { return put_name(at, name); });
  }

  const std::size_t difference = zigzag(static_cast<std::ptrdiff_t>(item.size_bytes()) - (to - rest));
  char* const begin = rest - varint_size(difference);
  put_varint(begin, difference);
  return {{begin, static_cast<std::size_t>(to - begin)}, has_name_to_number};
}

}  // namespace ddb::value
