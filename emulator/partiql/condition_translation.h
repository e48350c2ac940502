#pragma once

#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "emulator/partiql/literal.h"
#include "emulator/partiql/syntax.h"

namespace ddb::partiql {

/// `path` as expressions write it.
expression::Path to_path(const Expression& path);

/// What a WHERE clause asks, as a condition expression asks it. Whether operands fit their operators is for
/// `expression::Condition::bind` to say. A ValidationException for functions and operators that no condition
/// has.
model::ServiceResult<expression::Node> to_condition(const Expression& where, Parameters parameters);

/// An operand: a path, a value, or a size.
model::ServiceResult<expression::Node> to_operand(const Expression& expression, Parameters parameters);

/// "Unrecognized function: set_add at 1:25:7"
model::ServiceError unrecognized_function(const Expression& call);

}  // namespace ddb::partiql
