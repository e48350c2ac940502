#pragma once

#include <string>

#include "shared/value/item_list.h"

namespace ddb::value {

/// Appends a page of items as a JSON array of what `append_json` (json.h) writes for each, in one pass over
/// one buffer.
void append_json(std::string& out, const ItemList& items);

}  // namespace ddb::value
