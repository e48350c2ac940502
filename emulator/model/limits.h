#pragma once

#include <cstddef>
#include <cstdint>

/// Every limit of the service, with its unit. Those that the API model itself states (lengths and ranges of
/// members) stand in api_model.json. Source of each: Amazon DynamoDB Developer Guide, "Quotas in Amazon
/// DynamoDB", unless a line says otherwise.
namespace ddb::model {

/// 400 KB for an item, names and values together.
inline constexpr std::size_t kItemSizeBytesMax = 409'600;
inline constexpr std::size_t kPartitionKeyBytesMax = 2'048;
inline constexpr std::size_t kSortKeyBytesMax = 1'024;
/// Attribute names of keys; of any other attribute, 65,535.
inline constexpr std::size_t kKeyAttributeNameBytesMax = 255;
inline constexpr std::size_t kAttributeNameBytesMax = 65'535;

/// Query and Scan stop at this size, counted before the filter and the projection.
inline constexpr std::size_t kPageSizeBytesMax = 1'048'576;
inline constexpr std::size_t kBatchGetKeysMax = 100;
inline constexpr std::size_t kBatchGetSizeBytesMax = std::size_t{16} * 1'048'576;
inline constexpr std::size_t kBatchWriteRequestsMax = 25;
inline constexpr std::size_t kBatchWriteSizeBytesMax = std::size_t{16} * 1'048'576;
inline constexpr std::size_t kTransactionActionsMax = 100;
inline constexpr std::size_t kTransactionSizeBytesMax = std::size_t{4} * 1'048'576;

inline constexpr std::size_t kExpressionBytesMax = 4'096;
inline constexpr std::size_t kExpressionOperatorsMax = 300;
inline constexpr std::size_t kExpressionPlaceholderBytesMax = 255;
inline constexpr std::size_t kExpressionInOperandsMax = 100;

/// Keys or key ranges that one page of a PartiQL SELECT reads. Source: Developer Guide, "PartiQL operators",
/// IN.
inline constexpr std::size_t kStatementRangesMax = 10;

inline constexpr std::size_t kLocalIndexesMax = 5;
inline constexpr std::size_t kGlobalIndexesMax = 20;
/// User-specified non-key attributes over all secondary indexes of a table with INCLUDE.
inline constexpr std::size_t kProjectedAttributesMax = 100;
/// HASH attributes of a global secondary index's key, and RANGE attributes. Source: Developer Guide,
/// "Multi-attribute keys".
inline constexpr std::size_t kGlobalIndexKeyAttributesMax = 4;
inline constexpr std::size_t kTablesMax = 2'500;
inline constexpr std::size_t kTagsPerTableMax = 50;
inline constexpr std::int64_t kParallelScanSegmentsMax = 1'000'000;

/// What DescribeLimits answers for an account that asked for no other.
inline constexpr std::int64_t kAccountReadCapacityUnitsMax = 80'000;
inline constexpr std::int64_t kAccountWriteCapacityUnitsMax = 80'000;
inline constexpr std::int64_t kTableReadCapacityUnitsMax = 40'000;
inline constexpr std::int64_t kTableWriteCapacityUnitsMax = 40'000;

/// More capacity units than this are refused as nonsense. Source: recorded answers.
inline constexpr std::int64_t kCapacityUnitsBound = 1'000'000'000'000;
/// Decreases of provisioned throughput on a UTC day; later ones on that day need an hour since the last one.
inline constexpr std::int64_t kCapacityDecreasesPerDay = 4;
inline constexpr std::int64_t kCapacityDecreaseIntervalSeconds = 3'600;
/// What an on-demand table or index serves at once, per second.
inline constexpr std::int64_t kOnDemandInitialReadUnits = 12'000;
inline constexpr std::int64_t kOnDemandInitialWriteUnits = 4'000;
/// A resource policy's text.
inline constexpr std::size_t kResourcePolicyBytesMax = 20'480;

/// DynamoDB Streams: how long a record can be read, and how long an iterator can be used.
inline constexpr std::int64_t kStreamRetentionHours = 24;
inline constexpr std::int64_t kShardIteratorLifetimeMinutes = 15;
inline constexpr std::size_t kStreamRecordsPerCallMax = 1'000;

/// Names of tables and indexes. Source: recorded answers.
inline constexpr std::int64_t kTableNameCharactersMin = 3;
inline constexpr std::int64_t kTableNameCharactersMax = 255;
/// With attribute values of more levels than this, PutItem, UpdateItem and DeleteItem answer in their older
/// wording. Source: recorded answers (32 levels: newer, 100 levels: older); where it turns is not known.
inline constexpr std::size_t kLevelsOfNewerWordingMax = 64;

/// What breaks the model's constraints is told so often in one answer, and no more. Source: dynalite's tests
/// of nine indexes without members.
inline constexpr std::size_t kViolationsShownMax = 10;

/// A request body. Source: recorded answers (413 above it).
inline constexpr std::size_t kRequestBodyBytesMax = std::size_t{16} * 1'048'576;
/// Answers from this size on are compressed when the client asks for it. Source: recorded answers.
inline constexpr std::size_t kCompressedResponseBytesMin = 4'096;

}  // namespace ddb::model
