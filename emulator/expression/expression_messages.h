#pragma once

#include <string_view>

/// Every sentence about expressions that DynamoDB says, word for word, with `{}` where a value stands
/// (`model::messages::fill`). Recorded answers of the real service are the source where they cover the case;
/// the tests of dynalite and Alternator, which ran against it, for the rest.
namespace ddb::expression::messages {

// The parameters beside the expressions.
inline constexpr std::string_view kNamesEmpty = "ExpressionAttributeNames must not be empty";
inline constexpr std::string_view kValuesEmpty = "ExpressionAttributeValues must not be empty";
inline constexpr std::string_view kNamesInvalidKey =
    "ExpressionAttributeNames contains invalid key: Syntax error; key: \"{}\"";
inline constexpr std::string_view kValuesInvalidKey =
    "ExpressionAttributeValues contains invalid key: Syntax error; key: \"{}\"";
inline constexpr std::string_view kNamesWithoutExpression =
    "ExpressionAttributeNames can only be specified when using expressions";
inline constexpr std::string_view kValuesWithoutExpression =
    "ExpressionAttributeValues can only be specified when using expressions";
/// Query and Scan add which expressions are not there. Source: dynalite's tests.
inline constexpr std::string_view kValuesWithoutTheseExpressions =
    "ExpressionAttributeValues can only be specified when using expressions: {}";
inline constexpr std::string_view kNoFilterOrKeyCondition =
    "FilterExpression and KeyConditionExpression are null";
inline constexpr std::string_view kNoFilter = "FilterExpression is null";
inline constexpr std::string_view kNamesUnused =
    "Value provided in ExpressionAttributeNames unused in expressions: keys: {}";
inline constexpr std::string_view kValuesUnused =
    "Value provided in ExpressionAttributeValues unused in expressions: keys: {}";

/// What stands in front of every sentence below: the parameter's name.
inline constexpr std::string_view kInvalid = "Invalid {}: {}";

// Text.
inline constexpr std::string_view kEmpty = "The expression can not be empty;";
inline constexpr std::string_view kTooLong = "Expression size has exceeded the maximum allowed size;";
inline constexpr std::string_view kTooLongWithSize =
    "Expression size has exceeded the maximum allowed size; expression size: {}";
inline constexpr std::string_view kSyntaxError = "Syntax error; token: \"{}\", near: \"{}\"";
inline constexpr std::string_view kEndToken = "<EOF>";
inline constexpr std::string_view kRedundantParentheses = "The expression has redundant parentheses;";
inline constexpr std::string_view kTooManyOperators =
    "The expression contains too many operators; operator count: {}";
inline constexpr std::string_view kInvalidFunction = "Invalid function name; function: {}";
inline constexpr std::string_view kMisusedFunction =
    "The function is not allowed to be used this way in an expression; function: {}";
inline constexpr std::string_view kReservedWord =
    "Attribute name is a reserved keyword; reserved keyword: {}";
inline constexpr std::string_view kRepeatedSection =
    "The \"{}\" section can only be used once in an update expression;";
inline constexpr std::string_view kListIndexOutOfRange =
    "List index is not within the allowable range; index: [{}]";
inline constexpr std::string_view kPathTooDeep =
    "The document path has too many nesting elements; nesting levels: {}";
inline constexpr std::string_view kTooManyInOperands =
    "The IN operator is provided with too many operands; number of operands: {}";

// Placeholders and operands.
inline constexpr std::string_view kUndefinedName =
    "An expression attribute name used in the document path is not defined; attribute name: {}";
inline constexpr std::string_view kUndefinedValue =
    "An expression attribute value used in expression is not defined; attribute value: {}";
inline constexpr std::string_view kNumberOfOperands =
    "Incorrect number of operands for operator or function; operator or function: {}, number of operands: {}";
inline constexpr std::string_view kOperandType =
    "Incorrect operand type for operator or function; operator or function: {}, operand type: {}";
inline constexpr std::string_view kRequiresPath =
    "Operator or function requires a document path; operator or function: {}";
inline constexpr std::string_view kFirstOperandNotDistinct =
    "The first operand must be distinct from the remaining operands for this operator or function; operator: "
    "{}, first operand: {}";
inline constexpr std::string_view kInvalidTypeName =
    "Invalid attribute type name found; type: {}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}";
/// What `attribute_type` calls the type of an operand that is no value.
inline constexpr std::string_view kEveryTypeName = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";
inline constexpr std::string_view kBetweenTypes =
    "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: "
    "AttributeValue: {}, upper bound operand: AttributeValue: {}";
inline constexpr std::string_view kBetweenOrder =
    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound "
    "operand: AttributeValue: {}, upper bound operand: AttributeValue: {}";

// Document paths of a projection or an update.
inline constexpr std::string_view kPathsOverlap =
    "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: {}, "
    "path two: {}";
inline constexpr std::string_view kPathsConflict =
    "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: {}, "
    "path two: {}";

// Updates.
inline constexpr std::string_view kUpdateOperandType =
    "Incorrect operand type for operator or function; operator: {}, operand type: {}";
inline constexpr std::string_view kMissingAttribute =
    "The provided expression refers to an attribute that does not exist in the item";
inline constexpr std::string_view kWrongTypeInItem =
    "An operand in the update expression has an incorrect data type";
/// The same for AttributeUpdates.
inline constexpr std::string_view kAttributeTypeMismatch = "Type mismatch for attribute to update";
inline constexpr std::string_view kInvalidUpdatePath =
    "The document path provided in the update expression is invalid for update";

// Key conditions.
inline constexpr std::string_view kKeyOperator = "Invalid operator used in KeyConditionExpression: {}";
inline constexpr std::string_view kKeyNotFirstOperand =
    "Invalid condition in KeyConditionExpression: {} operator must have the key attribute as its first "
    "operand";
inline constexpr std::string_view kKeyNestedOperation =
    "KeyConditionExpressions cannot contain nested operations";
inline constexpr std::string_view kKeySeveralNames =
    "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition";
inline constexpr std::string_view kKeyNestedAttribute =
    "KeyConditionExpressions cannot have conditions on nested attributes";
inline constexpr std::string_view kKeyNoAttribute =
    "Invalid condition in KeyConditionExpression: No key attribute specified";
inline constexpr std::string_view kKeyRepeated =
    "KeyConditionExpressions must only contain one condition per key";

// Key conditions held against a table or index: no prefix.
inline constexpr std::string_view kTooManyKeyConditions =
    "The number of query conditions ({}) exceeds the number of key attributes defined in the schema ({})";
inline constexpr std::string_view kMissedKeyElement = "Query condition missed key schema element: {}";
inline constexpr std::string_view kKeyConditionType =
    "One or more parameter values were invalid: Condition parameter type does not match schema type";
/// Only KeyConditions can have such an operator here.
inline constexpr std::string_view kKeyConditionNotIndexable =
    "Attempted conditional constraint is not an indexable operation";
inline constexpr std::string_view kKeyConditionNotSupported = "Query key condition not supported";
inline constexpr std::string_view kRangeKeyWithoutEquality =
    "RANGE key attributes {} must have equality conditions specified in the query because a condition is "
    "present on key attribute {}";
inline constexpr std::string_view kFilterNamesKey =
    "Filter Expression can only contain non-primary key attributes: Primary key attribute: {}";

}  // namespace ddb::expression::messages
