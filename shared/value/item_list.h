#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/value/partial_item.h"
#include "shared/value/separate_attribute.h"
#include "shared/value/value.h"

namespace ddb::value {

/// One item of a list, seen in it. Its attributes are those of both maps, which have no name in common.
struct ListedItem {
  MapView separate;
  MapView others;

  Item whole() const;
};

/// Many items in one buffer: what a page of Query or Scan holds. Attributes that were stored apart stay so,
/// as putting each item together costs more than writing it out; and numbers stay in place of the names of
/// one table, whose names the list keeps.
class ItemList {
 public:
  void append(ItemView item);
  void append(const ListedItem& item);
  /// `separate` are the attributes that `item` is without, in the order of their names.
  void append(const PartialItemView& item, std::span<const SeparateAttribute> separate);
  void clear() {
    places_.clear();
    names_.reset();
  }

  std::size_t count() const { return places_.size(); }
  bool empty() const { return places_.empty(); }
  /// The item at `index`, which must be less than `count()`. Valid until the list is changed.
  ListedItem operator[](std::size_t index) const;
  /// The bytes in which the entries of all items lie.
  std::string_view bytes() const { return {buffer_.bytes.get(), used_bytes()}; }

 private:
  /// Where an item's entries stand, the separate ones first.
  struct Place {
    std::size_t end;
    std::size_t others_begin;
    std::uint32_t separate_count;
    std::uint32_t others_count;
    const AttributeNames* names;  ///< Of the others; null where no numbers stand for them.
  };

  /// Bytes that are not filled with zeros as they grow.
  struct Buffer {
    std::unique_ptr<char[]> bytes;
    std::size_t capacity_bytes = 0;

    Buffer() = default;
    Buffer(Buffer&& other) noexcept
        : bytes(std::move(other.bytes)), capacity_bytes(std::exchange(other.capacity_bytes, 0)) {}
    Buffer& operator=(Buffer&& other) noexcept {
      bytes = std::move(other.bytes);
      capacity_bytes = std::exchange(other.capacity_bytes, 0);
      return *this;
    }
    ~Buffer() = default;
  };

  std::size_t used_bytes() const { return places_.empty() ? 0 : places_.back().end; }
  /// Whether `others` may be kept as they are: not with numbers of one table beside those of another.
  bool takes_as_is(const MapView& others);
  /// Room for an item's entries, where they are to be written: `separate_size_bytes` of `separate_count`, and
  /// `others`.
  char* add(std::size_t separate_size_bytes, std::size_t separate_count, const MapView& others);
  void make_room(std::size_t size_bytes);

  Buffer buffer_;
  std::vector<Place> places_;
  std::shared_ptr<const AttributeNames> names_;
};

}  // namespace ddb::value
