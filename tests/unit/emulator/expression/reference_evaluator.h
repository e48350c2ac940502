#pragma once

#include <optional>
#include <vector>

#include "emulator/expression/syntax.h"
#include "shared/value/tree.h"

/// What expressions mean, written to be obvious and not to be fast: on trees, with every value decoded. Knows
/// names and literals only, no placeholders. Shares no code with the program that it is held against.
namespace ddb::expression::reference {

bool holds(const Node& condition, const value::TreeMap& item);

value::TreeMap project(const std::vector<Path>& paths, const value::TreeMap& item);

/// Nothing when the service would refuse the update of this item.
std::optional<value::TreeMap> update(const std::vector<UpdateAction>& actions, const value::TreeMap& item);

}  // namespace ddb::expression::reference
