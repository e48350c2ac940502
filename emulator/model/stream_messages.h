#pragma once

#include <string_view>

/// What DynamoDB Streams says. Part of the catalogue of messages.h.
///
/// Sources: recorded errors of the real service in public issues (kStreamNotFound, kShardNotFound,
/// kTrimmedData, kInvalidStreamArn); the API model's own words about the message of ExpiredIteratorException
/// (kIteratorExpired). For the other cases the real error code is known, and the words are ours.
namespace ddb::model::messages {

inline constexpr std::string_view kInvalidStreamArn = "Invalid StreamArn";
inline constexpr std::string_view kStreamNotFound = "Requested resource not found: Stream: {} not found";
inline constexpr std::string_view kShardNotFound = "Requested resource not found: Shard does not exist";
inline constexpr std::string_view kTrimmedData = "The data you are trying to access has been trimmed";
inline constexpr std::string_view kIteratorExpired = "The provided iterator exceeds the maximum age allowed";
inline constexpr std::string_view kInvalidShardIterator = "Invalid ShardIterator";
inline constexpr std::string_view kInvalidSequenceNumber = "Invalid SequenceNumber";
inline constexpr std::string_view kSequenceNumberMissing =
    "SequenceNumber is required for ShardIteratorType {}";
inline constexpr std::string_view kSequenceNumberNotAllowed =
    "SequenceNumber is not allowed for ShardIteratorType {}";
inline constexpr std::string_view kShardFilterIncomplete = "ShardFilter must have both Type and ShardId";
/// The API model has no maximum for these, the service has.
inline constexpr std::string_view kLimitTooLarge =
    "1 validation error detected: Value '{}' at 'limit' failed to satisfy constraint: Member must have "
    "value less than or equal to {}";

}  // namespace ddb::model::messages
