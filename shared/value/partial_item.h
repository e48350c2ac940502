#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "shared/value/separate_attribute.h"
#include "shared/value/value.h"

/// An item less some of its attributes, which stand elsewhere: what a row holds beside its key.
/// docs/item-format.md describes the bytes.
namespace ddb::value {

/// An encoded partial item, seen in place. The bytes must outlive it.
class PartialItemView {
 public:
  /// `encoded` is what `take_out` wrote with the same `names`, or when they were fewer. They outlive the
  /// view.
  explicit PartialItemView(std::string_view encoded, const AttributeNames* names = nullptr);
  /// An item that nothing was taken out of.
  explicit PartialItemView(ItemView whole);

  /// DynamoDB's size in bytes of the whole item.
  std::size_t size_bytes() const { return size_bytes_; }
  /// The attributes that were left in it.
  MapView attributes() const { return attributes_; }

  /// The whole item. `separate` are the attributes that were taken out, in the order of their names.
  Item put_back(std::span<const SeparateAttribute> separate) const;
  /// The same, written over `item`, whose memory is reused.
  void put_back(std::span<const SeparateAttribute> separate, std::string& item) const;

 private:
  std::size_t size_bytes_ = 0;
  MapView attributes_;
};

/// What `take_out` leaves.
struct PartialItem {
  std::string_view encoded;
  /// Whether a name stands in it as text that could have a number.
  bool has_name_to_number = false;
};

/// What is left of `item` without the attributes of these names, all of which it has; written to `buffer`,
/// whose memory is reused. `separate` is in the order of the names; only they count. With `names`, numbers
/// stand for the names that it has.
PartialItem take_out(ItemView item, std::span<const SeparateAttribute> separate, const AttributeNames* names,
                     std::string& buffer);

// Every row that is read goes through these.

inline PartialItemView::PartialItemView(std::string_view encoded, const AttributeNames* names) {
  const char* at = encoded.data();
  const char* const end = at + encoded.size();
  const std::size_t zigzag = encoding::take_varint(at);
  const auto magnitude = static_cast<std::ptrdiff_t>(zigzag >> 1U);
  const std::ptrdiff_t difference = (zigzag & 1U) != 0 ? -magnitude - 1 : magnitude;
  size_bytes_ = static_cast<std::size_t>(end - at + difference);
  const std::size_t count = encoding::take_varint(at);
  attributes_ = {count, {at, static_cast<std::size_t>(end - at)}, names};
}

inline PartialItemView::PartialItemView(ItemView whole)
    : size_bytes_(whole.size_bytes()), attributes_(whole.attributes()) {}

}  // namespace ddb::value
