#pragma once

#include <vector>

#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "emulator/partiql/literal.h"
#include "emulator/partiql/syntax.h"

namespace ddb::partiql {

/// What the SET and REMOVE clauses of an UPDATE do, as an update expression says it: `a = set_add(a,
/// <<...>>)` is ADD, and set_delete is DELETE. A ValidationException for what no update can do.
model::ServiceResult<std::vector<expression::UpdateAction>> to_update_actions(
    const std::vector<Assignment>& assignments, Parameters parameters);

}  // namespace ddb::partiql
