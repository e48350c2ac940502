#include "emulator/expression/syntax.h"

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
  }
  return {};
}

std::string_view operator_name(NodeType type) {
  switch (type) {
    case NodeType::kPath:
    case NodeType::kPlaceholder:
    case NodeType::kLiteral:
      return {};
    case NodeType::kAttributeExists:
      return "attribute_exists";
    case NodeType::kAttributeNotExists:
      return "attribute_not_exists";
    case NodeType::kSize:
      return "size";
    case NodeType::kAttributeType:
      return "attribute_type";
    case NodeType::kBeginsWith:
      return "begins_with";
    case NodeType::kContains:
      return "contains";
    case NodeType::kIfNotExists:
      return "if_not_exists";
    case NodeType::kListAppend:
      return "list_append";
    case NodeType::kEqual:
      return "=";
    case NodeType::kNotEqual:
      return "<>";
    case NodeType::kLess:
      return "<";
    case NodeType::kLessOrEqual:
      return "<=";
    case NodeType::kGreater:
      return ">";
    case NodeType::kGreaterOrEqual:
      return ">=";
    case NodeType::kAnd:
      return "AND";
    case NodeType::kOr:
      return "OR";
    case NodeType::kAdd:
      return "+";
    case NodeType::kSubtract:
      return "-";
    case NodeType::kNot:
      return "NOT";
    case NodeType::kBetween:
      return "BETWEEN";
    case NodeType::kIn:
      return "IN";
  }
  return {};
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
