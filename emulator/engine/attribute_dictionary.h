#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/table.h"
#include "shared/value/attribute_names.h"
#include "shared/value/value.h"

namespace ddb::engine {

class WriteScope;

/// The names that numbers stand for in the rows of a table and its indexes, and how they become more.
/// docs/item-format.md, "Rows".
///
/// A row has only numbers that were committed before it was written: a name that is new stands in it as text,
/// and what is rolled back or lost takes no name along that a row needs.
class AttributeDictionary {
 public:
  /// That of a new table: no names.
  AttributeDictionary();
  /// As the store keeps it. Throws `storage::StorageError` when the text is no dictionary.
  explicit AttributeDictionary(std::string_view encoded);

  /// What is committed.
  const value::AttributeNames& names() const { return *names_; }

  /// Has the names of `attributes`, a row of `table` that is written in `scope`, get numbers once that is
  /// committed: those that may have one, as long as there are any left.
  void learn(WriteScope& scope, const Table& table, value::MapView attributes);

 private:
  /// Those that are put in the open group already count as known.
  bool is_new(std::string_view name) const;
  /// With the names that the open group puts.
  std::string encode() const;

  const std::shared_ptr<value::AttributeNames> names_;
  /// The names that transactions of `put_group_` have put, in the order of their numbers, which begin behind
  /// the committed ones. They may be more than the store has in the end, never fewer: a transaction that is
  /// undone alone leaves its names here. For who has the turn to write.
  std::vector<std::string> put_;
  std::uint64_t put_group_ = 0;
};

/// The name of the store's setting that holds the dictionary of `table`.
std::string names_setting(const Table& table);

}  // namespace ddb::engine
