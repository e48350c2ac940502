#include <array>
#include <cassert>

#include "emulator/model/service_error.h"

namespace ddb::model {
namespace {

constexpr std::string_view kService = "com.amazonaws.dynamodb.v20120810#";
constexpr std::string_view kCoral = "com.amazon.coral.service#";

constexpr std::array kRows = {
    ErrorRow{ErrorCode::kAccessDenied, kCoral, "AccessDeniedException", 400, "Message"},
    ErrorRow{ErrorCode::kConditionalCheckFailed, kService, "ConditionalCheckFailedException", 400, "message"},
    ErrorRow{ErrorCode::kDuplicateItem, kService, "DuplicateItemException", 400, "message"},
    ErrorRow{ErrorCode::kExpiredIterator, kService, "ExpiredIteratorException", 400, "message"},
    ErrorRow{ErrorCode::kIdempotentParameterMismatch, kService, "IdempotentParameterMismatchException", 400,
             "Message"},
    ErrorRow{ErrorCode::kIncompleteSignature, kCoral, "IncompleteSignatureException", 400, "message"},
    ErrorRow{ErrorCode::kInternalServer, kService, "InternalServerError", 500, "message"},
    ErrorRow{ErrorCode::kInvalidSignature, kCoral, "InvalidSignatureException", 400, "message"},
    ErrorRow{ErrorCode::kItemCollectionSizeLimitExceeded, kService,
             "ItemCollectionSizeLimitExceededException", 400, "message"},
    ErrorRow{ErrorCode::kLimitExceeded, kService, "LimitExceededException", 400, "message"},
    ErrorRow{ErrorCode::kMissingAuthenticationToken, kCoral, "MissingAuthenticationTokenException", 400,
             "message"},
    ErrorRow{ErrorCode::kProvisionedThroughputExceeded, kService, "ProvisionedThroughputExceededException",
             400, "message"},
    ErrorRow{ErrorCode::kResourceInUse, kService, "ResourceInUseException", 400, "message"},
    ErrorRow{ErrorCode::kResourceNotFound, kService, "ResourceNotFoundException", 400, "message"},
    ErrorRow{ErrorCode::kSerialization, kCoral, "SerializationException", 400, "Message"},
    ErrorRow{ErrorCode::kTableNotFound, kService, "TableNotFoundException", 400, "message"},
    ErrorRow{ErrorCode::kThrottling, "com.amazon.coral.availability#", "ThrottlingException", 400, "message"},
    ErrorRow{ErrorCode::kTransactionCanceled, kService, "TransactionCanceledException", 400, "Message"},
    ErrorRow{ErrorCode::kTransactionConflict, kService, "TransactionConflictException", 400, "message"},
    ErrorRow{ErrorCode::kTransactionInProgress, kService, "TransactionInProgressException", 400, "Message"},
    ErrorRow{ErrorCode::kTrimmedDataAccess, kService, "TrimmedDataAccessException", 400, "message"},
    ErrorRow{ErrorCode::kUnknownOperation, kCoral, "UnknownOperationException", 400, ""},
    ErrorRow{ErrorCode::kUnrecognizedClient, kCoral, "UnrecognizedClientException", 400, "message"},
    ErrorRow{ErrorCode::kValidation, "com.amazon.coral.validate#", "ValidationException", 400, "message"},
};

constexpr bool rows_follow_the_enum() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (static_cast<std::size_t>(kRows[i].code) != i) return false;
  return true;
}
static_assert(rows_follow_the_enum());

}  // namespace

const ErrorRow& error_row(ErrorCode code) {
  return kRows[static_cast<std::size_t>(code)];
}

}  // namespace ddb::model
