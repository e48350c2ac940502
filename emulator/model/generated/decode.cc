// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#include "emulator/model/generated/decode.h"
#include "emulator/model/messages.h"

namespace ddb::model {
namespace {

constexpr EnumWording kAttributeActionWording{.values = "[ADD, PUT, DELETE]"};
constexpr EnumWording kBillingModeWording{.values = "[PROVISIONED, PAY_PER_REQUEST]"};
constexpr EnumWording kComparisonOperatorWording{
    .values = "[IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]"};
constexpr EnumWording kConditionalOperatorWording{.values = "[OR, AND]"};
constexpr EnumWording kGlobalTableSettingsReplicationModeWording{
    .values = "[ENABLED, DISABLED, ENABLED_WITH_OVERRIDES]"};
constexpr EnumWording kKeyTypeWording{.values = "[HASH, RANGE]"};
constexpr EnumWording kMultiRegionConsistencyWording{.values = "[EVENTUAL, STRONG]"};
constexpr EnumWording kProjectionTypeWording{.values = "[ALL, INCLUDE, KEYS_ONLY]"};
constexpr EnumWording kReturnConsumedCapacityWording{.values = "[INDEXES, TOTAL, NONE]"};
constexpr EnumWording kReturnItemCollectionMetricsWording{.values = "[SIZE, NONE]"};
constexpr EnumWording kReturnValueWording{.values = "[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]"};
constexpr EnumWording kReturnValuesOnConditionCheckFailureWording{.values = "[ALL_OLD, NONE]"};
constexpr EnumWording kSSETypeWording{.values = "[AES256, KMS]"};
constexpr EnumWording kScalarAttributeTypeWording{.values = "[B, N, S]"};
constexpr EnumWording kSelectWording{
    .values = "[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]"};
constexpr EnumWording kShardFilterTypeWording{.values = "[CHILD_SHARDS]"};
constexpr EnumWording kShardIteratorTypeWording{
    .values = "[TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER]"};
constexpr EnumWording kStreamViewTypeWording{.values =
                                                 "[NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY]"};
constexpr EnumWording kTableClassWording{.values = "[STANDARD, STANDARD_INFREQUENT_ACCESS]"};
constexpr EnumWording kPutItemInputReturnValuesWording{
    .values = kReturnValueWording.values,
    .values_without_place = "[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"};
constexpr EnumWording kUpdateItemInputReturnValuesWording{
    .values = kReturnValueWording.values,
    .values_without_place = "[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"};
constexpr EnumWording kDeleteItemInputReturnValuesWording{
    .values = kReturnValueWording.values,
    .values_without_place = "[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"};
constexpr EnumWording kPutItemInputConditionalOperatorWording{.values = kConditionalOperatorWording.values,
                                                              .values_without_place = "[ALL, OR]"};
constexpr EnumWording kUpdateItemInputConditionalOperatorWording{.values = kConditionalOperatorWording.values,
                                                                 .values_without_place = "[ALL, OR]"};
constexpr EnumWording kDeleteItemInputConditionalOperatorWording{.values = kConditionalOperatorWording.values,
                                                                 .values_without_place = "[ALL, OR]"};
constexpr EnumWording kQueryInputConditionalOperatorWording{
    .values = kConditionalOperatorWording.values, .values_without_place = "[ALL, OR]", .alone = true};

constexpr ShapeRules kPartiQLStatementRules{.min = 1, .max = 8192};
constexpr ShapeRules kPreparedStatementParametersRules{.min = 1};
constexpr ShapeRules kPartiQLBatchRequestRules{.min = 1, .max = 25};
constexpr ShapeRules kKeyListRules{.min = 1, .max = 100};
constexpr ShapeRules kAttributeNameRules{.max = 65535};
constexpr ShapeRules kAttributeNameListRules{.min = 1, .element = &kAttributeNameRules};
constexpr ShapeRules kExpressionAttributeNameMapRules{.element = &kAttributeNameRules};
constexpr ShapeRules kTableArnRules{.min = 1, .max = 1024, .text = TextRule::kTableNameOrArn};
constexpr ShapeRules kBatchGetRequestMapRules{.min = 1, .max = 100, .key = &kTableArnRules};
constexpr ShapeRules kWriteRequestsRules{.min = 1, .max = 25};
constexpr ShapeRules kBatchWriteItemInputRequestItemsRules{
    .min = 0, .max = 25, .element = &kWriteRequestsRules, .key = &kTableArnRules};
constexpr ShapeRules kKeySchemaAttributeNameRules{.min = 1, .max = 255};
constexpr ShapeRules kNonKeyAttributeNameRules{.min = 1, .max = 255};
constexpr ShapeRules kNonKeyAttributeNameListRules{
    .min = 1, .max = 20, .element = &kNonKeyAttributeNameRules};
constexpr ShapeRules kIndexNameRules{.min = 3, .max = 255, .text = TextRule::kName};
constexpr ShapeRules kLocalSecondaryIndexKeySchemaRules{.min = 1, .max = 2};
constexpr ShapeRules kPositiveLongObjectRules{.min = 1};
constexpr ShapeRules kKeySchemaRules{.min = 1};
constexpr ShapeRules kTagKeyStringRules{.min = 1, .max = 128};
constexpr ShapeRules kTagValueStringRules{.min = 0, .max = 256};
constexpr ShapeRules kCreateTableInputTableNameRules{
    .min = 3, .max = 1024, .text = TextRule::kTableNameOrArn};
constexpr ShapeRules kCreateTableInputKeySchemaRules{.min = 1, .max = 2};
constexpr ShapeRules kCreateTableInputGlobalTableSourceArnRules{.min = 1, .max = 1024};
constexpr ShapeRules kExpectedAttributeMapRules{.key = &kAttributeNameRules};
constexpr ShapeRules kDeleteTableInputTableNameRules{
    .min = 3, .max = 1024, .text = TextRule::kTableNameOrArn};
constexpr ShapeRules kDescribeTableInputTableNameRules{
    .min = 3, .max = 1024, .text = TextRule::kTableNameOrArn};
constexpr ShapeRules kDescribeTimeToLiveInputTableNameRules{
    .min = 3, .max = 1024, .text = TextRule::kTableNameOrArn};
constexpr ShapeRules kPartiQLNextTokenRules{.min = 1, .max = 32768};
constexpr ShapeRules kPositiveIntegerObjectRules{.min = 1, .is_integer = true};
constexpr ShapeRules kParameterizedStatementsRules{.min = 1, .max = 100};
constexpr ShapeRules kClientRequestTokenRules{.min = 1, .max = 36};
constexpr ShapeRules kTableNameRules{.min = 3, .max = 255, .text = TextRule::kName};
constexpr ShapeRules kListTablesInputLimitRules{.min = 1, .max = 100, .is_integer = true};
constexpr ShapeRules kListTagsOfResourceInputResourceArnRules{.min = 0};
constexpr ShapeRules kFilterConditionMapRules{.key = &kAttributeNameRules};
constexpr ShapeRules kKeyConditionsRules{.key = &kAttributeNameRules};
constexpr ShapeRules kScanTotalSegmentsRules{.min = 1, .max = 1000000, .is_integer = true};
constexpr ShapeRules kScanSegmentRules{.min = 0, .max = 999999, .is_integer = true};
constexpr ShapeRules kTagResourceInputResourceArnRules{.min = 0};
constexpr ShapeRules kTransactGetItemListRules{.min = 1, .max = 100};
constexpr ShapeRules kTransactWriteItemListRules{.min = 1, .max = 100};
constexpr ShapeRules kUntagResourceInputResourceArnRules{.min = 0};
constexpr ShapeRules kTagKeyListRules{.element = &kTagKeyStringRules};
constexpr ShapeRules kAttributeUpdatesRules{.key = &kAttributeNameRules};
constexpr ShapeRules kReplicaGlobalSecondaryIndexListRules{.min = 1};
constexpr ShapeRules kUpdateTableInputTableNameRules{
    .min = 3, .max = 1024, .text = TextRule::kTableNameOrArn};
constexpr ShapeRules kReplicationGroupUpdateListRules{.min = 1};
constexpr ShapeRules kGlobalTableWitnessGroupUpdateListRules{.min = 1, .max = 1};
constexpr ShapeRules kTimeToLiveAttributeNameRules{.min = 1, .max = 255};
constexpr ShapeRules kUpdateTimeToLiveInputTableNameRules{
    .min = 3, .max = 1024, .text = TextRule::kTableNameOrArn};
constexpr ShapeRules kShardIdRules{.min = 28, .max = 65};
constexpr ShapeRules kStreamArnRules{.min = 37, .max = 1024};
constexpr ShapeRules kShardIteratorRules{.min = 1, .max = 2048};
constexpr ShapeRules kSequenceNumberRules{.min = 21, .max = 40};

constexpr std::array<MemberRow, 4> kBatchStatementRequestRows{
    MemberRow{.name = "Statement", .required = true, .rules = &kPartiQLStatementRules},
    MemberRow{.name = "Parameters", .rules = &kPreparedStatementParametersRules},
    MemberRow{.name = "ConsistentRead"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 2> kBatchExecuteStatementInputRows{
    MemberRow{.name = "Statements", .required = true, .rules = &kPartiQLBatchRequestRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording}};
constexpr std::array<MemberRow, 5> kKeysAndAttributesRows{
    MemberRow{.name = "Keys", .required = true, .rules = &kKeyListRules},
    MemberRow{.name = "AttributesToGet", .rules = &kAttributeNameListRules},
    MemberRow{.name = "ConsistentRead"}, MemberRow{.name = "ProjectionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules}};
constexpr std::array<MemberRow, 2> kBatchGetItemInputRows{
    MemberRow{.name = "RequestItems", .required = true, .rules = &kBatchGetRequestMapRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording}};
constexpr std::array<MemberRow, 1> kPutRequestRows{MemberRow{.name = "Item", .required = true}};
constexpr std::array<MemberRow, 1> kDeleteRequestRows{MemberRow{.name = "Key", .required = true}};
constexpr std::array<MemberRow, 2> kWriteRequestRows{MemberRow{.name = "DeleteRequest"},
                                                     MemberRow{.name = "PutRequest"}};
constexpr std::array<MemberRow, 3> kBatchWriteItemInputRows{
    MemberRow{.name = "RequestItems", .required = true, .rules = &kBatchWriteItemInputRequestItemsRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "ReturnItemCollectionMetrics", .enumeration = &kReturnItemCollectionMetricsWording}};
constexpr std::array<MemberRow, 2> kAttributeDefinitionRows{
    MemberRow{.name = "AttributeName", .required = true, .rules = &kKeySchemaAttributeNameRules},
    MemberRow{.name = "AttributeType", .required = true, .enumeration = &kScalarAttributeTypeWording}};
constexpr std::array<MemberRow, 2> kKeySchemaElementRows{
    MemberRow{.name = "AttributeName", .required = true, .rules = &kKeySchemaAttributeNameRules},
    MemberRow{.name = "KeyType", .required = true, .enumeration = &kKeyTypeWording}};
constexpr std::array<MemberRow, 2> kProjectionRows{
    MemberRow{.name = "ProjectionType", .enumeration = &kProjectionTypeWording},
    MemberRow{.name = "NonKeyAttributes", .rules = &kNonKeyAttributeNameListRules}};
constexpr std::array<MemberRow, 3> kLocalSecondaryIndexRows{
    MemberRow{.name = "IndexName", .required = true, .rules = &kIndexNameRules},
    MemberRow{.name = "KeySchema", .required = true, .rules = &kLocalSecondaryIndexKeySchemaRules},
    MemberRow{.name = "Projection", .required = true}};
constexpr std::array<MemberRow, 2> kProvisionedThroughputRows{
    MemberRow{.name = "WriteCapacityUnits", .required = true, .rules = &kPositiveLongObjectRules},
    MemberRow{.name = "ReadCapacityUnits", .required = true, .rules = &kPositiveLongObjectRules}};
constexpr std::array<MemberRow, 2> kOnDemandThroughputRows{MemberRow{.name = "MaxReadRequestUnits"},
                                                           MemberRow{.name = "MaxWriteRequestUnits"}};
constexpr std::array<MemberRow, 2> kWarmThroughputRows{MemberRow{.name = "ReadUnitsPerSecond"},
                                                       MemberRow{.name = "WriteUnitsPerSecond"}};
constexpr std::array<MemberRow, 6> kGlobalSecondaryIndexRows{
    MemberRow{.name = "IndexName", .required = true, .rules = &kIndexNameRules},
    MemberRow{.name = "KeySchema", .required = true, .rules = &kKeySchemaRules},
    MemberRow{.name = "Projection", .required = true},
    MemberRow{.name = "ProvisionedThroughput"},
    MemberRow{.name = "OnDemandThroughput"},
    MemberRow{.name = "WarmThroughput"}};
constexpr std::array<MemberRow, 2> kStreamSpecificationRows{
    MemberRow{.name = "StreamEnabled", .required = true},
    MemberRow{.name = "StreamViewType", .enumeration = &kStreamViewTypeWording}};
constexpr std::array<MemberRow, 3> kSSESpecificationRows{
    MemberRow{.name = "Enabled"}, MemberRow{.name = "SSEType", .enumeration = &kSSETypeWording},
    MemberRow{.name = "KMSMasterKeyId"}};
constexpr std::array<MemberRow, 2> kTagRows{
    MemberRow{.name = "Key", .required = true, .rules = &kTagKeyStringRules},
    MemberRow{.name = "Value", .required = true, .rules = &kTagValueStringRules}};
constexpr std::array<MemberRow, 17> kCreateTableInputRows{
    MemberRow{.name = "AttributeDefinitions", .required = true},
    MemberRow{.name = "TableName",
              .required = true,
              .rules = &kCreateTableInputTableNameRules,
              .missing_message = messages::kTableNameMissing},
    MemberRow{.name = "BillingMode", .enumeration = &kBillingModeWording},
    MemberRow{.name = "ProvisionedThroughput"},
    MemberRow{.name = "KeySchema", .required = true, .rules = &kCreateTableInputKeySchemaRules},
    MemberRow{.name = "LocalSecondaryIndexes"},
    MemberRow{.name = "GlobalSecondaryIndexes"},
    MemberRow{.name = "StreamSpecification"},
    MemberRow{.name = "SSESpecification"},
    MemberRow{.name = "Tags"},
    MemberRow{.name = "TableClass", .enumeration = &kTableClassWording},
    MemberRow{.name = "DeletionProtectionEnabled"},
    MemberRow{.name = "WarmThroughput"},
    MemberRow{.name = "ResourcePolicy"},
    MemberRow{.name = "OnDemandThroughput"},
    MemberRow{.name = "GlobalTableSourceArn", .rules = &kCreateTableInputGlobalTableSourceArnRules},
    MemberRow{.name = "GlobalTableSettingsReplicationMode",
              .enumeration = &kGlobalTableSettingsReplicationModeWording}};
constexpr std::array<MemberRow, 4> kExpectedAttributeValueRows{
    MemberRow{.name = "Value"}, MemberRow{.name = "Exists"},
    MemberRow{.name = "ComparisonOperator", .enumeration = &kComparisonOperatorWording},
    MemberRow{.name = "AttributeValueList"}};
constexpr std::array<MemberRow, 11> kDeleteItemInputRows{
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ReturnValues", .enumeration = &kDeleteItemInputReturnValuesWording},
    MemberRow{.name = "ReturnItemCollectionMetrics", .enumeration = &kReturnItemCollectionMetricsWording},
    MemberRow{.name = "Key", .required = true},
    MemberRow{.name = "Expected", .rules = &kExpectedAttributeMapRules},
    MemberRow{.name = "ConditionalOperator", .enumeration = &kDeleteItemInputConditionalOperatorWording},
    MemberRow{.name = "ConditionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 1> kDeleteTableInputRows{
    MemberRow{.name = "TableName",
              .required = true,
              .rules = &kDeleteTableInputTableNameRules,
              .missing_message = messages::kTableNameMissing}};
constexpr std::array<MemberRow, 1> kDescribeTableInputRows{
    MemberRow{.name = "TableName",
              .required = true,
              .rules = &kDescribeTableInputTableNameRules,
              .missing_message = messages::kTableNameMissing}};
constexpr std::array<MemberRow, 1> kDescribeTimeToLiveInputRows{
    MemberRow{.name = "TableName",
              .required = true,
              .rules = &kDescribeTimeToLiveInputTableNameRules,
              .missing_message = messages::kTableNameMissing}};
constexpr std::array<MemberRow, 7> kExecuteStatementInputRows{
    MemberRow{.name = "Statement", .required = true, .rules = &kPartiQLStatementRules},
    MemberRow{.name = "Parameters", .rules = &kPreparedStatementParametersRules},
    MemberRow{.name = "ConsistentRead"},
    MemberRow{.name = "NextToken", .rules = &kPartiQLNextTokenRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "Limit", .rules = &kPositiveIntegerObjectRules},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 3> kParameterizedStatementRows{
    MemberRow{.name = "Statement", .required = true, .rules = &kPartiQLStatementRules},
    MemberRow{.name = "Parameters", .rules = &kPreparedStatementParametersRules},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 3> kExecuteTransactionInputRows{
    MemberRow{.name = "TransactStatements", .required = true, .rules = &kParameterizedStatementsRules},
    MemberRow{.name = "ClientRequestToken", .rules = &kClientRequestTokenRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording}};
constexpr std::array<MemberRow, 7> kGetItemInputRows{
    MemberRow{.name = "AttributesToGet", .rules = &kAttributeNameListRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "Key", .required = true},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ConsistentRead"},
    MemberRow{.name = "ProjectionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules}};
constexpr std::array<MemberRow, 2> kListTablesInputRows{
    MemberRow{.name = "ExclusiveStartTableName", .rules = &kTableNameRules},
    MemberRow{.name = "Limit", .rules = &kListTablesInputLimitRules}};
constexpr std::array<MemberRow, 2> kListTagsOfResourceInputRows{
    MemberRow{.name = "ResourceArn",
              .required = true,
              .rules = &kListTagsOfResourceInputResourceArnRules,
              .missing_message = messages::kInvalidTableArn},
    MemberRow{.name = "NextToken"}};
constexpr std::array<MemberRow, 11> kPutItemInputRows{
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "Item", .required = true},
    MemberRow{.name = "ReturnValues", .enumeration = &kPutItemInputReturnValuesWording},
    MemberRow{.name = "ReturnItemCollectionMetrics", .enumeration = &kReturnItemCollectionMetricsWording},
    MemberRow{.name = "Expected", .rules = &kExpectedAttributeMapRules},
    MemberRow{.name = "ConditionalOperator", .enumeration = &kPutItemInputConditionalOperatorWording},
    MemberRow{.name = "ConditionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 2> kConditionRows{
    MemberRow{.name = "AttributeValueList"},
    MemberRow{.name = "ComparisonOperator", .required = true, .enumeration = &kComparisonOperatorWording}};
constexpr std::array<MemberRow, 17> kQueryInputRows{
    MemberRow{.name = "Select", .enumeration = &kSelectWording},
    MemberRow{.name = "IndexName", .rules = &kIndexNameRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "QueryFilter", .rules = &kFilterConditionMapRules},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ConditionalOperator", .enumeration = &kQueryInputConditionalOperatorWording},
    MemberRow{.name = "AttributesToGet", .rules = &kAttributeNameListRules},
    MemberRow{.name = "Limit", .rules = &kPositiveIntegerObjectRules},
    MemberRow{.name = "KeyConditions", .rules = &kKeyConditionsRules},
    MemberRow{.name = "ConsistentRead"},
    MemberRow{.name = "ScanIndexForward"},
    MemberRow{.name = "ExclusiveStartKey"},
    MemberRow{.name = "ProjectionExpression"},
    MemberRow{.name = "FilterExpression"},
    MemberRow{.name = "KeyConditionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"}};
constexpr std::array<MemberRow, 16> kScanInputRows{
    MemberRow{.name = "Select", .enumeration = &kSelectWording},
    MemberRow{.name = "IndexName", .rules = &kIndexNameRules},
    MemberRow{.name = "TotalSegments", .rules = &kScanTotalSegmentsRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ConditionalOperator", .enumeration = &kConditionalOperatorWording},
    MemberRow{.name = "ScanFilter", .rules = &kFilterConditionMapRules},
    MemberRow{.name = "Segment", .rules = &kScanSegmentRules},
    MemberRow{.name = "Limit", .rules = &kPositiveIntegerObjectRules},
    MemberRow{.name = "AttributesToGet", .rules = &kAttributeNameListRules},
    MemberRow{.name = "ExclusiveStartKey"},
    MemberRow{.name = "ProjectionExpression"},
    MemberRow{.name = "FilterExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ConsistentRead"}};
constexpr std::array<MemberRow, 2> kTagResourceInputRows{
    MemberRow{.name = "ResourceArn",
              .required = true,
              .rules = &kTagResourceInputResourceArnRules,
              .missing_message = messages::kInvalidTableArn},
    MemberRow{.name = "Tags", .required = true}};
constexpr std::array<MemberRow, 4> kGetRows{
    MemberRow{.name = "Key", .required = true},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ProjectionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules}};
constexpr std::array<MemberRow, 1> kTransactGetItemRows{MemberRow{.name = "Get", .required = true}};
constexpr std::array<MemberRow, 2> kTransactGetItemsInputRows{
    MemberRow{.name = "TransactItems", .required = true, .rules = &kTransactGetItemListRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording}};
constexpr std::array<MemberRow, 6> kConditionCheckRows{
    MemberRow{.name = "Key", .required = true},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ConditionExpression", .required = true},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 6> kPutRows{
    MemberRow{.name = "Item", .required = true},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ConditionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 6> kDeleteRows{
    MemberRow{.name = "Key", .required = true},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ConditionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 7> kUpdateRows{
    MemberRow{.name = "Key", .required = true},
    MemberRow{.name = "UpdateExpression", .required = true},
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "ConditionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 4> kTransactWriteItemRows{
    MemberRow{.name = "ConditionCheck"}, MemberRow{.name = "Put"}, MemberRow{.name = "Delete"},
    MemberRow{.name = "Update"}};
constexpr std::array<MemberRow, 4> kTransactWriteItemsInputRows{
    MemberRow{.name = "TransactItems", .required = true, .rules = &kTransactWriteItemListRules},
    MemberRow{.name = "ClientRequestToken", .rules = &kClientRequestTokenRules},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "ReturnItemCollectionMetrics", .enumeration = &kReturnItemCollectionMetricsWording}};
constexpr std::array<MemberRow, 2> kUntagResourceInputRows{
    MemberRow{.name = "ResourceArn",
              .required = true,
              .rules = &kUntagResourceInputResourceArnRules,
              .missing_message = messages::kInvalidTableArn},
    MemberRow{.name = "TagKeys", .required = true, .rules = &kTagKeyListRules}};
constexpr std::array<MemberRow, 2> kAttributeValueUpdateRows{
    MemberRow{.name = "Value"}, MemberRow{.name = "Action", .enumeration = &kAttributeActionWording}};
constexpr std::array<MemberRow, 13> kUpdateItemInputRows{
    MemberRow{.name = "TableName", .required = true, .rules = &kTableArnRules},
    MemberRow{.name = "Key", .required = true},
    MemberRow{.name = "AttributeUpdates", .rules = &kAttributeUpdatesRules},
    MemberRow{.name = "Expected", .rules = &kExpectedAttributeMapRules},
    MemberRow{.name = "ConditionalOperator", .enumeration = &kUpdateItemInputConditionalOperatorWording},
    MemberRow{.name = "ReturnValues", .enumeration = &kUpdateItemInputReturnValuesWording},
    MemberRow{.name = "ReturnConsumedCapacity", .enumeration = &kReturnConsumedCapacityWording},
    MemberRow{.name = "ReturnItemCollectionMetrics", .enumeration = &kReturnItemCollectionMetricsWording},
    MemberRow{.name = "UpdateExpression"},
    MemberRow{.name = "ConditionExpression"},
    MemberRow{.name = "ExpressionAttributeNames", .rules = &kExpressionAttributeNameMapRules},
    MemberRow{.name = "ExpressionAttributeValues"},
    MemberRow{.name = "ReturnValuesOnConditionCheckFailure",
              .enumeration = &kReturnValuesOnConditionCheckFailureWording}};
constexpr std::array<MemberRow, 4> kUpdateGlobalSecondaryIndexActionRows{
    MemberRow{.name = "IndexName", .required = true, .rules = &kIndexNameRules},
    MemberRow{.name = "ProvisionedThroughput"}, MemberRow{.name = "OnDemandThroughput"},
    MemberRow{.name = "WarmThroughput"}};
constexpr std::array<MemberRow, 6> kCreateGlobalSecondaryIndexActionRows{
    MemberRow{.name = "IndexName", .required = true, .rules = &kIndexNameRules},
    MemberRow{.name = "KeySchema", .required = true, .rules = &kKeySchemaRules},
    MemberRow{.name = "Projection", .required = true},
    MemberRow{.name = "ProvisionedThroughput"},
    MemberRow{.name = "OnDemandThroughput"},
    MemberRow{.name = "WarmThroughput"}};
constexpr std::array<MemberRow, 1> kDeleteGlobalSecondaryIndexActionRows{
    MemberRow{.name = "IndexName", .required = true, .rules = &kIndexNameRules}};
constexpr std::array<MemberRow, 3> kGlobalSecondaryIndexUpdateRows{
    MemberRow{.name = "Update"}, MemberRow{.name = "Create"}, MemberRow{.name = "Delete"}};
constexpr std::array<MemberRow, 1> kProvisionedThroughputOverrideRows{
    MemberRow{.name = "ReadCapacityUnits", .rules = &kPositiveLongObjectRules}};
constexpr std::array<MemberRow, 1> kOnDemandThroughputOverrideRows{MemberRow{.name = "MaxReadRequestUnits"}};
constexpr std::array<MemberRow, 3> kReplicaGlobalSecondaryIndexRows{
    MemberRow{.name = "IndexName", .required = true, .rules = &kIndexNameRules},
    MemberRow{.name = "ProvisionedThroughputOverride"}, MemberRow{.name = "OnDemandThroughputOverride"}};
constexpr std::array<MemberRow, 6> kCreateReplicationGroupMemberActionRows{
    MemberRow{.name = "RegionName", .required = true},
    MemberRow{.name = "KMSMasterKeyId"},
    MemberRow{.name = "ProvisionedThroughputOverride"},
    MemberRow{.name = "OnDemandThroughputOverride"},
    MemberRow{.name = "GlobalSecondaryIndexes", .rules = &kReplicaGlobalSecondaryIndexListRules},
    MemberRow{.name = "TableClassOverride", .enumeration = &kTableClassWording}};
constexpr std::array<MemberRow, 6> kUpdateReplicationGroupMemberActionRows{
    MemberRow{.name = "RegionName", .required = true},
    MemberRow{.name = "KMSMasterKeyId"},
    MemberRow{.name = "ProvisionedThroughputOverride"},
    MemberRow{.name = "OnDemandThroughputOverride"},
    MemberRow{.name = "GlobalSecondaryIndexes", .rules = &kReplicaGlobalSecondaryIndexListRules},
    MemberRow{.name = "TableClassOverride", .enumeration = &kTableClassWording}};
constexpr std::array<MemberRow, 1> kDeleteReplicationGroupMemberActionRows{
    MemberRow{.name = "RegionName", .required = true}};
constexpr std::array<MemberRow, 3> kReplicationGroupUpdateRows{
    MemberRow{.name = "Create"}, MemberRow{.name = "Update"}, MemberRow{.name = "Delete"}};
constexpr std::array<MemberRow, 1> kCreateGlobalTableWitnessGroupMemberActionRows{
    MemberRow{.name = "RegionName", .required = true}};
constexpr std::array<MemberRow, 1> kDeleteGlobalTableWitnessGroupMemberActionRows{
    MemberRow{.name = "RegionName", .required = true}};
constexpr std::array<MemberRow, 2> kGlobalTableWitnessGroupUpdateRows{MemberRow{.name = "Create"},
                                                                      MemberRow{.name = "Delete"}};
constexpr std::array<MemberRow, 15> kUpdateTableInputRows{
    MemberRow{.name = "AttributeDefinitions"},
    MemberRow{.name = "TableName",
              .required = true,
              .rules = &kUpdateTableInputTableNameRules,
              .missing_message = messages::kTableNameMissing},
    MemberRow{.name = "BillingMode", .enumeration = &kBillingModeWording},
    MemberRow{.name = "ProvisionedThroughput"},
    MemberRow{.name = "GlobalSecondaryIndexUpdates"},
    MemberRow{.name = "StreamSpecification"},
    MemberRow{.name = "SSESpecification"},
    MemberRow{.name = "ReplicaUpdates", .rules = &kReplicationGroupUpdateListRules},
    MemberRow{.name = "TableClass", .enumeration = &kTableClassWording},
    MemberRow{.name = "DeletionProtectionEnabled"},
    MemberRow{.name = "MultiRegionConsistency", .enumeration = &kMultiRegionConsistencyWording},
    MemberRow{.name = "GlobalTableWitnessUpdates", .rules = &kGlobalTableWitnessGroupUpdateListRules},
    MemberRow{.name = "OnDemandThroughput"},
    MemberRow{.name = "WarmThroughput"},
    MemberRow{.name = "GlobalTableSettingsReplicationMode",
              .enumeration = &kGlobalTableSettingsReplicationModeWording}};
constexpr std::array<MemberRow, 2> kTimeToLiveSpecificationRows{
    MemberRow{.name = "Enabled", .required = true},
    MemberRow{.name = "AttributeName", .required = true, .rules = &kTimeToLiveAttributeNameRules}};
constexpr std::array<MemberRow, 2> kUpdateTimeToLiveInputRows{
    MemberRow{.name = "TableName", .required = true, .rules = &kUpdateTimeToLiveInputTableNameRules},
    MemberRow{.name = "TimeToLiveSpecification", .required = true}};
constexpr std::array<MemberRow, 2> kShardFilterRows{
    MemberRow{.name = "Type", .enumeration = &kShardFilterTypeWording},
    MemberRow{.name = "ShardId", .rules = &kShardIdRules}};
constexpr std::array<MemberRow, 4> kDescribeStreamInputRows{
    MemberRow{.name = "StreamArn", .required = true, .rules = &kStreamArnRules},
    MemberRow{.name = "Limit", .rules = &kPositiveIntegerObjectRules},
    MemberRow{.name = "ExclusiveStartShardId", .rules = &kShardIdRules}, MemberRow{.name = "ShardFilter"}};
constexpr std::array<MemberRow, 2> kGetRecordsInputRows{
    MemberRow{.name = "ShardIterator", .required = true, .rules = &kShardIteratorRules},
    MemberRow{.name = "Limit", .rules = &kPositiveIntegerObjectRules}};
constexpr std::array<MemberRow, 4> kGetShardIteratorInputRows{
    MemberRow{.name = "StreamArn", .required = true, .rules = &kStreamArnRules},
    MemberRow{.name = "ShardId", .required = true, .rules = &kShardIdRules},
    MemberRow{.name = "ShardIteratorType", .required = true, .enumeration = &kShardIteratorTypeWording},
    MemberRow{.name = "SequenceNumber", .rules = &kSequenceNumberRules}};
constexpr std::array<MemberRow, 3> kListStreamsInputRows{
    MemberRow{.name = "TableName", .rules = &kTableNameRules},
    MemberRow{.name = "Limit", .rules = &kPositiveIntegerObjectRules},
    MemberRow{.name = "ExclusiveStartStreamArn", .rules = &kStreamArnRules}};
}  // namespace

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchStatementRequest& out) {
  const auto given = Decoder::collect(object, kBatchStatementRequestRows);
  return decoder.member(path, kBatchStatementRequestRows[0], given[0], out.statement) &&
         decoder.member(path, kBatchStatementRequestRows[1], given[1], out.parameters) &&
         decoder.member(path, kBatchStatementRequestRows[2], given[2], out.consistent_read) &&
         decoder.member(path, kBatchStatementRequestRows[3], given[3],
                        out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchExecuteStatementInput& out) {
  const auto given = Decoder::collect(object, kBatchExecuteStatementInputRows);
  return decoder.member(path, kBatchExecuteStatementInputRows[0], given[0], out.statements) &&
         decoder.member(path, kBatchExecuteStatementInputRows[1], given[1], out.return_consumed_capacity);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, KeysAndAttributes& out) {
  const auto given = Decoder::collect(object, kKeysAndAttributesRows);
  return decoder.member(path, kKeysAndAttributesRows[0], given[0], out.keys) &&
         decoder.member(path, kKeysAndAttributesRows[1], given[1], out.attributes_to_get) &&
         decoder.member(path, kKeysAndAttributesRows[2], given[2], out.consistent_read) &&
         decoder.member(path, kKeysAndAttributesRows[3], given[3], out.projection_expression) &&
         decoder.member(path, kKeysAndAttributesRows[4], given[4], out.expression_attribute_names);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchGetItemInput& out) {
  const auto given = Decoder::collect(object, kBatchGetItemInputRows);
  return decoder.member(path, kBatchGetItemInputRows[0], given[0], out.request_items) &&
         decoder.member(path, kBatchGetItemInputRows[1], given[1], out.return_consumed_capacity);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, PutRequest& out) {
  const auto given = Decoder::collect(object, kPutRequestRows);
  return decoder.member(path, kPutRequestRows[0], given[0], out.item);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DeleteRequest& out) {
  const auto given = Decoder::collect(object, kDeleteRequestRows);
  return decoder.member(path, kDeleteRequestRows[0], given[0], out.key);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, WriteRequest& out) {
  const auto given = Decoder::collect(object, kWriteRequestRows);
  return decoder.member(path, kWriteRequestRows[0], given[0], out.delete_request) &&
         decoder.member(path, kWriteRequestRows[1], given[1], out.put_request);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchWriteItemInput& out) {
  const auto given = Decoder::collect(object, kBatchWriteItemInputRows);
  return decoder.member(path, kBatchWriteItemInputRows[0], given[0], out.request_items) &&
         decoder.member(path, kBatchWriteItemInputRows[1], given[1], out.return_consumed_capacity) &&
         decoder.member(path, kBatchWriteItemInputRows[2], given[2], out.return_item_collection_metrics);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, AttributeDefinition& out) {
  const auto given = Decoder::collect(object, kAttributeDefinitionRows);
  return decoder.member(path, kAttributeDefinitionRows[0], given[0], out.attribute_name) &&
         decoder.member(path, kAttributeDefinitionRows[1], given[1], out.attribute_type);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, KeySchemaElement& out) {
  const auto given = Decoder::collect(object, kKeySchemaElementRows);
  return decoder.member(path, kKeySchemaElementRows[0], given[0], out.attribute_name) &&
         decoder.member(path, kKeySchemaElementRows[1], given[1], out.key_type);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Projection& out) {
  const auto given = Decoder::collect(object, kProjectionRows);
  return decoder.member(path, kProjectionRows[0], given[0], out.projection_type) &&
         decoder.member(path, kProjectionRows[1], given[1], out.non_key_attributes);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, LocalSecondaryIndex& out) {
  const auto given = Decoder::collect(object, kLocalSecondaryIndexRows);
  return decoder.member(path, kLocalSecondaryIndexRows[0], given[0], out.index_name) &&
         decoder.member(path, kLocalSecondaryIndexRows[1], given[1], out.key_schema) &&
         decoder.member(path, kLocalSecondaryIndexRows[2], given[2], out.projection);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ProvisionedThroughput& out) {
  const auto given = Decoder::collect(object, kProvisionedThroughputRows);
  return decoder.member(path, kProvisionedThroughputRows[0], given[0], out.write_capacity_units) &&
         decoder.member(path, kProvisionedThroughputRows[1], given[1], out.read_capacity_units);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, OnDemandThroughput& out) {
  const auto given = Decoder::collect(object, kOnDemandThroughputRows);
  return decoder.member(path, kOnDemandThroughputRows[0], given[0], out.max_read_request_units) &&
         decoder.member(path, kOnDemandThroughputRows[1], given[1], out.max_write_request_units);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, WarmThroughput& out) {
  const auto given = Decoder::collect(object, kWarmThroughputRows);
  return decoder.member(path, kWarmThroughputRows[0], given[0], out.read_units_per_second) &&
         decoder.member(path, kWarmThroughputRows[1], given[1], out.write_units_per_second);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GlobalSecondaryIndex& out) {
  const auto given = Decoder::collect(object, kGlobalSecondaryIndexRows);
  return decoder.member(path, kGlobalSecondaryIndexRows[0], given[0], out.index_name) &&
         decoder.member(path, kGlobalSecondaryIndexRows[1], given[1], out.key_schema) &&
         decoder.member(path, kGlobalSecondaryIndexRows[2], given[2], out.projection) &&
         decoder.member(path, kGlobalSecondaryIndexRows[3], given[3], out.provisioned_throughput) &&
         decoder.member(path, kGlobalSecondaryIndexRows[4], given[4], out.on_demand_throughput) &&
         decoder.member(path, kGlobalSecondaryIndexRows[5], given[5], out.warm_throughput);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, StreamSpecification& out) {
  const auto given = Decoder::collect(object, kStreamSpecificationRows);
  return decoder.member(path, kStreamSpecificationRows[0], given[0], out.stream_enabled) &&
         decoder.member(path, kStreamSpecificationRows[1], given[1], out.stream_view_type);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, SSESpecification& out) {
  const auto given = Decoder::collect(object, kSSESpecificationRows);
  return decoder.member(path, kSSESpecificationRows[0], given[0], out.enabled) &&
         decoder.member(path, kSSESpecificationRows[1], given[1], out.sse_type) &&
         decoder.member(path, kSSESpecificationRows[2], given[2], out.kms_master_key_id);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Tag& out) {
  const auto given = Decoder::collect(object, kTagRows);
  return decoder.member(path, kTagRows[0], given[0], out.key) &&
         decoder.member(path, kTagRows[1], given[1], out.value);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, CreateTableInput& out) {
  const auto given = Decoder::collect(object, kCreateTableInputRows);
  return decoder.member(path, kCreateTableInputRows[0], given[0], out.attribute_definitions) &&
         decoder.member(path, kCreateTableInputRows[1], given[1], out.table_name) &&
         decoder.member(path, kCreateTableInputRows[2], given[2], out.billing_mode) &&
         decoder.member(path, kCreateTableInputRows[3], given[3], out.provisioned_throughput) &&
         decoder.member(path, kCreateTableInputRows[4], given[4], out.key_schema) &&
         decoder.member(path, kCreateTableInputRows[5], given[5], out.local_secondary_indexes) &&
         decoder.member(path, kCreateTableInputRows[6], given[6], out.global_secondary_indexes) &&
         decoder.member(path, kCreateTableInputRows[7], given[7], out.stream_specification) &&
         decoder.member(path, kCreateTableInputRows[8], given[8], out.sse_specification) &&
         decoder.member(path, kCreateTableInputRows[9], given[9], out.tags) &&
         decoder.member(path, kCreateTableInputRows[10], given[10], out.table_class) &&
         decoder.member(path, kCreateTableInputRows[11], given[11], out.deletion_protection_enabled) &&
         decoder.member(path, kCreateTableInputRows[12], given[12], out.warm_throughput) &&
         decoder.member(path, kCreateTableInputRows[13], given[13], out.resource_policy) &&
         decoder.member(path, kCreateTableInputRows[14], given[14], out.on_demand_throughput) &&
         decoder.member(path, kCreateTableInputRows[15], given[15], out.global_table_source_arn) &&
         decoder.member(path, kCreateTableInputRows[16], given[16],
                        out.global_table_settings_replication_mode);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ExpectedAttributeValue& out) {
  const auto given = Decoder::collect(object, kExpectedAttributeValueRows);
  return decoder.member(path, kExpectedAttributeValueRows[0], given[0], out.value) &&
         decoder.member(path, kExpectedAttributeValueRows[1], given[1], out.exists) &&
         decoder.member(path, kExpectedAttributeValueRows[2], given[2], out.comparison_operator) &&
         decoder.member(path, kExpectedAttributeValueRows[3], given[3], out.attribute_value_list);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DeleteItemInput& out) {
  const auto given = Decoder::collect(object, kDeleteItemInputRows);
  return decoder.member(path, kDeleteItemInputRows[0], given[0], out.return_consumed_capacity) &&
         decoder.member(path, kDeleteItemInputRows[1], given[1], out.table_name) &&
         decoder.member(path, kDeleteItemInputRows[2], given[2], out.return_values) &&
         decoder.member(path, kDeleteItemInputRows[3], given[3], out.return_item_collection_metrics) &&
         decoder.member(path, kDeleteItemInputRows[4], given[4], out.key) &&
         decoder.member(path, kDeleteItemInputRows[5], given[5], out.expected) &&
         decoder.member(path, kDeleteItemInputRows[6], given[6], out.conditional_operator) &&
         decoder.member(path, kDeleteItemInputRows[7], given[7], out.condition_expression) &&
         decoder.member(path, kDeleteItemInputRows[8], given[8], out.expression_attribute_names) &&
         decoder.member(path, kDeleteItemInputRows[9], given[9], out.expression_attribute_values) &&
         decoder.member(path, kDeleteItemInputRows[10], given[10],
                        out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DeleteTableInput& out) {
  const auto given = Decoder::collect(object, kDeleteTableInputRows);
  return decoder.member(path, kDeleteTableInputRows[0], given[0], out.table_name);
}

bool decode(Decoder&, const JsonPath&, json::Object, DescribeEndpointsRequest&) {
  return true;
}

bool decode(Decoder&, const JsonPath&, json::Object, DescribeLimitsInput&) {
  return true;
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeTableInput& out) {
  const auto given = Decoder::collect(object, kDescribeTableInputRows);
  return decoder.member(path, kDescribeTableInputRows[0], given[0], out.table_name);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeTimeToLiveInput& out) {
  const auto given = Decoder::collect(object, kDescribeTimeToLiveInputRows);
  return decoder.member(path, kDescribeTimeToLiveInputRows[0], given[0], out.table_name);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ExecuteStatementInput& out) {
  const auto given = Decoder::collect(object, kExecuteStatementInputRows);
  return decoder.member(path, kExecuteStatementInputRows[0], given[0], out.statement) &&
         decoder.member(path, kExecuteStatementInputRows[1], given[1], out.parameters) &&
         decoder.member(path, kExecuteStatementInputRows[2], given[2], out.consistent_read) &&
         decoder.member(path, kExecuteStatementInputRows[3], given[3], out.next_token) &&
         decoder.member(path, kExecuteStatementInputRows[4], given[4], out.return_consumed_capacity) &&
         decoder.member(path, kExecuteStatementInputRows[5], given[5], out.limit) &&
         decoder.member(path, kExecuteStatementInputRows[6], given[6],
                        out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ParameterizedStatement& out) {
  const auto given = Decoder::collect(object, kParameterizedStatementRows);
  return decoder.member(path, kParameterizedStatementRows[0], given[0], out.statement) &&
         decoder.member(path, kParameterizedStatementRows[1], given[1], out.parameters) &&
         decoder.member(path, kParameterizedStatementRows[2], given[2],
                        out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ExecuteTransactionInput& out) {
  const auto given = Decoder::collect(object, kExecuteTransactionInputRows);
  return decoder.member(path, kExecuteTransactionInputRows[0], given[0], out.transact_statements) &&
         decoder.member(path, kExecuteTransactionInputRows[1], given[1], out.client_request_token) &&
         decoder.member(path, kExecuteTransactionInputRows[2], given[2], out.return_consumed_capacity);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GetItemInput& out) {
  const auto given = Decoder::collect(object, kGetItemInputRows);
  return decoder.member(path, kGetItemInputRows[0], given[0], out.attributes_to_get) &&
         decoder.member(path, kGetItemInputRows[1], given[1], out.return_consumed_capacity) &&
         decoder.member(path, kGetItemInputRows[2], given[2], out.key) &&
         decoder.member(path, kGetItemInputRows[3], given[3], out.table_name) &&
         decoder.member(path, kGetItemInputRows[4], given[4], out.consistent_read) &&
         decoder.member(path, kGetItemInputRows[5], given[5], out.projection_expression) &&
         decoder.member(path, kGetItemInputRows[6], given[6], out.expression_attribute_names);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ListTablesInput& out) {
  const auto given = Decoder::collect(object, kListTablesInputRows);
  return decoder.member(path, kListTablesInputRows[0], given[0], out.exclusive_start_table_name) &&
         decoder.member(path, kListTablesInputRows[1], given[1], out.limit);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ListTagsOfResourceInput& out) {
  const auto given = Decoder::collect(object, kListTagsOfResourceInputRows);
  return decoder.member(path, kListTagsOfResourceInputRows[0], given[0], out.resource_arn) &&
         decoder.member(path, kListTagsOfResourceInputRows[1], given[1], out.next_token);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, PutItemInput& out) {
  const auto given = Decoder::collect(object, kPutItemInputRows);
  return decoder.member(path, kPutItemInputRows[0], given[0], out.return_consumed_capacity) &&
         decoder.member(path, kPutItemInputRows[1], given[1], out.table_name) &&
         decoder.member(path, kPutItemInputRows[2], given[2], out.item) &&
         decoder.member(path, kPutItemInputRows[3], given[3], out.return_values) &&
         decoder.member(path, kPutItemInputRows[4], given[4], out.return_item_collection_metrics) &&
         decoder.member(path, kPutItemInputRows[5], given[5], out.expected) &&
         decoder.member(path, kPutItemInputRows[6], given[6], out.conditional_operator) &&
         decoder.member(path, kPutItemInputRows[7], given[7], out.condition_expression) &&
         decoder.member(path, kPutItemInputRows[8], given[8], out.expression_attribute_names) &&
         decoder.member(path, kPutItemInputRows[9], given[9], out.expression_attribute_values) &&
         decoder.member(path, kPutItemInputRows[10], given[10], out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Condition& out) {
  const auto given = Decoder::collect(object, kConditionRows);
  return decoder.member(path, kConditionRows[0], given[0], out.attribute_value_list) &&
         decoder.member(path, kConditionRows[1], given[1], out.comparison_operator);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, QueryInput& out) {
  const auto given = Decoder::collect(object, kQueryInputRows);
  return decoder.member(path, kQueryInputRows[0], given[0], out.select) &&
         decoder.member(path, kQueryInputRows[1], given[1], out.index_name) &&
         decoder.member(path, kQueryInputRows[2], given[2], out.return_consumed_capacity) &&
         decoder.member(path, kQueryInputRows[3], given[3], out.query_filter) &&
         decoder.member(path, kQueryInputRows[4], given[4], out.table_name) &&
         decoder.member(path, kQueryInputRows[5], given[5], out.conditional_operator) &&
         decoder.member(path, kQueryInputRows[6], given[6], out.attributes_to_get) &&
         decoder.member(path, kQueryInputRows[7], given[7], out.limit) &&
         decoder.member(path, kQueryInputRows[8], given[8], out.key_conditions) &&
         decoder.member(path, kQueryInputRows[9], given[9], out.consistent_read) &&
         decoder.member(path, kQueryInputRows[10], given[10], out.scan_index_forward) &&
         decoder.member(path, kQueryInputRows[11], given[11], out.exclusive_start_key) &&
         decoder.member(path, kQueryInputRows[12], given[12], out.projection_expression) &&
         decoder.member(path, kQueryInputRows[13], given[13], out.filter_expression) &&
         decoder.member(path, kQueryInputRows[14], given[14], out.key_condition_expression) &&
         decoder.member(path, kQueryInputRows[15], given[15], out.expression_attribute_names) &&
         decoder.member(path, kQueryInputRows[16], given[16], out.expression_attribute_values);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ScanInput& out) {
  const auto given = Decoder::collect(object, kScanInputRows);
  return decoder.member(path, kScanInputRows[0], given[0], out.select) &&
         decoder.member(path, kScanInputRows[1], given[1], out.index_name) &&
         decoder.member(path, kScanInputRows[2], given[2], out.total_segments) &&
         decoder.member(path, kScanInputRows[3], given[3], out.return_consumed_capacity) &&
         decoder.member(path, kScanInputRows[4], given[4], out.table_name) &&
         decoder.member(path, kScanInputRows[5], given[5], out.conditional_operator) &&
         decoder.member(path, kScanInputRows[6], given[6], out.scan_filter) &&
         decoder.member(path, kScanInputRows[7], given[7], out.segment) &&
         decoder.member(path, kScanInputRows[8], given[8], out.limit) &&
         decoder.member(path, kScanInputRows[9], given[9], out.attributes_to_get) &&
         decoder.member(path, kScanInputRows[10], given[10], out.exclusive_start_key) &&
         decoder.member(path, kScanInputRows[11], given[11], out.projection_expression) &&
         decoder.member(path, kScanInputRows[12], given[12], out.filter_expression) &&
         decoder.member(path, kScanInputRows[13], given[13], out.expression_attribute_names) &&
         decoder.member(path, kScanInputRows[14], given[14], out.expression_attribute_values) &&
         decoder.member(path, kScanInputRows[15], given[15], out.consistent_read);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TagResourceInput& out) {
  const auto given = Decoder::collect(object, kTagResourceInputRows);
  return decoder.member(path, kTagResourceInputRows[0], given[0], out.resource_arn) &&
         decoder.member(path, kTagResourceInputRows[1], given[1], out.tags);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Get& out) {
  const auto given = Decoder::collect(object, kGetRows);
  return decoder.member(path, kGetRows[0], given[0], out.key) &&
         decoder.member(path, kGetRows[1], given[1], out.table_name) &&
         decoder.member(path, kGetRows[2], given[2], out.projection_expression) &&
         decoder.member(path, kGetRows[3], given[3], out.expression_attribute_names);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactGetItem& out) {
  const auto given = Decoder::collect(object, kTransactGetItemRows);
  return decoder.member(path, kTransactGetItemRows[0], given[0], out.get);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactGetItemsInput& out) {
  const auto given = Decoder::collect(object, kTransactGetItemsInputRows);
  return decoder.member(path, kTransactGetItemsInputRows[0], given[0], out.transact_items) &&
         decoder.member(path, kTransactGetItemsInputRows[1], given[1], out.return_consumed_capacity);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ConditionCheck& out) {
  const auto given = Decoder::collect(object, kConditionCheckRows);
  return decoder.member(path, kConditionCheckRows[0], given[0], out.key) &&
         decoder.member(path, kConditionCheckRows[1], given[1], out.table_name) &&
         decoder.member(path, kConditionCheckRows[2], given[2], out.condition_expression) &&
         decoder.member(path, kConditionCheckRows[3], given[3], out.expression_attribute_names) &&
         decoder.member(path, kConditionCheckRows[4], given[4], out.expression_attribute_values) &&
         decoder.member(path, kConditionCheckRows[5], given[5], out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Put& out) {
  const auto given = Decoder::collect(object, kPutRows);
  return decoder.member(path, kPutRows[0], given[0], out.item) &&
         decoder.member(path, kPutRows[1], given[1], out.table_name) &&
         decoder.member(path, kPutRows[2], given[2], out.condition_expression) &&
         decoder.member(path, kPutRows[3], given[3], out.expression_attribute_names) &&
         decoder.member(path, kPutRows[4], given[4], out.expression_attribute_values) &&
         decoder.member(path, kPutRows[5], given[5], out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Delete& out) {
  const auto given = Decoder::collect(object, kDeleteRows);
  return decoder.member(path, kDeleteRows[0], given[0], out.key) &&
         decoder.member(path, kDeleteRows[1], given[1], out.table_name) &&
         decoder.member(path, kDeleteRows[2], given[2], out.condition_expression) &&
         decoder.member(path, kDeleteRows[3], given[3], out.expression_attribute_names) &&
         decoder.member(path, kDeleteRows[4], given[4], out.expression_attribute_values) &&
         decoder.member(path, kDeleteRows[5], given[5], out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Update& out) {
  const auto given = Decoder::collect(object, kUpdateRows);
  return decoder.member(path, kUpdateRows[0], given[0], out.key) &&
         decoder.member(path, kUpdateRows[1], given[1], out.update_expression) &&
         decoder.member(path, kUpdateRows[2], given[2], out.table_name) &&
         decoder.member(path, kUpdateRows[3], given[3], out.condition_expression) &&
         decoder.member(path, kUpdateRows[4], given[4], out.expression_attribute_names) &&
         decoder.member(path, kUpdateRows[5], given[5], out.expression_attribute_values) &&
         decoder.member(path, kUpdateRows[6], given[6], out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactWriteItem& out) {
  const auto given = Decoder::collect(object, kTransactWriteItemRows);
  return decoder.member(path, kTransactWriteItemRows[0], given[0], out.condition_check) &&
         decoder.member(path, kTransactWriteItemRows[1], given[1], out.put) &&
         decoder.member(path, kTransactWriteItemRows[2], given[2], out.delete_) &&
         decoder.member(path, kTransactWriteItemRows[3], given[3], out.update);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactWriteItemsInput& out) {
  const auto given = Decoder::collect(object, kTransactWriteItemsInputRows);
  return decoder.member(path, kTransactWriteItemsInputRows[0], given[0], out.transact_items) &&
         decoder.member(path, kTransactWriteItemsInputRows[1], given[1], out.client_request_token) &&
         decoder.member(path, kTransactWriteItemsInputRows[2], given[2], out.return_consumed_capacity) &&
         decoder.member(path, kTransactWriteItemsInputRows[3], given[3], out.return_item_collection_metrics);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UntagResourceInput& out) {
  const auto given = Decoder::collect(object, kUntagResourceInputRows);
  return decoder.member(path, kUntagResourceInputRows[0], given[0], out.resource_arn) &&
         decoder.member(path, kUntagResourceInputRows[1], given[1], out.tag_keys);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, AttributeValueUpdate& out) {
  const auto given = Decoder::collect(object, kAttributeValueUpdateRows);
  return decoder.member(path, kAttributeValueUpdateRows[0], given[0], out.value) &&
         decoder.member(path, kAttributeValueUpdateRows[1], given[1], out.action);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UpdateItemInput& out) {
  const auto given = Decoder::collect(object, kUpdateItemInputRows);
  return decoder.member(path, kUpdateItemInputRows[0], given[0], out.table_name) &&
         decoder.member(path, kUpdateItemInputRows[1], given[1], out.key) &&
         decoder.member(path, kUpdateItemInputRows[2], given[2], out.attribute_updates) &&
         decoder.member(path, kUpdateItemInputRows[3], given[3], out.expected) &&
         decoder.member(path, kUpdateItemInputRows[4], given[4], out.conditional_operator) &&
         decoder.member(path, kUpdateItemInputRows[5], given[5], out.return_values) &&
         decoder.member(path, kUpdateItemInputRows[6], given[6], out.return_consumed_capacity) &&
         decoder.member(path, kUpdateItemInputRows[7], given[7], out.return_item_collection_metrics) &&
         decoder.member(path, kUpdateItemInputRows[8], given[8], out.update_expression) &&
         decoder.member(path, kUpdateItemInputRows[9], given[9], out.condition_expression) &&
         decoder.member(path, kUpdateItemInputRows[10], given[10], out.expression_attribute_names) &&
         decoder.member(path, kUpdateItemInputRows[11], given[11], out.expression_attribute_values) &&
         decoder.member(path, kUpdateItemInputRows[12], given[12],
                        out.return_values_on_condition_check_failure);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            UpdateGlobalSecondaryIndexAction& out) {
  const auto given = Decoder::collect(object, kUpdateGlobalSecondaryIndexActionRows);
  return decoder.member(path, kUpdateGlobalSecondaryIndexActionRows[0], given[0], out.index_name) &&
         decoder.member(path, kUpdateGlobalSecondaryIndexActionRows[1], given[1],
                        out.provisioned_throughput) &&
         decoder.member(path, kUpdateGlobalSecondaryIndexActionRows[2], given[2], out.on_demand_throughput) &&
         decoder.member(path, kUpdateGlobalSecondaryIndexActionRows[3], given[3], out.warm_throughput);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            CreateGlobalSecondaryIndexAction& out) {
  const auto given = Decoder::collect(object, kCreateGlobalSecondaryIndexActionRows);
  return decoder.member(path, kCreateGlobalSecondaryIndexActionRows[0], given[0], out.index_name) &&
         decoder.member(path, kCreateGlobalSecondaryIndexActionRows[1], given[1], out.key_schema) &&
         decoder.member(path, kCreateGlobalSecondaryIndexActionRows[2], given[2], out.projection) &&
         decoder.member(path, kCreateGlobalSecondaryIndexActionRows[3], given[3],
                        out.provisioned_throughput) &&
         decoder.member(path, kCreateGlobalSecondaryIndexActionRows[4], given[4], out.on_demand_throughput) &&
         decoder.member(path, kCreateGlobalSecondaryIndexActionRows[5], given[5], out.warm_throughput);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            DeleteGlobalSecondaryIndexAction& out) {
  const auto given = Decoder::collect(object, kDeleteGlobalSecondaryIndexActionRows);
  return decoder.member(path, kDeleteGlobalSecondaryIndexActionRows[0], given[0], out.index_name);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GlobalSecondaryIndexUpdate& out) {
  const auto given = Decoder::collect(object, kGlobalSecondaryIndexUpdateRows);
  return decoder.member(path, kGlobalSecondaryIndexUpdateRows[0], given[0], out.update) &&
         decoder.member(path, kGlobalSecondaryIndexUpdateRows[1], given[1], out.create) &&
         decoder.member(path, kGlobalSecondaryIndexUpdateRows[2], given[2], out.delete_);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ProvisionedThroughputOverride& out) {
  const auto given = Decoder::collect(object, kProvisionedThroughputOverrideRows);
  return decoder.member(path, kProvisionedThroughputOverrideRows[0], given[0], out.read_capacity_units);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, OnDemandThroughputOverride& out) {
  const auto given = Decoder::collect(object, kOnDemandThroughputOverrideRows);
  return decoder.member(path, kOnDemandThroughputOverrideRows[0], given[0], out.max_read_request_units);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ReplicaGlobalSecondaryIndex& out) {
  const auto given = Decoder::collect(object, kReplicaGlobalSecondaryIndexRows);
  return decoder.member(path, kReplicaGlobalSecondaryIndexRows[0], given[0], out.index_name) &&
         decoder.member(path, kReplicaGlobalSecondaryIndexRows[1], given[1],
                        out.provisioned_throughput_override) &&
         decoder.member(path, kReplicaGlobalSecondaryIndexRows[2], given[2],
                        out.on_demand_throughput_override);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            CreateReplicationGroupMemberAction& out) {
  const auto given = Decoder::collect(object, kCreateReplicationGroupMemberActionRows);
  return decoder.member(path, kCreateReplicationGroupMemberActionRows[0], given[0], out.region_name) &&
         decoder.member(path, kCreateReplicationGroupMemberActionRows[1], given[1], out.kms_master_key_id) &&
         decoder.member(path, kCreateReplicationGroupMemberActionRows[2], given[2],
                        out.provisioned_throughput_override) &&
         decoder.member(path, kCreateReplicationGroupMemberActionRows[3], given[3],
                        out.on_demand_throughput_override) &&
         decoder.member(path, kCreateReplicationGroupMemberActionRows[4], given[4],
                        out.global_secondary_indexes) &&
         decoder.member(path, kCreateReplicationGroupMemberActionRows[5], given[5], out.table_class_override);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            UpdateReplicationGroupMemberAction& out) {
  const auto given = Decoder::collect(object, kUpdateReplicationGroupMemberActionRows);
  return decoder.member(path, kUpdateReplicationGroupMemberActionRows[0], given[0], out.region_name) &&
         decoder.member(path, kUpdateReplicationGroupMemberActionRows[1], given[1], out.kms_master_key_id) &&
         decoder.member(path, kUpdateReplicationGroupMemberActionRows[2], given[2],
                        out.provisioned_throughput_override) &&
         decoder.member(path, kUpdateReplicationGroupMemberActionRows[3], given[3],
                        out.on_demand_throughput_override) &&
         decoder.member(path, kUpdateReplicationGroupMemberActionRows[4], given[4],
                        out.global_secondary_indexes) &&
         decoder.member(path, kUpdateReplicationGroupMemberActionRows[5], given[5], out.table_class_override);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            DeleteReplicationGroupMemberAction& out) {
  const auto given = Decoder::collect(object, kDeleteReplicationGroupMemberActionRows);
  return decoder.member(path, kDeleteReplicationGroupMemberActionRows[0], given[0], out.region_name);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ReplicationGroupUpdate& out) {
  const auto given = Decoder::collect(object, kReplicationGroupUpdateRows);
  return decoder.member(path, kReplicationGroupUpdateRows[0], given[0], out.create) &&
         decoder.member(path, kReplicationGroupUpdateRows[1], given[1], out.update) &&
         decoder.member(path, kReplicationGroupUpdateRows[2], given[2], out.delete_);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            CreateGlobalTableWitnessGroupMemberAction& out) {
  const auto given = Decoder::collect(object, kCreateGlobalTableWitnessGroupMemberActionRows);
  return decoder.member(path, kCreateGlobalTableWitnessGroupMemberActionRows[0], given[0], out.region_name);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            DeleteGlobalTableWitnessGroupMemberAction& out) {
  const auto given = Decoder::collect(object, kDeleteGlobalTableWitnessGroupMemberActionRows);
  return decoder.member(path, kDeleteGlobalTableWitnessGroupMemberActionRows[0], given[0], out.region_name);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GlobalTableWitnessGroupUpdate& out) {
  const auto given = Decoder::collect(object, kGlobalTableWitnessGroupUpdateRows);
  return decoder.member(path, kGlobalTableWitnessGroupUpdateRows[0], given[0], out.create) &&
         decoder.member(path, kGlobalTableWitnessGroupUpdateRows[1], given[1], out.delete_);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UpdateTableInput& out) {
  const auto given = Decoder::collect(object, kUpdateTableInputRows);
  return decoder.member(path, kUpdateTableInputRows[0], given[0], out.attribute_definitions) &&
         decoder.member(path, kUpdateTableInputRows[1], given[1], out.table_name) &&
         decoder.member(path, kUpdateTableInputRows[2], given[2], out.billing_mode) &&
         decoder.member(path, kUpdateTableInputRows[3], given[3], out.provisioned_throughput) &&
         decoder.member(path, kUpdateTableInputRows[4], given[4], out.global_secondary_index_updates) &&
         decoder.member(path, kUpdateTableInputRows[5], given[5], out.stream_specification) &&
         decoder.member(path, kUpdateTableInputRows[6], given[6], out.sse_specification) &&
         decoder.member(path, kUpdateTableInputRows[7], given[7], out.replica_updates) &&
         decoder.member(path, kUpdateTableInputRows[8], given[8], out.table_class) &&
         decoder.member(path, kUpdateTableInputRows[9], given[9], out.deletion_protection_enabled) &&
         decoder.member(path, kUpdateTableInputRows[10], given[10], out.multi_region_consistency) &&
         decoder.member(path, kUpdateTableInputRows[11], given[11], out.global_table_witness_updates) &&
         decoder.member(path, kUpdateTableInputRows[12], given[12], out.on_demand_throughput) &&
         decoder.member(path, kUpdateTableInputRows[13], given[13], out.warm_throughput) &&
         decoder.member(path, kUpdateTableInputRows[14], given[14],
                        out.global_table_settings_replication_mode);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TimeToLiveSpecification& out) {
  const auto given = Decoder::collect(object, kTimeToLiveSpecificationRows);
  return decoder.member(path, kTimeToLiveSpecificationRows[0], given[0], out.enabled) &&
         decoder.member(path, kTimeToLiveSpecificationRows[1], given[1], out.attribute_name);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UpdateTimeToLiveInput& out) {
  const auto given = Decoder::collect(object, kUpdateTimeToLiveInputRows);
  return decoder.member(path, kUpdateTimeToLiveInputRows[0], given[0], out.table_name) &&
         decoder.member(path, kUpdateTimeToLiveInputRows[1], given[1], out.time_to_live_specification);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ShardFilter& out) {
  const auto given = Decoder::collect(object, kShardFilterRows);
  return decoder.member(path, kShardFilterRows[0], given[0], out.type) &&
         decoder.member(path, kShardFilterRows[1], given[1], out.shard_id);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeStreamInput& out) {
  const auto given = Decoder::collect(object, kDescribeStreamInputRows);
  return decoder.member(path, kDescribeStreamInputRows[0], given[0], out.stream_arn) &&
         decoder.member(path, kDescribeStreamInputRows[1], given[1], out.limit) &&
         decoder.member(path, kDescribeStreamInputRows[2], given[2], out.exclusive_start_shard_id) &&
         decoder.member(path, kDescribeStreamInputRows[3], given[3], out.shard_filter);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GetRecordsInput& out) {
  const auto given = Decoder::collect(object, kGetRecordsInputRows);
  return decoder.member(path, kGetRecordsInputRows[0], given[0], out.shard_iterator) &&
         decoder.member(path, kGetRecordsInputRows[1], given[1], out.limit);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GetShardIteratorInput& out) {
  const auto given = Decoder::collect(object, kGetShardIteratorInputRows);
  return decoder.member(path, kGetShardIteratorInputRows[0], given[0], out.stream_arn) &&
         decoder.member(path, kGetShardIteratorInputRows[1], given[1], out.shard_id) &&
         decoder.member(path, kGetShardIteratorInputRows[2], given[2], out.shard_iterator_type) &&
         decoder.member(path, kGetShardIteratorInputRows[3], given[3], out.sequence_number);
}

bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ListStreamsInput& out) {
  const auto given = Decoder::collect(object, kListStreamsInputRows);
  return decoder.member(path, kListStreamsInputRows[0], given[0], out.table_name) &&
         decoder.member(path, kListStreamsInputRows[1], given[1], out.limit) &&
         decoder.member(path, kListStreamsInputRows[2], given[2], out.exclusive_start_stream_arn);
}

}  // namespace ddb::model
