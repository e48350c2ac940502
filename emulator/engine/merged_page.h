#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "emulator/engine/page_reader.h"
#include "emulator/expression/key_condition.h"

namespace ddb::engine {

/// Where a merged page ended: at the item or entry with these key attributes, in the range of this number.
struct MergePosition {
  std::size_t range = 0;
  value::ItemView key_attributes;
};

struct MergedPage {
  Page page;
  std::size_t last_range = 0;  ///< Where `page.last_evaluated_key` lies, if there is one.
};

/// One page of several ranges, none of which overlap, in the order of the sort key of what is read; items of
/// equal sort keys come in the order of their ranges. `request` says all but the range and the start key.
/// Goes on behind `after`, the position of the page before, whose key lies in its range. Stops at the limit
/// or at 1 MB of items before the filter, as `read_page` does. Throws `storage::StorageError`.
MergedPage read_merged_page(storage::ReadTransaction& transaction, const PageRequest& request,
                            std::span<const expression::KeyRange> ranges,
                            const std::optional<MergePosition>& after);

}  // namespace ddb::engine
