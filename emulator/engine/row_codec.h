#pragma once

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "emulator/engine/table.h"
#include "shared/value/item_list.h"
#include "shared/value/partial_item.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// Items to rows and back, for one table or one index: a row leaves out the attributes that its key holds.
/// Cheap to make; not to be shared between threads. docs/item-format.md describes rows.
class RowCodec {
 public:
  /// Of the table's items, or of the entries of `index` if it is given. Both outlive the codec.
  /// `lay_out_rows` was called for them, but where nothing is packed or unpacked.
  explicit RowCodec(const Table& table, const SecondaryIndex* index = nullptr);

  /// The row of an item that has every key attribute. Valid until the next call of `pack`, and as long as the
  /// item.
  std::string_view pack(value::ItemView item);

  /// What a row holds, seen in it: all but what it leaves out.
  value::PartialItemView open(std::string_view row) const;
  /// Whether rows leave out this attribute.
  bool leaves_out(std::string_view attribute_name) const;

  /// The item of the row under `key`. Throws `storage::StorageError` if `key` can't be one of such a row.
  value::Item unpack(std::string_view key, std::string_view row);
  /// The same, appended to `items`.
  void unpack(std::string_view key, const value::PartialItemView& row, value::ItemList& items);
  /// The same, written to `item`, whose memory is reused.
  value::ItemView unpack(std::string_view key, const value::PartialItemView& row, std::string& item);

 private:
  /// Four and four of a global index, and two of the table.
  static constexpr std::size_t kComponentsMax = 10;

  /// What stands in the key.
  std::span<const value::SeparateAttribute> read_key(std::string_view key);

  const RowForm form_;
  const RowLayout& layout_;
  boost::container::static_vector<value::SeparateAttribute, kComponentsMax> separate_;
  boost::container::static_vector<std::string, kComponentsMax> unescaped_;  // of each component
  std::string row_;
};

}  // namespace ddb::engine
