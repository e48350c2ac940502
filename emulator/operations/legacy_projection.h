#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/expression/projection.h"
#include "emulator/operations/call.h"

namespace ddb::operations {

/// AttributesToGet as the projection that an expression becomes; every entry is the name of a top-level
/// attribute, dots and all. Fails when one is named twice.
ServiceResult<std::optional<expression::Projection>> legacy_projection(
    const std::optional<std::vector<std::string>>& attributes_to_get);

}  // namespace ddb::operations
