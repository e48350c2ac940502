#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/value/value.h"

/// What an expression says, before its placeholders are resolved: one tree for all five expression
/// parameters. `parse` makes it from text; legacy parameters and PartiQL build it directly, with names and
/// literals in place of placeholders.
namespace ddb::expression {

enum class Kind : std::uint8_t {
  kCondition,
  kFilter,
  kKeyCondition,
  kProjection,
  kUpdate,
  kStatement,  ///< Part of a PartiQL statement: built, never parsed here, and no parameter of its own.
  kLegacy,     ///< Made of a legacy parameter, which was checked before: built, never parsed.
};

/// "ConditionExpression", "FilterExpression", "KeyConditionExpression", "ProjectionExpression",
/// "UpdateExpression"; empty for kStatement and kLegacy.
std::string_view parameter_name(Kind kind);

/// One step of a document path.
struct PathElement {
  enum class Type : std::uint8_t {
    kName,         ///< `name` is an attribute name, or a key of a map.
    kPlaceholder,  ///< `name` is a key of ExpressionAttributeNames, with its '#'.
    kIndex,        ///< `index` is a position in a list.
  };
  Type type = Type::kName;
  std::string name = {};
  std::uint32_t index = 0;

  static PathElement attribute(std::string name) { return {Type::kName, std::move(name), 0}; }
  static PathElement placeholder(std::string name) { return {Type::kPlaceholder, std::move(name), 0}; }
  static PathElement list_index(std::uint32_t index) { return {Type::kIndex, {}, index}; }

  bool operator==(const PathElement&) const = default;
};

/// Never empty; the first element is not an index.
using Path = std::vector<PathElement>;

enum class NodeType : std::uint8_t {
  // Operands.
  kPath,         ///< `path`
  kPlaceholder,  ///< `placeholder`, a key of ExpressionAttributeValues, with its ':'
  kLiteral,      ///< `literal`
  // Functions of one operand.
  kAttributeExists,
  kAttributeNotExists,
  kSize,
  // Functions of two operands.
  kAttributeType,
  kBeginsWith,
  kContains,
  kIfNotExists,
  kListAppend,
  // Operators of two operands.
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kAnd,
  kOr,
  kAdd,
  kSubtract,
  // Others.
  kNot,      ///< One operand.
  kBetween,  ///< Three: the operand, the lower and the upper bound.
  kIn,       ///< Two or more: the operand, and those it may equal.
};

/// How DynamoDB's messages name the operator or function: "begins_with", "<", "BETWEEN"; empty for operands.
std::string_view operator_name(NodeType type);

/// A condition, or an operand. The number of a function's operands is checked by `bind`, not here.
struct Node {
  NodeType type = NodeType::kPath;
  Path path = {};
  std::string placeholder = {};
  value::Value literal = {};
  std::vector<Node> operands = {};

  static Node of_path(Path path);
  static Node of_placeholder(std::string placeholder);
  static Node of_literal(value::Value literal);
  static Node of(NodeType type, std::vector<Node> operands);
};

/// One action of an update: `target` of SET, REMOVE, ADD or DELETE, and the value (none for REMOVE).
struct UpdateAction {
  enum class Type : std::uint8_t { kSet, kRemove, kAdd, kDelete };
  Type type = Type::kSet;
  Path target = {};
  Node value = {};
};

/// A whole expression. Which member is meant follows from `kind`. Immutable once made, so that it may be
/// shared between threads and requests.
struct Expression {
  Kind kind = Kind::kCondition;
  Node condition = {};                     ///< kCondition, kFilter, kKeyCondition, kStatement, kLegacy
  std::vector<Path> paths = {};            ///< kProjection, kStatement, kLegacy
  std::vector<UpdateAction> actions = {};  ///< kUpdate, kStatement, kLegacy; in the order written
};

using ExpressionPointer = std::shared_ptr<const Expression>;

}  // namespace ddb::expression
