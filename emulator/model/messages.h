#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

/// Every sentence that DynamoDB says, word for word, with `{}` where a value stands. Recorded answers of the
/// real service are the source.
namespace ddb::model::messages {

/// `sentence` with each `{}` replaced by the next of `values`; asserts that there are as many.
std::string fill(std::string_view sentence, std::initializer_list<std::string_view> values);

/// `sentence` as PutItem, UpdateItem and DeleteItem say it for what is wrong with the request itself:
/// "1 validation error detected: " before it.
std::string one_validation_error(std::string_view sentence);

// Constraints of the model.
inline constexpr std::string_view kValidationErrors = "{} validation errors detected: ";
inline constexpr std::string_view kOneValidationError = "1 validation error detected: ";
inline constexpr std::string_view kValueViolates = "Value '{}' at '{}' failed to satisfy constraint: ";
inline constexpr std::string_view kPlaceViolates = "Value at '{}' failed to satisfy constraint: ";
inline constexpr std::string_view kMemberMissing =
    "Value null at '{}' failed to satisfy constraint: Member must not be null";
inline constexpr std::string_view kEnumWithoutPlace =
    "Failed to satisfy constraint: Member must satisfy enum value set: {}";
inline constexpr std::string_view kLengthMin = "Member must have length greater than or equal to {}";
inline constexpr std::string_view kLengthMax = "Member must have length less than or equal to {}";
inline constexpr std::string_view kValueMin = "Member must have value greater than or equal to {}";
inline constexpr std::string_view kValueMax = "Member must have value less than or equal to {}";
inline constexpr std::string_view kPattern = "Member must satisfy regular expression pattern: {}";
inline constexpr std::string_view kEnumSet = "Member must satisfy enum value set: {}";
inline constexpr std::string_view kMapKeys = "Map keys must satisfy constraint: [{}, {}, {}]";
inline constexpr std::string_view kMapValue = "Map value must satisfy constraint: [{}, {}]";
inline constexpr std::string_view kNamePattern = "[a-zA-Z0-9_.-]+";
/// Source: nubo-db/dynamodb-conformance, tier3/error-messages/createTable; dynalite's tests of the other
/// operations on tables.
inline constexpr std::string_view kTableNameMissing =
    "The parameter 'TableName' is required but was not present in the request";
inline constexpr std::string_view kInvalidTableArn = "Invalid TableArn";

// JSON of the wrong shape (SerializationException). The misspelling is the service's.
inline constexpr std::string_view kNotConvertible = "{} cannot be converted to {}";
inline constexpr std::string_view kUnexpectedStructure = "Start of structure or map found where not expected";
inline constexpr std::string_view kUnexpectedFieldType = "Unexpected field type";
inline constexpr std::string_view kUnexpectedValueType = "Unexpected value type in payload";
inline constexpr std::string_view kUnexpectedToken = "Unexpected token received from parser";
inline constexpr std::string_view kUnrecognizedCollection = "Unrecognized collection type {}";
inline constexpr std::string_view kNotBase64 = "only base-64-encoded strings are convertible to bytes";
inline constexpr std::string_view kBase64Length =
    "Base64 encoded length is expected a multiple of 4 bytes but found: {}";
inline constexpr std::string_view kBase64LastCharacter = "Invalid last non-pad Base64 character dectected";
inline constexpr std::string_view kBase64Character = "Invalid base 64 character: '{}'";
inline constexpr std::string_view kNumberOutOfRange = "Numeric value ({}) out of range of {} ({} - {})";
inline constexpr std::string_view kParameterizedType =
    "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class "
    "java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are "
    "in module java.base of loader 'bootstrap')";

// Attribute values.
inline constexpr std::string_view kInvalidParameterValues = "One or more parameter values were invalid: {}";
inline constexpr std::string_view kAttributeValueEmpty =
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
inline constexpr std::string_view kAttributeValueOfSeveralTypes =
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported "
    "datatypes";
inline constexpr std::string_view kNullNotTrue = "Null attribute value types must have the value of true";
inline constexpr std::string_view kNotANumber = "The parameter cannot be converted to a numeric value: {}";
inline constexpr std::string_view kTooManyDigits =
    "Attempting to store more than 38 significant digits in a Number";
inline constexpr std::string_view kNumberOverflow =
    "Number overflow. Attempting to store a number with magnitude larger than supported range";
inline constexpr std::string_view kNumberUnderflow =
    "Number underflow. Attempting to store a number with magnitude smaller than supported range";
inline constexpr std::string_view kEmptyStringSet = "An string set  may not be empty";
inline constexpr std::string_view kEmptyNumberSet = "An number set  may not be empty";
inline constexpr std::string_view kEmptyBinarySet = "Binary sets should not be empty";
inline constexpr std::string_view kDuplicatesInSet = "Input collection {} contains duplicates.";
inline constexpr std::string_view kDuplicateNumbers = "Input collection contains duplicates.";
inline constexpr std::string_view kDuplicateNumbersOlder = "Input collection contains duplicates";
inline constexpr std::string_view kEmptyAttributeName = "Empty attribute name";
inline constexpr std::string_view kAttributeNameTooLong =
    "Attribute name is too large, must be less than 65535 bytes";
inline constexpr std::string_view kTooDeep =
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond "
    "supported limit";
inline constexpr std::string_view kInvalidExpressionValue =
    "ExpressionAttributeValues contains invalid value: {} for key {}";

// Authentication.
inline constexpr std::string_view kMissingAuthenticationToken = "Request is missing Authentication Token";
inline constexpr std::string_view kSignedTwice =
    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
inline constexpr std::string_view kAuthorizationLacks = "Authorization header requires '{}' parameter. ";
inline constexpr std::string_view kAuthorizationLacksDate =
    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
inline constexpr std::string_view kAuthorizationShown = "Authorization={}";
inline constexpr std::string_view kUnsupportedAlgorithm = "Unsupported AWS 'algorithm': '{}'.";
inline constexpr std::string_view kNoKeyValuePair =
    "'{}' not a valid key=value pair (missing equal-sign) in Authorization header: '{}'.";
inline constexpr std::string_view kCredentialMalformed =
    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{}'";
inline constexpr std::string_view kQueryLacks = "AWS query-string parameters must include '{}'. ";
inline constexpr std::string_view kReExamineQuery = "Re-examine the query-string parameters.";

inline constexpr std::string_view kInternalServerError =
    "The request processing has failed because of an unknown error, exception or failure.";

// Items, tables and streams.
inline constexpr std::string_view kConditionalRequestFailed = "The conditional request failed";
inline constexpr std::string_view kResourceNotFound = "Requested resource not found";
inline constexpr std::string_view kKeyDoesNotMatchSchema =
    "The provided key element does not match the schema";

}  // namespace ddb::model::messages
