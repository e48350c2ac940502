#pragma once

#include <string_view>

#include "emulator/model/messages.h"

/// What DynamoDB says of items, keys and reads of them. Filled in by `messages::fill`.
namespace ddb::model::messages {

// Items and keys.
inline constexpr std::string_view kMissingKey =
    "One or more parameter values were invalid: Missing the key {} in the item";
inline constexpr std::string_view kKeyTypeMismatch =
    "One or more parameter values were invalid: Type mismatch for key {} expected: {} actual: {}";
inline constexpr std::string_view kIndexKeyTypeMismatch =
    "One or more parameter values were invalid: Type mismatch for Index Key {} Expected: {} Actual: {} "
    "IndexName: {}";
inline constexpr std::string_view kEmptyKeyValue =
    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an "
    "empty {} value. Key: {}";
inline constexpr std::string_view kEmptyIndexKeyValue =
    "One or more parameter values are not valid. A value specified for a secondary index key is not "
    "supported. The AttributeValue for a key attribute cannot contain an empty {} value. IndexName: {}, "
    "IndexKey: {}";
inline constexpr std::string_view kHashKeyTooLong =
    "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 "
    "bytes";
inline constexpr std::string_view kRangeKeyTooLong =
    "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size "
    "limit of 1024 bytes";
inline constexpr std::string_view kStartKeyDoesNotMatchSchema =
    "The provided starting key is invalid: The provided key element does not match the schema";
inline constexpr std::string_view kStartKeyInvalid = "The provided starting key is invalid";
inline constexpr std::string_view kStartKeyOutsideCondition =
    "The provided starting key is outside query boundaries based on provided conditions";
inline constexpr std::string_view kStartKeyNotInSortCondition =
    "The provided starting key does not match the range key predicate";
inline constexpr std::string_view kQueryCannotBeRestarted =
    "The query can return at most one row and cannot be restarted";
inline constexpr std::string_view kStartKeyOutsideSegment =
    "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with "
    "correct Segment. TotalSegments: {} Segment: {}";
inline constexpr std::string_view kStartKeyValueInvalid = "The provided starting key is invalid: {}";
inline constexpr std::string_view kItemTooLarge = "Item size has exceeded the maximum allowed size";
inline constexpr std::string_view kUpdatedItemTooLarge =
    "Item size to update has exceeded the maximum allowed size";
inline constexpr std::string_view kCannotUpdateKey =
    "One or more parameter values were invalid: Cannot update attribute {}. This attribute is part of the "
    "key";
inline constexpr std::string_view kUpdatedIndexKeyType =
    "The update expression attempted to update the secondary index key to unsupported type";
inline constexpr std::string_view kUpdatedIndexKeyTooLong =
    "The update expression attempted to update the secondary index key beyond allowed size limits";
inline constexpr std::string_view kUpdatedIndexKeyEmpty =
    "One or more parameter values are not valid. The update expression attempted to update a secondary index "
    "key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty {} "
    "value.";
/// The first value is "Key" or "IndexKey".
inline constexpr std::string_view kPathIntoKey =
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: {}: {}";
inline constexpr std::string_view kDuplicateItemKeys = "Provided list of item keys contains duplicates";
/// Source: us-east-1 in October 2026 (paritysuite/dynamodb-conformance,
/// captures/2026-10-07-batch-empty-request-items.json); eu-west-2 gave the generic sentence of the model's
/// constraint that day.
inline constexpr std::string_view kNoRequestItems =
    "The requestItems parameter is required for BatchWriteItem";
inline constexpr std::string_view kTooManyBatchWrites =
    "Too many items requested for the BatchWriteItem call";
inline constexpr std::string_view kTooManyBatchKeys = "Too many items requested for the BatchGetItem call";
inline constexpr std::string_view kReturnValuesOldOrNone = "ReturnValues can only be ALL_OLD or NONE";

// Transactions.
inline constexpr std::string_view kTransactionCanceled =
    "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]";
inline constexpr std::string_view kTransactionOngoing = "Transaction is ongoing for the item";
inline constexpr std::string_view kTransactionInProgress =
    "The transaction with the given request token is already in progress.";
inline constexpr std::string_view kIdempotentParameterMismatch =
    "Request token has already been used with different parameters";
inline constexpr std::string_view kSeveralOperationsOnOneItem =
    "Transaction request cannot include multiple operations on one item";
inline constexpr std::string_view kTransactionTooLarge =
    "Member must have aggregate size less than or equal to 4194304 bytes";
inline constexpr std::string_view kNoTransactionAction =
    "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request";
inline constexpr std::string_view kSeveralTransactionActions =
    "TransactItems can only contain one of Check, Put, Update or Delete";

// Reads.
inline constexpr std::string_view kIndexNotFound = "The table does not have the specified index: {}";
/// Quoted by many who met it; the service answers it until the index is ACTIVE.
inline constexpr std::string_view kIndexBackfilling =
    "Cannot read from backfilling global secondary index: {}";
inline constexpr std::string_view kNoConsistentReadOnGlobalIndex =
    "Consistent reads are not supported on global secondary indexes";
inline constexpr std::string_view kSegmentWithoutTotal =
    "The TotalSegments parameter is required but was not present in the request when Segment parameter is "
    "present";
inline constexpr std::string_view kTotalWithoutSegment =
    "The Segment parameter is required but was not present in the request when parameter TotalSegments is "
    "present";
inline constexpr std::string_view kSegmentOutOfRange =
    "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: {} is not "
    "less than TotalSegments: {}";
inline constexpr std::string_view kNoKeyCondition =
    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.";
inline constexpr std::string_view kGlobalIndexDoesNotProject =
    "One or more parameter values were invalid: Global secondary index {} does not project {}";
inline constexpr std::string_view kAllAttributesOnGlobalIndex =
    "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global "
    "secondary index {} because its projection type is not ALL";
inline constexpr std::string_view kProjectedWithoutIndex =
    "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName";
inline constexpr std::string_view kSpecificWithoutProjection =
    "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES";
inline constexpr std::string_view kProjectionWithOtherSelect =
    "Cannot specify the {} when choosing to get {}";

}  // namespace ddb::model::messages
