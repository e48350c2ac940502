#include "emulator/expression/syntax.h"

#include <array>
#include <cstddef>

namespace ddb::expression {

std::string_view parameter_name(Kind kind) {
  switch (kind) {
    case Kind::kCondition:
      return "ConditionExpression";
    case Kind::kFilter:
      return "FilterExpression";
    case Kind::kKeyCondition:
      return "KeyConditionExpression";
    case Kind::kProjection:
      return "ProjectionExpression";
    case Kind::kUpdate:
      return "UpdateExpression";
    case Kind::kStatement:
    case Kind::kLegacy:
      return {};
  }
  return {};
}

std::string_view operator_name(NodeType type) {
  // In the order of the enumerators.
  static constexpr std::array<std::string_view, static_cast<std::size_t>(NodeType::kIn) + 1> kNames = {
      "",
      "",
      "",
      "attribute_exists",
      "attribute_not_exists",
      "size",
      "attribute_type",
      "begins_with",
      "contains",
      "if_not_exists",
      "list_append",
      "=",
      "<>",
      "<",
      "<=",
      ">",
      ">=",
      "AND",
      "OR",
      "+",
      "-",
      "NOT",
      "BETWEEN",
      "IN"};
  return kNames.at(static_cast<std::size_t>(type));
}

Node Node::of_path(Path path) {
  Node node;
  node.type = NodeType::kPath;
  node.path = std::move(path);
  return node;
}

Node Node::of_placeholder(std::string placeholder) {
  Node node;
  node.type = NodeType::kPlaceholder;
  node.placeholder = std::move(placeholder);
  return node;
}

Node Node::of_literal(value::Value literal) {
  Node node;
  node.type = NodeType::kLiteral;
  node.literal = std::move(literal);
  return node;
}

Node Node::of(NodeType type, std::vector<Node> operands) {
  Node node;
  node.type = type;
  node.operands = std::move(operands);
  return node;
}

}  // namespace ddb::expression
