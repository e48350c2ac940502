#pragma once

#include <string_view>

#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"

namespace ddb::expression {

/// Reads the text of an expression parameter (so `kind` is not kStatement), and makes every check that needs
/// neither ExpressionAttributeNames nor ExpressionAttributeValues, in the service's order: empty text, size,
/// syntax, redundant parentheses, function names, functions where they cannot stand, reserved words, sections
/// of an update given twice, number of operators.
///
/// A ValidationException otherwise ("Invalid FilterExpression: Syntax error; token: ..."). Messages carry no
/// "1 validation error detected: " in front: PutItem, UpdateItem and DeleteItem put it there.
model::ServiceResult<ExpressionPointer> parse(Kind kind, std::string_view text);

}  // namespace ddb::expression
