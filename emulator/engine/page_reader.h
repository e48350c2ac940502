#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "emulator/engine/capacity.h"
#include "emulator/engine/table.h"
#include "emulator/expression/condition.h"
#include "emulator/expression/key_condition.h"
#include "emulator/expression/projection.h"
#include "emulator/storage/store.h"
#include "shared/value/item_list.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// What is read: a table's items, or an index's entries.
struct ReadSource {
  const Table* table = nullptr;
  const SecondaryIndex* index = nullptr;  ///< Null: the table itself.

  storage::CollectionId collection() const { return index ? index->entries : table->items; }
  const KeySchema& key() const { return index ? index->key : table->key; }
};

/// A range of stored keys, from `lower` (included) to `upper` (excluded; empty: no bound).
struct StoredRange {
  std::string lower;
  std::string upper;
};

/// Where the item or entry with these key attributes (valid by `check_start_key`) is stored.
std::string stored_key(const ReadSource& source, value::ItemView key_attributes);

/// The range of everything that a key condition selects.
StoredRange range_of(const expression::KeyRange& condition);
/// The range of one segment of a parallel scan; `total_segments` 1 is the whole collection.
StoredRange range_of_segment(std::int64_t segment, std::int64_t total_segments);

/// The key attributes that a reader needs to go on after `item`: the table's, and the index's.
value::Item evaluated_key(const ReadSource& source, value::ItemView item);

/// Whether the item or entry with these key attributes lies in `range`.
bool lies_within(const StoredRange& range, const ReadSource& source, value::ItemView key_attributes);

struct PageRequest {
  ReadSource source;
  StoredRange range;
  storage::Direction direction = storage::Direction::kForward;
  /// Valid by `check_start_key`, and within `range` (`lies_within`).
  std::optional<value::ItemView> exclusive_start_key;
  std::size_t limit = 0;  ///< Items to evaluate; 0: as many as fit the page.
  const expression::Condition* filter = nullptr;
  const expression::Projection* projection = nullptr;
  /// With a local index that does not project them, attributes are fetched from the table, at the cost of
  /// reading the item.
  enum class Fetch { kStored, kWholeItem } fetch = Fetch::kStored;
  enum class Collect { kItems, kCountOnly } collect = Collect::kItems;
  Consistency consistency = Consistency::kEventual;
};

struct Page {
  value::ItemList items;          ///< Empty with kCountOnly.
  std::size_t count = 0;          ///< After the filter.
  std::size_t scanned_count = 0;  ///< Before it.
  std::optional<value::Item> last_evaluated_key;
  ConsumedCapacity capacity;
};

/// The one page reader: Query, Scan, and all that comes later read through it. Streams rows, and stops at the
/// limit or at 1 MB of items before the filter. Throws `storage::StorageError`.
Page read_page(storage::ReadTransaction& transaction, const PageRequest& request);

}  // namespace ddb::engine
