#include <optional>

#include "emulator/expression/parser.h"
#include "emulator/model/limits.h"

namespace ddb::expression {
namespace {

std::optional<NodeType> comparator(const Token& token) {
  if (token.type != TokenType::kSymbol) return std::nullopt;
  if (token.text == "=") return NodeType::kEqual;
  if (token.text == "<>") return NodeType::kNotEqual;
  if (token.text == "<") return NodeType::kLess;
  if (token.text == "<=") return NodeType::kLessOrEqual;
  if (token.text == ">") return NodeType::kGreater;
  if (token.text == ">=") return NodeType::kGreaterOrEqual;
  return std::nullopt;
}

}  // namespace

bool Parser::read_condition(Node& condition) {
  Shape shape = Shape::kOperand;
  return read_or(condition, shape) && complete(condition, shape) && expect_end();
}

/// Makes sure that what was read is a condition: an operand alone is none.
bool Parser::complete(const Node& condition, Shape shape) {
  if (shape == Shape::kOperand) return fail_syntax();
  if (shape == Shape::kFunction) {
    if (condition.type == NodeType::kSize || condition.type == NodeType::kIfNotExists ||
        condition.type == NodeType::kListAppend)
      note_misused(condition.type);
  }
  return true;
}

bool Parser::read_or(Node& condition, Shape& shape) {
  if (!read_and(condition, shape)) return false;
  while (is_keyword("OR")) {
    if (!complete(condition, shape) || !count_operator()) return false;
    ++at_;
    Node right;
    if (!read_and(right, shape) || !complete(right, shape)) return false;
    std::vector<Node> operands;
    operands.reserve(2);
    operands.push_back(std::move(condition));
    operands.push_back(std::move(right));
    condition = Node::of(NodeType::kOr, std::move(operands));
    shape = Shape::kCondition;
  }
  return true;
}

bool Parser::read_and(Node& condition, Shape& shape) {
  if (!read_not(condition, shape)) return false;
  while (is_keyword("AND")) {
    if (!complete(condition, shape) || !count_operator()) return false;
    ++at_;
    Node right;
    if (!read_not(right, shape) || !complete(right, shape)) return false;
    std::vector<Node> operands;
    operands.reserve(2);
    operands.push_back(std::move(condition));
    operands.push_back(std::move(right));
    condition = Node::of(NodeType::kAnd, std::move(operands));
    shape = Shape::kCondition;
  }
  return true;
}

bool Parser::read_not(Node& condition, Shape& shape) {
  if (!is_keyword("NOT")) return read_primary(condition, shape);
  if (!count_operator()) return false;
  ++at_;
  condition.type = NodeType::kNot;
  Node& operand = condition.operands.emplace_back();
  if (!read_not(operand, shape) || !complete(operand, shape)) return false;
  shape = Shape::kCondition;
  return true;
}

bool Parser::read_primary(Node& condition, Shape& shape) {
  if (is_symbol("(")) {
    if (!read_grouped(condition, shape)) return false;
  } else {
    const bool function = at_function();
    if (!read_plain_operand(condition)) return false;
    shape = function ? Shape::kFunction : Shape::kOperand;
  }
  return shape == Shape::kCondition || read_comparison(condition, shape);
}

bool Parser::read_grouped(Node& condition, Shape& shape) {
  std::size_t open = 0;
  return open_group(open) && read_or(condition, shape) && close_group(open);
}

/// Continues an operand into the comparison that it begins; leaves it alone when none follows.
bool Parser::read_comparison(Node& condition, Shape& shape) {
  const std::optional<NodeType> type = comparator(current());
  const bool between = is_keyword("BETWEEN");
  if (!type && !between && !is_keyword("IN")) return true;
  if (!count_operator()) return false;
  ++at_;
  note_as_operand(condition);
  Node left = std::move(condition);
  condition = Node::of(type ? *type : between ? NodeType::kBetween : NodeType::kIn, {});
  condition.operands.push_back(std::move(left));
  shape = Shape::kCondition;
  if (between) return read_between(condition);
  if (!type) return read_in(condition);
  Node& right = condition.operands.emplace_back();
  if (!read_operand(right)) return false;
  note_as_operand(right);
  return true;
}

bool Parser::read_between(Node& condition) {
  Node& lower = condition.operands.emplace_back();
  if (!read_operand(lower)) return false;
  note_as_operand(lower);
  if (!take_keyword("AND")) return fail_syntax();
  Node& upper = condition.operands.emplace_back();
  if (!read_operand(upper)) return false;
  note_as_operand(upper);
  return true;
}

bool Parser::read_in(Node& condition) {
  if (!read_operand_list(condition.operands)) return false;
  const std::size_t choices = condition.operands.size() - 1;
  if (choices <= model::kExpressionInOperandsMax) return true;
  return fail(messages::kTooManyInOperands, {std::to_string(choices)});
}

}  // namespace ddb::expression
