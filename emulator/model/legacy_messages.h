#pragma once

#include <string_view>

/// What DynamoDB says of the legacy parameters (Expected, ConditionalOperator, AttributeUpdates,
/// AttributesToGet, KeyConditions, QueryFilter, ScanFilter). Filled in by `messages::fill`. Sources: recorded
/// answers of the area "legacy-api"; the tests of dynalite, ExtendDB and moto, which ran against the service.
namespace ddb::model::messages {

// Which parameters go together.
inline constexpr std::string_view kMixedParameters =
    "Can not use both expression and non-expression parameters in the same request: Non-expression "
    "parameters: {{}} Expression parameters: {{}}";
inline constexpr std::string_view kConditionalOperatorAlone =
    "ConditionalOperator cannot be used without Filter or Expected";
inline constexpr std::string_view kConditionalOperatorOfOneCondition =
    "ConditionalOperator can only be used when Filter or Expected has two or more elements";

// The members of one entry of Expected.
inline constexpr std::string_view kValueAndList =
    "One or more parameter values were invalid: Value and AttributeValueList cannot be used together for "
    "Attribute: {}";
inline constexpr std::string_view kListWithoutOperator =
    "One or more parameter values were invalid: AttributeValueList can only be used with a "
    "ComparisonOperator for Attribute: {}";
inline constexpr std::string_view kExistsAndOperator =
    "One or more parameter values were invalid: Exists and ComparisonOperator cannot be used together for "
    "Attribute: {}";
inline constexpr std::string_view kOperatorWithoutValue =
    "One or more parameter values were invalid: Value or AttributeValueList must be used with "
    "ComparisonOperator: {} for Attribute: {}";
inline constexpr std::string_view kExistsWithoutValue =
    "One or more parameter values were invalid: Value must be provided when Exists is {} for Attribute: {}";
inline constexpr std::string_view kNotExistsWithValue =
    "One or more parameter values were invalid: Value cannot be used when Exists is false for Attribute: {}";

// An operator and its values.
inline constexpr std::string_view kNumberOfArguments =
    "One or more parameter values were invalid: Invalid number of argument(s) for the {} ComparisonOperator";
inline constexpr std::string_view kArgumentsOfSeveralTypes =
    "One or more parameter values were invalid: AttributeValues inside AttributeValueList must be of same "
    "type";
inline constexpr std::string_view kArgumentType =
    "One or more parameter values were invalid: ComparisonOperator {} is not valid for {} AttributeValue "
    "type";
inline constexpr std::string_view kBetweenReversed =
    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound";

// Whole parameters.
inline constexpr std::string_view kNoKeyConditions = "Conditions can be of length 1 or 2 only";
inline constexpr std::string_view kQueryFilterNamesKey =
    "QueryFilter can only contain non-primary key attributes: Primary key attribute: {}";
inline constexpr std::string_view kRepeatedAttributeToGet =
    "One or more parameter values were invalid: Duplicate value in attribute name: {}";
inline constexpr std::string_view kOnlyDeleteWithoutValue =
    "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is "
    "specified";
inline constexpr std::string_view kDeleteActionType =
    "One or more parameter values were invalid: DELETE action with value is not supported for the type {}";
inline constexpr std::string_view kAddActionType =
    "One or more parameter values were invalid: ADD action is not supported for the type {}";

}  // namespace ddb::model::messages
