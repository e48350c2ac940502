#pragma once

#include <string_view>

/// What DynamoDB says about tables, indexes, tags and time to live; a part of messages.h. Recorded answers of
/// the real service (October 2026) are the source.
namespace ddb::model::messages {

// Finding a table.
inline constexpr std::string_view kTableNotFound = "Requested resource not found: Table: {} not found";
inline constexpr std::string_view kTableBeingCreated =
    "Attempt to change a resource which is still in use: Table is being created: {}";
inline constexpr std::string_view kTableBeingUpdated =
    "Attempt to change a resource which is still in use: Table is being updated: {}";
inline constexpr std::string_view kTableBeingDeleted =
    "Attempt to change a resource which is still in use: Table is being deleted: {}";
inline constexpr std::string_view kIndexesChanging =
    "Attempt to change a resource which is still in use: Cannot delete table while indexes are being "
    "created, "
    "updated, or deleted.";
inline constexpr std::string_view kTableAlreadyExists = "Table already exists: {}";
inline constexpr std::string_view kInvalidArnFormat =
    "1 validation error detected: Invalid resource type in '{}'";
inline constexpr std::string_view kInvalidArnRegion =
    "1 validation error detected: Invalid AWS region in '{}'";
/// Source: IAM User Guide, "Troubleshoot access denied error messages" (no policy of the resource allows it);
/// dynalite's tagResource tests.
inline constexpr std::string_view kNotAuthorized =
    "User: {} is not authorized to perform: dynamodb:{} on resource: {} because no resource-based policy "
    "allows "
    "the dynamodb:{} action";
inline constexpr std::string_view kTooManyTables =
    "Subscriber limit exceeded: There is a limit of {} tables per subscriber";
inline constexpr std::string_view kDeletionProtected =
    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection "
    "first.";

// Keys.
inline constexpr std::string_view kKeyWithoutDefinition =
    "Invalid KeySchema: Some index key attribute have no definition";
inline constexpr std::string_view kKeyNotInDefinitions =
    "One or more parameter values were invalid: Some index key attributes are not defined in "
    "AttributeDefinitions. Keys: [{}], AttributeDefinitions: [{}]";
inline constexpr std::string_view kDuplicateDefinition = "Attribute Name is duplicated: {}";
inline constexpr std::string_view kSameHashAndRange =
    "Both the Hash Key and the Range Key element in the KeySchema have the same name";
inline constexpr std::string_view kDuplicateKeyAttribute =
    "The KeySchema contains multiple key attributes with the same name";
inline constexpr std::string_view kFirstKeyNotHash =
    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type";
inline constexpr std::string_view kSecondKeyNotRange =
    "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type";
inline constexpr std::string_view kHashAfterRange =
    "One or more parameter values were invalid: All HASH key attributes must precede RANGE key attributes in "
    "the KeySchema";
inline constexpr std::string_view kTooManyKeyAttributes =
    "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of {} key "
    "attributes";
inline constexpr std::string_view kDefinitionCountMismatch =
    "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match "
    "number of attributes defined in AttributeDefinitions";
inline constexpr std::string_view kUnusedDefinitions =
    "One or more parameter values were invalid: Some AttributeDefinitions are not used. "
    "AttributeDefinitions: "
    "[{}], keys used: [{}]";

// Indexes.
inline constexpr std::string_view kEmptyIndexList =
    "One or more parameter values were invalid: List of {} is empty";
inline constexpr std::string_view kLocalIndexNeedsTableRange =
    "One or more parameter values were invalid: Table KeySchema does not have a range key, which is required "
    "when specifying a LocalSecondaryIndex";
inline constexpr std::string_view kLocalIndexNeedsRange =
    "One or more parameter values were invalid: Index KeySchema does not have a range key for index: {}";
inline constexpr std::string_view kLocalIndexOtherHash =
    "One or more parameter values were invalid: Index KeySchema does not have the same leading hash key as "
    "table KeySchema for index: {}. index hash key: {}, table hash key: {}";
inline constexpr std::string_view kTooManyLocalIndexes =
    "One or more parameter values were invalid: Number of LocalSecondaryIndexes exceeds per-table limit of "
    "{}";
inline constexpr std::string_view kTooManyGlobalIndexes =
    "One or more parameter values were invalid: GlobalSecondaryIndex count exceeds the per-table limit of {}";
inline constexpr std::string_view kGlobalIndexLimitReached =
    "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of {}";
inline constexpr std::string_view kDuplicateIndexName =
    "One or more parameter values were invalid: Duplicate index name: {}";
inline constexpr std::string_view kUnknownProjectionType =
    "One or more parameter values were invalid: Unknown ProjectionType: null";
inline constexpr std::string_view kNonKeyAttributesGiven =
    "One or more parameter values were invalid: ProjectionType is {}, but NonKeyAttributes is specified";
inline constexpr std::string_view kNonKeyAttributesMissing =
    "One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not "
    "specified";
inline constexpr std::string_view kDuplicateNonKeyAttribute =
    "One or more parameter values were invalid: Duplicate element in NonKeyAttributes: {}";
inline constexpr std::string_view kTooManyProjectedAttributes =
    "One or more parameter values were invalid: The number of NonKeyAttributes of all secondary indexes "
    "exceeds "
    "the per-table limit of {}";
inline constexpr std::string_view kIndexNotInTable = "Requested resource not found: Index {} for table {}";
inline constexpr std::string_view kIndexNotGlobal =
    "Cannot {} an index that is not a GlobalSecondaryIndex: {}";
inline constexpr std::string_view kIndexAlreadyExists = "Attempting to create an index which already exists";
inline constexpr std::string_view kDefinitionsMissingForIndex =
    "One or more parameter values were invalid: AttributeDefinitions is not specified for index: {}";

// Throughput and billing.
inline constexpr std::string_view kCapacityWithPayPerRequest =
    "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be "
    "specified when BillingMode is PAY_PER_REQUEST";
inline constexpr std::string_view kCapacityMissing =
    "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be "
    "specified "
    "when BillingMode is PROVISIONED";
inline constexpr std::string_view kCapacityOutOfBounds = "Given value {} for {} is out of bounds";
inline constexpr std::string_view kTableCapacityLimit =
    "The requested {}, {}, is above the per table maximum for the account in {}. Per table maximum: {}. "
    "Refer "
    "to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.";
inline constexpr std::string_view kIndexCapacityLimit =
    "The requested {} for index {}, {}, is above the per index maximum for the account in {}. Per index "
    "maximum: {}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher "
    "limits.";
inline constexpr std::string_view kIndexCapacityMissing =
    "One or more parameter values were invalid: ProvisionedThroughput is not specified for index: {}";
inline constexpr std::string_view kIndexCapacityWithPayPerRequest =
    "One or more parameter values were invalid: ProvisionedThroughput should not be specified for index: {} "
    "when BillingMode is PAY_PER_REQUEST";
inline constexpr std::string_view kNewIndexCapacityMissing =
    "One or more parameter values were invalid: Both ReadCapacityUnits and WriteCapacityUnits must be "
    "specified "
    "for index: {}";
inline constexpr std::string_view kNewIndexCapacityWithPayPerRequest =
    "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be "
    "specified for index: {} when BillingMode is PAY_PER_REQUEST";
inline constexpr std::string_view kIndexUpdateWithPayPerRequest =
    "One or more parameter values were invalid: The only Updates for index: {} when TableThroughputMode is "
    "PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput";
inline constexpr std::string_view kProvisionedWithoutCapacity =
    "One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is "
    "PROVISIONED";
inline constexpr std::string_view kProvisionedWithoutIndexCapacity =
    "One or more parameter values were invalid: ProvisionedThroughput must be specified for index: {}";
inline constexpr std::string_view kCapacityUnchanged =
    "The provisioned throughput for the table will not change. The requested value equals the current value. "
    "Current ReadCapacityUnits provisioned for the table: {}. Requested ReadCapacityUnits: {}. Current "
    "WriteCapacityUnits provisioned for the table: {}. Requested WriteCapacityUnits: {}. Refer to the Amazon "
    "DynamoDB Developer Guide for current limits and how to request higher limits.";
inline constexpr std::string_view kIndexCapacityUnchanged =
    "The provisioned throughput for the index {} will not change. The requested value equals the current "
    "value. Current ReadCapacityUnits provisioned for index {}: {}. Requested ReadCapacityUnits: {}. Current "
    "WriteCapacityUnits provisioned for index {}: {}. Requested WriteCapacityUnits: {}. Refer to the Amazon "
    "DynamoDB Developer Guide for current limits and how to request higher limits.";
inline constexpr std::string_view kDecreasesLimited =
    "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After "
    "the "
    "first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every "
    "3600 "
    "seconds. Number of decreases today: {}. Last decrease at {}. Next decrease can be made at {}";
inline constexpr std::string_view kOnDemandWithProvisioned =
    "One or more parameter values were invalid: {} for OnDemandThroughput cannot be specified when the table "
    "BillingMode is PROVISIONED";
inline constexpr std::string_view kIndexOnDemandWithProvisioned =
    "One or more parameter values were invalid: {} for OnDemandThroughput for index : {} cannot be specified "
    "when the table BillingMode is PROVISIONED";
inline constexpr std::string_view kOnDemandOutOfRange =
    "One or more parameter values were invalid: Requested {} for OnDemandThroughput for {} is outside of "
    "valid "
    "range";
inline constexpr std::string_view kWarmBelowOnDemand =
    "One or more parameter values were invalid: Requested {} for WarmThroughput for {} is lower than initial "
    "throughput for OnDemand. See: "
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
    "on-demand-capacity-mode.html#on-demand-capacity-mode-initial";
inline constexpr std::string_view kWarmBelowProvisioned =
    "One or more parameter values were invalid: Requested {} for WarmThroughput for {} is lower than {} of "
    "ProvisionedThroughput";
inline constexpr std::string_view kWarmDecrease =
    "One or more parameter values were invalid: Requested {} for WarmThroughput for {} is lower than current "
    "WarmThroughput, decreasing WarmThroughput is not supported";

// What may stand together in an UpdateTable.
inline constexpr std::string_view kNothingToUpdate =
    "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, "
    "SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, "
    "MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is "
    "required";
inline constexpr std::string_view kOnlyOperation =
    "One or more parameter values were invalid: {} must be the only operation in the request";
inline constexpr std::string_view kOnDemandOnlyWithBillingMode =
    "One or more parameter values were invalid: OnDemandThroughput can only be combined with BillingMode in "
    "an "
    "UpdateTable request";
inline constexpr std::string_view kWarmWithIndexCreation =
    "One or more parameter values were invalid: Create global secondary index cannot be specified when "
    "updating WarmThroughput";
inline constexpr std::string_view kStreamWithCapacity =
    "One or more parameter values were invalid: You cannot modify stream status while updating table IOPS";
inline constexpr std::string_view kIndexWithCapacity =
    "One or more parameter values were invalid: You cannot create or delete index while updating table IOPS";
inline constexpr std::string_view kIndexWithStream =
    "One or more parameter values were invalid: You cannot create or delete index while changing stream "
    "status";
inline constexpr std::string_view kNoIndexAction =
    "One or more parameter values were invalid: One of GlobalSecondaryIndexUpdate.Update, "
    "GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null";
inline constexpr std::string_view kSeveralIndexActions =
    "One or more parameter values were invalid: Only one global secondary index action is allowed per "
    "GlobalSecondaryIndexUpdate object";
inline constexpr std::string_view kRepeatedIndexUpdate =
    "One or more parameter values were invalid: Only one global secondary index update per index is allowed "
    "simultaneously. Index: {}";
inline constexpr std::string_view kOneOnlineIndex =
    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";
inline constexpr std::string_view kSingleRegion =
    "One or more parameter values were invalid: {} is not supported: ddb-emulator has a single region";

// Streams, encryption, resource policies.
inline constexpr std::string_view kNewStreamNeedsViewType =
    "One or more parameter values were invalid: Table is being created with a stream enabled, UpdateViewType "
    "is "
    "required";
inline constexpr std::string_view kNoStreamButViewType =
    "One or more parameter values were invalid: Table is being created with a stream disabled, "
    "UpdateViewType "
    "should not be specified";
inline constexpr std::string_view kEnabledStreamNeedsViewType =
    "One or more parameter values were invalid: If stream is being enabled then UpdateViewType is required";
inline constexpr std::string_view kDisabledStreamWithViewType =
    "One or more parameter values were invalid: If stream is being disabled, then UpdateViewType must not be "
    "specified";
inline constexpr std::string_view kStreamAlreadyEnabled =
    "Table already has an enabled stream: TableName: {}";
inline constexpr std::string_view kNoStreamToDisable = "Table has no stream to disable: TableName: {}";
inline constexpr std::string_view kEncryptionMemberWhileDisabled =
    "One or more parameter values were invalid: {} can not be specified if Enabled is false";
inline constexpr std::string_view kEncryptionTypeMissing =
    "One or more parameter values were invalid: SSEType KMS is required if KMSMasterKeyId is specified";
inline constexpr std::string_view kEncryptionTypeUnsupported =
    "One or more parameter values were invalid: SSEType AES256 is not supported";
inline constexpr std::string_view kAlreadyEncrypted =
    "One or more parameter values were invalid: Table is already encrypted by default";
inline constexpr std::string_view kAlreadyEncryptedWithKey =
    "One or more parameter values were invalid: Table is already encrypted with given KMSMasterKeyId. Use "
    "KMSMasterKeyId parameter if you want to change Master Key";
inline constexpr std::string_view kInvalidPolicy =
    "One or more parameter values were invalid: Invalid policy document: This policy contains invalid Json";
inline constexpr std::string_view kPolicyTooLarge =
    "One or more parameter values were invalid: Maximum policy size of {} bytes exceeded";

// Tags.
inline constexpr std::string_view kTaggedResourceNotFound =
    "Requested resource not found: ResourceArn: {} not found";
inline constexpr std::string_view kNotAnArn =
    "One or more parameter values were invalid: ARNs must start with 'arn:': {}";
inline constexpr std::string_view kNotADynamoDbArn =
    "One or more parameter values were invalid: Provided Arn is not a DynamoDB resource arn: {}";
inline constexpr std::string_view kNotATableArn =
    "One or more parameter values were invalid: Invalid resource arn provided, only table or stream is "
    "accepted. Provided resource arn: {}";
inline constexpr std::string_view kInvalidTableArnGiven =
    "Invalid TableArn: Invalid ResourceArn provided as input {}";
inline constexpr std::string_view kNoTags = "Atleast one Tag needs to be provided as Input.";
inline constexpr std::string_view kNoTagKeys = "Atleast one Tag Key needs to be provided as Input.";
inline constexpr std::string_view kInvalidTagKey = "The Tag Key provided is invalid, Key: {}";
inline constexpr std::string_view kInvalidTagValue = "The Tag Value provided is invalid, Value: {}";
inline constexpr std::string_view kReservedTagKey = "Tag Key cannot be prefixed with aws:, Key: {}";
inline constexpr std::string_view kDuplicateTagKey =
    "Duplicate Tag Keys provided as input: Duplicate Tag Key found {}";
inline constexpr std::string_view kTooManyTags =
    "Number of Tags exceed the current limit for the provided ResourceArn";
inline constexpr std::string_view kInvalidNextToken = "Invalid NextToken";

// Time to live.
inline constexpr std::string_view kTimeToLiveEnabled = "TimeToLive is already enabled";
inline constexpr std::string_view kTimeToLiveDisabled = "TimeToLive is already disabled";
inline constexpr std::string_view kTimeToLiveOtherAttribute =
    "TimeToLive is active on a different AttributeName: current AttributeName is {}";
inline constexpr std::string_view kTimeToLiveChangedTooOften =
    "Time to live has been modified multiple times within a fixed interval";
inline constexpr std::string_view kNoTimeToLiveInState =
    "Cannot describe time to live while table is in {} state: Current table state is {}";

}  // namespace ddb::model::messages
