#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/value/value.h"

namespace ddb::model {

/// Every error that the emulator answers by design. The row of each (its `__type` prefix, HTTP status, name
/// of the message member) stands in error_table.cc.
enum class ErrorCode {
  kAccessDenied,
  kConditionalCheckFailed,
  kDuplicateItem,
  kExpiredIterator,
  kIdempotentParameterMismatch,
  kIncompleteSignature,
  kInternalServer,
  kInvalidSignature,
  kItemCollectionSizeLimitExceeded,
  kLimitExceeded,
  kMissingAuthenticationToken,
  kProvisionedThroughputExceeded,
  kResourceInUse,
  kResourceNotFound,
  kSerialization,
  kTableNotFound,
  kThrottling,
  kTransactionCanceled,
  kTransactionConflict,
  kTransactionInProgress,
  kTrimmedDataAccess,
  kUnknownOperation,
  kUnrecognizedClient,
  kValidation,
};

/// Why one action of a cancelled transaction failed ("None" when it did not).
struct CancellationReason {
  std::string code = "None";
  std::string message;  ///< Empty when the code is None.
  std::optional<value::Item>
      item;  ///< The stored item, where ReturnValuesOnConditionCheckFailure asked for it.
};

/// What DynamoDB answers in place of a result.
struct ServiceError {
  ErrorCode code = ErrorCode::kInternalServer;
  std::string message;
  /// ConditionalCheckFailedException: the stored item, where ReturnValuesOnConditionCheckFailure asked for
  /// it.
  std::optional<value::Item> item = std::nullopt;
  /// TransactionCanceledException: one reason for each action, in order.
  std::vector<CancellationReason> cancellation_reasons = {};
};

/// How an error code looks on the wire.
struct ErrorRow {
  ErrorCode code;
  std::string_view type_prefix;  ///< "com.amazonaws.dynamodb.v20120810#"
  std::string_view name;         ///< "ResourceNotFoundException"
  int http_status;
  std::string_view message_member;  ///< "message", "Message", or empty for no message at all.
};
const ErrorRow& error_row(ErrorCode code);

template <class T>
using ServiceResult = Result<T, ServiceError>;

[[noreturn]] inline void throw_exception_from_error(const ServiceError& error,
                                                    const boost::source_location&) {
  throw std::logic_error("value() of a failed result: " + error.message);
}

inline ServiceError validation_error(std::string message) {
  return {ErrorCode::kValidation, std::move(message)};
}

}  // namespace ddb::model
