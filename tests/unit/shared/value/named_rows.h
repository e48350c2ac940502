#pragma once

#include <memory>
#include <stdexcept>
#include <string_view>

#include "shared/value/attribute_names.h"
#include "shared/value/value.h"
#include "tests/unit/shared/value/random_values.h"

/// Dictionaries for tests of rows that number names.
namespace ddb::value::testing {

/// An empty one, which throws `std::out_of_range` at an unknown number.
inline std::shared_ptr<AttributeNames> no_names() {
  return std::make_shared<AttributeNames>([] { throw std::out_of_range("a number without a name"); });
}

/// Appends some of the item's names that it lacks: about half of them.
inline void append_some(AttributeNames& names, ItemView item, RandomValues& random) {
  for (const Entry& entry : item.attributes()) {
    const bool may_append = AttributeNames::may_have_number(entry.name) && !names.is_full() &&
                            names.number_of(entry.name) == AttributeNames::kNone;
    if (may_append && random.below(2) == 0) names.append(entry.name);
  }
}

}  // namespace ddb::value::testing
