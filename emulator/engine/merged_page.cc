#include "emulator/engine/merged_page.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "emulator/engine/item_reader.h"
#include "emulator/engine/start_key.h"
#include "emulator/model/limits.h"

namespace ddb::engine {
namespace {

/// Items read ahead of each range at a time: few, as most of them may not be needed.
constexpr std::size_t kItemsAhead = 16;

/// One range, read a few items ahead.
class Lane {
 public:
  /// Begins behind the item or entry with the key attributes `behind`, if they are given.
  Lane(storage::ReadTransaction& transaction, const PageRequest& request, StoredRange range,
       std::optional<value::Item> behind)
      : transaction_(transaction), request_(request), key_(std::move(behind)) {
    request_.range = std::move(range);
    request_.limit = kItemsAhead;
    request_.filter = nullptr;
    request_.projection = nullptr;
    request_.fetch = PageRequest::Fetch::kStored;
    request_.collect = PageRequest::Collect::kItems;
    is_read_ = !request_.range.upper.empty() && request_.range.upper <= request_.range.lower;
    if (!is_read_) read_on();
  }

  /// Whether there is an item: the next one.
  bool has_item() const { return next_ < items_.count(); }
  value::ItemView item() const { return item_; }
  void take() {
    if (++next_ == items_.count() && !is_read_) return read_on();
    put_together();
  }

 private:
  void read_on() {
    request_.exclusive_start_key = key_ ? std::optional<value::ItemView>(*key_) : std::nullopt;
    Page page = read_page(transaction_, request_);
    items_ = std::move(page.items);
    next_ = 0;
    key_ = std::move(page.last_evaluated_key);
    is_read_ = !key_.has_value();
    put_together();
  }
  void put_together() { item_ = has_item() ? items_[next_].whole() : value::Item(); }

  storage::ReadTransaction& transaction_;
  PageRequest request_;
  value::ItemList items_;
  std::size_t next_ = 0;
  value::Item item_;                // the next one
  std::optional<value::Item> key_;  // where to read on
  bool is_read_ = false;            // to its end
};

/// What is left of `range` (of number `number`) behind `after`, which lies in another range.
StoredRange rest_of(const expression::KeyRange& range, std::size_t number, const PageRequest& request,
                    const MergePosition& after) {
  StoredRange rest = range_of(range);
  const std::string& sort_key = request.source.key().range.front().name;
  const StoredRange equal =
      range_of({.hash = range.hash, .range_equal = {*after.key_attributes.find(sort_key)}, .range = {}});
  const bool equal_was_read = number < after.range;
  if (request.direction == storage::Direction::kForward)
    rest.lower = std::max(rest.lower, equal_was_read ? equal.upper : equal.lower);
  else
    rest.upper = std::min(rest.upper, equal_was_read ? equal.lower : equal.upper);
  return rest;
}

class Merge {
 public:
  Merge(storage::ReadTransaction& transaction, const PageRequest& request)
      : transaction_(transaction), request_(request) {}

  void open(std::span<const expression::KeyRange> ranges, const std::optional<MergePosition>& after) {
    lanes_.reserve(ranges.size());
    for (std::size_t number = 0; number < ranges.size(); ++number) {
      const bool is_last_read = after && after->range == number;
      lanes_.emplace_back(transaction_, request_,
                          !after || is_last_read ? range_of(ranges[number])
                                                 : rest_of(ranges[number], number, request_, *after),
                          is_last_read ? std::optional(value::Item(after->key_attributes)) : std::nullopt);
    }
  }

  MergedPage read() {
    while (const std::optional<std::size_t> number = next_lane()) {
      const value::ItemView stored = lanes_[*number].item();
      evaluate(stored);
      if (merged_.page.scanned_count == request_.limit || size_bytes_ > model::kPageSizeBytesMax) {
        merged_.page.last_evaluated_key = evaluated_key(request_.source, stored);
        merged_.last_range = *number;
        break;
      }
      lanes_[*number].take();
    }
    const double units = read_units(size_bytes_, request_.consistency);
    if (request_.source.index)
      merged_.page.capacity.add_index(*request_.source.index, units);
    else
      merged_.page.capacity.table_units += units;
    return std::move(merged_);
  }

 private:
  /// The lane whose item comes next.
  std::optional<std::size_t> next_lane() const {
    std::optional<std::size_t> first;
    for (std::size_t number = 0; number < lanes_.size(); ++number)
      if (lanes_[number].has_item() && (!first || comes_before(number, *first))) first = number;
    return first;
  }

  bool comes_before(std::size_t one, std::size_t two) const {
    const std::string& sort_key = request_.source.key().range.front().name;
    const int order =
        lanes_[one].item().find(sort_key)->bytes().compare(lanes_[two].item().find(sort_key)->bytes());
    return request_.direction == storage::Direction::kForward ? order < 0 : order > 0;
  }

  void evaluate(value::ItemView stored) {
    Page& page = merged_.page;
    ++page.scanned_count;
    size_bytes_ += stored.size_bytes();
    std::optional<value::Item> whole;
    if (request_.fetch == PageRequest::Fetch::kWholeItem)
      whole = read_item(transaction_, *request_.source.table, stored, request_.consistency, page.capacity);
    const value::ItemView item = whole ? whole->view() : stored;
    if (request_.filter && !request_.filter->holds(item)) return;
    ++page.count;
    if (request_.projection)
      page.items.append(request_.projection->apply(item));
    else
      page.items.append(item);
  }

  storage::ReadTransaction& transaction_;
  const PageRequest& request_;
  std::vector<Lane> lanes_;
  MergedPage merged_;
  std::size_t size_bytes_ = 0;
};

}  // namespace

MergedPage read_merged_page(storage::ReadTransaction& transaction, const PageRequest& request,
                            std::span<const expression::KeyRange> ranges,
                            const std::optional<MergePosition>& after) {
  Merge merge(transaction, request);
  merge.open(ranges, after);
  return merge.read();
}

}  // namespace ddb::engine
