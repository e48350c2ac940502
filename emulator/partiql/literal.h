#pragma once

#include <span>
#include <string>

#include "emulator/model/field_types.h"
#include "emulator/model/service_error.h"
#include "emulator/partiql/syntax.h"
#include "shared/value/value.h"

namespace ddb::partiql {

/// What the question marks of a statement stand for, in their order.
using Parameters = std::span<const model::AttributeValue>;

/// Checks the count of parameters, then each of them. A ValidationException for the first that is no value.
model::ServiceResult<void> check_parameters(const Statement& statement, Parameters parameters);

/// Whether `expression` is written like a value: a literal, a parameter, or a list, bag or struct.
bool is_value(const Expression& expression);

/// The value of `expression`. `key` is where it stands in an attribute, as messages show it: "root",
/// "root.name[1]". A ValidationException when it is no value, or none that DynamoDB has.
/// `parameters` must have passed `check_parameters`.
model::ServiceResult<value::Value> to_value(const Expression& expression, Parameters parameters,
                                            const std::string& key = "root");

/// The item of INSERT ... VALUE {...}.
model::ServiceResult<value::Item> to_item(const Expression& expression, Parameters parameters);

}  // namespace ddb::partiql
