#include "emulator/expression/parser.h"

namespace ddb::expression {
namespace {

struct Section {
  std::string_view name;
  UpdateAction::Type type;
};
constexpr Section kSections[] = {
    {"SET", UpdateAction::Type::kSet},
    {"REMOVE", UpdateAction::Type::kRemove},
    {"ADD", UpdateAction::Type::kAdd},
    {"DELETE", UpdateAction::Type::kDelete},
};

}  // namespace

bool Parser::read_update(std::vector<UpdateAction>& actions) {
  bool seen[std::size(kSections)] = {};
  do {
    std::size_t section = 0;
    while (section < std::size(kSections) && !is_keyword(kSections[section].name))
      ++section;
    if (section == std::size(kSections)) return fail_syntax();
    if (seen[section] && repeated_section_.empty()) repeated_section_ = kSections[section].name;
    seen[section] = true;
    ++at_;
    if (!read_section(kSections[section].type, actions)) return false;
  } while (current().type != TokenType::kEnd);
  return true;
}

bool Parser::read_section(UpdateAction::Type type, std::vector<UpdateAction>& actions) {
  do {
    UpdateAction& action = actions.emplace_back();
    action.type = type;
    if (!read_path(action.target) || !read_action(action)) return false;
  } while (take_symbol(","));
  return true;
}

bool Parser::read_action(UpdateAction& action) {
  switch (action.type) {
    case UpdateAction::Type::kSet:
      return expect_symbol("=") && read_set_value(action.value);
    case UpdateAction::Type::kRemove:
      return true;
    case UpdateAction::Type::kAdd:
    case UpdateAction::Type::kDelete:
      if (current().type != TokenType::kValuePlaceholder) return fail_syntax();
      return read_plain_operand(action.value);
  }
  return false;
}

/// An operand, or a sum or difference of two; any of these in parentheses.
bool Parser::read_set_value(Node& value) {
  if (is_symbol("(")) {
    std::size_t open = 0;
    if (!open_group(open) || !read_set_value(value) || !close_group(open)) return false;
    if (value.type == NodeType::kAdd || value.type == NodeType::kSubtract) return true;
  } else if (!read_plain_operand(value)) {
    return false;
  }
  note_as_operand(value);
  if (!is_symbol("+") && !is_symbol("-")) return true;
  if (!count_operator()) return false;
  if (value.type == NodeType::kListAppend) note_misused(value.type);
  Node left = std::move(value);
  value = Node::of(is_symbol("+") ? NodeType::kAdd : NodeType::kSubtract, {});
  ++at_;
  value.operands.push_back(std::move(left));
  Node& right = value.operands.emplace_back();
  if (!read_operand(right)) return false;
  note_as_operand(right);
  if (right.type == NodeType::kListAppend) note_misused(right.type);
  return true;
}

}  // namespace ddb::expression
