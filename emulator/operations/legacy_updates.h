#pragma once

#include <optional>

#include "emulator/expression/update.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

namespace ddb::operations {

/// AttributeUpdates as the update that an expression becomes: PUT (the default) sets, ADD adds to a number or
/// set and appends to a list, DELETE removes the attribute or elements of a set. A map without entries is no
/// update.
ServiceResult<std::optional<expression::Update>> legacy_update(
    const std::optional<model::NamedList<model::AttributeValueUpdate>>& attribute_updates);

}  // namespace ddb::operations
