#pragma once

#include <string>

#include "emulator/model/field_types.h"
#include "emulator/model/service_error.h"
#include "shared/value/json.h"

namespace ddb::model {

/// DynamoDB words some errors of attribute values in two ways. Source: recorded answers.
enum class ValueErrorWording {
  kNewer,  ///< PutItem, UpdateItem, DeleteItem, GetItem, BatchGetItem, Query, Scan.
  kOlder,  ///< BatchWriteItem and transactions.
};

/// What DynamoDB says of an attribute value, without any prefix.
std::string value_error_message(const value::ValueError& error,
                                ValueErrorWording wording = ValueErrorWording::kNewer);

/// The same as a ValidationException.
ServiceError value_error(const value::ValueError& error,
                         ValueErrorWording wording = ValueErrorWording::kNewer);

/// What transactions say of ExpressionAttributeValues: "ExpressionAttributeValues contains invalid value: ...
/// for key :v".
ServiceError expression_value_error(const AttributeError& error);

}  // namespace ddb::model
