#include "emulator/engine/page_reader.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "emulator/engine/index_entries.h"
#include "emulator/engine/item_reader.h"
#include "emulator/engine/key_codec.h"
#include "emulator/engine/row_codec.h"
#include "emulator/model/limits.h"
#include "shared/value/builder.h"

namespace ddb::engine {
namespace {

/// The range that is left after `start_key` (a stored key, or empty), in the direction of the walk.
storage::KeyRange remaining(const PageRequest& request, std::string_view start_key) {
  using storage::KeyBound;
  storage::KeyRange range{
      KeyBound::inclusive(request.range.lower),
      request.range.upper.empty() ? KeyBound::open() : KeyBound::exclusive(request.range.upper)};
  if (!request.exclusive_start_key) return range;
  if (request.direction == storage::Direction::kForward)
    range.lower = KeyBound::exclusive(start_key);
  else
    range.upper = KeyBound::exclusive(start_key);
  return range;
}

class PageBuilder {
 public:
  PageBuilder(storage::ReadTransaction& transaction, const PageRequest& request)
      : transaction_(transaction),
        request_(request),
        rows_(*request.source.table, request.source.index),
        needs_row_only_(needs_row_only(request, rows_)) {}

  Page build() {
    const std::string start_key = request_.exclusive_start_key
                                      ? stored_key(request_.source, *request_.exclusive_start_key)
                                      : std::string();
    auto cursor =
        transaction_.scan(request_.source.collection(), remaining(request_, start_key), request_.direction);
    while (cursor.next()) {
      evaluate(cursor);
      if (is_full()) {
        page_.last_evaluated_key =
            evaluated_key(request_.source, rows_.unpack(cursor.key(), rows_.open(cursor.row()), stored_));
        break;
      }
    }
    charge();
    return std::move(page_);
  }

 private:
  bool is_full() const {
    return page_.scanned_count == request_.limit || size_bytes_ > model::kPageSizeBytesMax;
  }

  void evaluate(storage::Cursor& cursor) {
    const value::PartialItemView row = rows_.open(cursor.row());
    ++page_.scanned_count;
    size_bytes_ += row.size_bytes();
    if (!needs_row_only_) {
      const value::ItemView item = whole_item(cursor.key(), row);
      if (is_collected(item.attributes())) collect(item);
    } else if (is_collected(row.attributes())) {
      if (request_.projection)
        collect(rows_.unpack(cursor.key(), row, stored_));
      else
        rows_.unpack(cursor.key(), row, page_.items);
    }
  }

  /// Counts what passes the filter, and tells whether it goes into the page.
  bool is_collected(value::MapView attributes) {
    if (request_.filter && !request_.filter->holds(attributes)) return false;
    ++page_.count;
    return request_.collect == PageRequest::Collect::kItems;
  }

  void collect(value::ItemView item) {
    if (request_.projection)
      page_.items.append(request_.projection->apply(item));
    else
      page_.items.append(item);
  }

  /// The row's item, or the one it is an entry of.
  value::ItemView whole_item(std::string_view key, const value::PartialItemView& row) {
    const value::ItemView stored = rows_.unpack(key, row, stored_);
    if (request_.fetch == PageRequest::Fetch::kStored) return stored;
    whole_ = read_item(transaction_, *request_.source.table, stored, request_.consistency, fetched_);
    return whole_ ? whole_->view() : stored;
  }

  /// Whether the filter can be asked before the item is put together.
  static bool needs_row_only(const PageRequest& request, const RowCodec& rows) {
    if (request.fetch == PageRequest::Fetch::kWholeItem) return false;
    return !request.filter ||
           std::ranges::none_of(request.filter->attribute_names(),
                                [&](std::string_view name) { return rows.leaves_out(name); });
  }

  void charge() {
    const double units = read_units(size_bytes_, request_.consistency);
    if (request_.source.index) {
      page_.capacity.add_index(*request_.source.index, units);
      page_.capacity.table_units = fetched_.table_units;
    } else {
      page_.capacity.table_units = units;
    }
  }

  storage::ReadTransaction& transaction_;
  const PageRequest& request_;
  Page page_;
  std::size_t size_bytes_ = 0;
  RowCodec rows_;
  const bool needs_row_only_;
  ConsumedCapacity fetched_;
  std::string stored_;                // an item of the table or index that is read
  std::optional<value::Item> whole_;  // the table's item, where the index's is not enough
};

void append_range(StoredRange& range, const expression::KeyComparison& comparison) {
  using Operator = expression::KeyComparison::Operator;
  const std::string prefix = range.lower;
  const auto key_of = [&](value::ValueView key_value) {
    std::string key = prefix;
    append_component(key, key_value);
    return key;
  };
  switch (comparison.op) {
    case Operator::kEqual:
      range.lower = key_of(comparison.value);
      range.upper = prefix_successor(range.lower);
      break;
    case Operator::kLess:
      range.upper = key_of(comparison.value);
      break;
    case Operator::kLessOrEqual:
      range.upper = prefix_successor(key_of(comparison.value));
      break;
    case Operator::kGreater:
      range.lower = prefix_successor(key_of(comparison.value));
      break;
    case Operator::kGreaterOrEqual:
      range.lower = key_of(comparison.value);
      break;
    case Operator::kBetween:
      range.lower = key_of(comparison.value);
      range.upper = prefix_successor(key_of(comparison.upper));
      break;
    case Operator::kBeginsWith:
      append_component_prefix(range.lower, comparison.value);
      range.upper = prefix_successor(range.lower);
      break;
    case Operator::kNotIndexable:
      assert(false);
      break;
  }
}

}  // namespace

value::Item evaluated_key(const ReadSource& source, value::ItemView item) {
  value::ItemBuilder builder;
  const auto add = [&](const KeyAttribute& attribute) {
    builder.add(attribute.name, *item.find(attribute.name));
  };
  source.table->key.for_each(add);
  if (source.index)
    source.index->key.for_each([&](const KeyAttribute& attribute) {
      if (!source.table->key.contains(attribute.name)) add(attribute);
    });
  return builder.build();
}

std::string stored_key(const ReadSource& source, value::ItemView key_attributes) {
  if (!source.index) return item_key(*source.table, key_attributes);
  return index_entry_key(*source.table, *source.index, key_attributes);
}

StoredRange range_of(const expression::KeyRange& condition) {
  std::string components;
  for (const value::ValueView key_value : condition.hash)
    append_component(components, key_value);
  StoredRange range;
  append_partition_hash(range.lower, components);
  for (const value::ValueView key_value : condition.range_equal)
    append_component(components, key_value);
  range.lower += components;
  range.upper = prefix_successor(range.lower);
  if (condition.range) append_range(range, *condition.range);
  return range;
}

StoredRange range_of_segment(std::int64_t segment, std::int64_t total_segments) {
  return {segment_bound(segment, total_segments), segment_bound(segment + 1, total_segments)};
}

bool lies_within(const StoredRange& range, const ReadSource& source, value::ItemView key_attributes) {
  const std::string key = stored_key(source, key_attributes);
  return range.lower <= key && (range.upper.empty() || key < range.upper);
}

Page read_page(storage::ReadTransaction& transaction, const PageRequest& request) {
  return PageBuilder(transaction, request).build();
}

}  // namespace ddb::engine
