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

class WriteScope;

/// Items to rows and back, for one table or one index: a row leaves out the attributes that its key holds,
/// and has numbers in place of the names that the table's dictionary knows. Cheap to make; not to be shared
/// between threads. docs/item-format.md describes rows.
class RowCodec {
 public:
  /// Of the table's items, or of the entries of `index` if it is given. Both outlive the codec.
  /// `lay_out_rows` was called for them, but where nothing is packed or unpacked.
  explicit RowCodec(const Table& table, const SecondaryIndex* index = nullptr);

  /// The row of an item that has every key attribute. Valid until the next call of `pack`, and as long as the
  /// item. The dictionary learns its new names when `scope`, in which the row is written, is committed.
  std::string_view pack(value::ItemView item, WriteScope& scope);

  /// What a row holds, seen in it: all but what it leaves out. Who reads a name in it gets a
  /// `storage::StorageError` when the row has a number that stands for none.
  value::PartialItemView open(std::string_view row) const;
  /// Whether rows leave out this attribute.
  bool leaves_out(std::string_view attribute_name) const;

  /// The item of the row under `key`. Throws `storage::StorageError` if `key` can't be one of such a row, or
  /// the row has a number that stands for no name.
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

  const Table& table_;
  const RowForm form_;
  const RowLayout& layout_;
  const value::AttributeNames* const names_;  // null where rows have no numbers
  boost::container::static_vector<value::SeparateAttribute, kComponentsMax> separate_;
  boost::container::static_vector<std::string, kComponentsMax> unescaped_;  // of each component
  std::string row_;
};

inline value::PartialItemView RowCodec::open(std::string_view row) const {
  return form_ == RowForm::kWholeItem ? value::PartialItemView(value::ItemView(row))
                                      : value::PartialItemView(row, names_);
}

}  // namespace ddb::engine
