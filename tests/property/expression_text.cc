#include "tests/property/expression_text.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace ddb::property {

using reference::Condition;
using reference::UpdateAction;

std::string ExpressionText::word(const std::string& word) {
  std::string text = word;
  const std::size_t kind = dice_.below(4);
  for (char& c : text)
    if (kind == 1 || (kind == 2 && dice_.percent(50)))
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string ExpressionText::name(const std::string& name) {
  // No reserved word has a digit in it.
  const bool is_plain =
      std::ranges::all_of(name, [](char c) { return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9'); }) &&
      std::ranges::any_of(name, [](char c) { return '0' <= c && c <= '9'; });
  if (is_plain && dice_.percent(60)) return name;
  if (dice_.percent(50))
    for (const auto& [placeholder, known] : names_)
      if (known == name.c_str()) return placeholder;
  const std::string placeholder = "#n" + std::to_string(names_.size());
  names_[placeholder] = name;
  return placeholder;
}

std::string ExpressionText::value(const reference::Value& value) {
  const std::string placeholder = ":v" + std::to_string(values_.size());
  values_[placeholder] = reference::to_json(value);
  return placeholder;
}

std::string ExpressionText::path(const reference::Path& path) {
  std::string text;
  for (const reference::PathStep& step : path)
    if (step.index)
      text += "[" + std::to_string(*step.index) + "]";
    else
      text += (text.empty() ? "" : ".") + name(step.name);
  return text;
}

std::string ExpressionText::operand(const reference::Operand& operand) {
  const std::string text = operand.literal ? value(*operand.literal) : path(operand.path);
  return operand.is_size ? "size" + maybe_space() + "(" + maybe_space() + text + maybe_space() + ")" : text;
}

/// The condition where an operator stands before or after it.
std::string ExpressionText::nested(const Condition& condition) {
  const bool is_compound = condition.kind == Condition::Kind::kAnd ||
                           condition.kind == Condition::Kind::kOr || condition.kind == Condition::Kind::kNot;
  const std::string text = this->condition(condition);
  return is_compound || dice_.percent(10) ? "(" + maybe_space() + text + maybe_space() + ")" : text;
}

std::string ExpressionText::condition(const Condition& condition) {
  std::string text;
  const auto list = [&](auto begin, auto end) {
    std::string joined;
    for (auto each = begin; each != end; ++each)
      joined += (each == begin ? "" : maybe_space() + "," + maybe_space()) + operand(*each);
    return joined;
  };
  const auto& operands = condition.operands;
  switch (condition.kind) {
    case Condition::Kind::kNot:
      return word("NOT") + space() + nested(condition.conditions.front());
    case Condition::Kind::kAnd:
    case Condition::Kind::kOr:
      for (const Condition& part : condition.conditions) {
        if (!text.empty())
          text += space() + word(condition.kind == Condition::Kind::kAnd ? "AND" : "OR") + space();
        text += nested(part);
      }
      return text;
    case Condition::Kind::kCompare:
      text = operand(operands[0]) + maybe_space();
      text += condition.name + maybe_space();
      return text + operand(operands[1]);
    case Condition::Kind::kBetween:
      text = operand(operands[0]) + space() + word("BETWEEN") + space();
      text += operand(operands[1]) + space();
      text += word("AND") + space();
      return text + operand(operands[2]);
    case Condition::Kind::kIn:
      text = operand(operands[0]) + space() + word("IN") + maybe_space() + "(" + maybe_space();
      return text + list(operands.begin() + 1, operands.end()) + maybe_space() + ")";
    case Condition::Kind::kFunction:
      break;
  }
  return condition.name + maybe_space() + "(" + list(operands.begin(), operands.end()) + ")";
}

std::string ExpressionText::operand(const reference::UpdateOperand& operand) {
  using Kind = reference::UpdateOperand::Kind;
  if (operand.kind == Kind::kPath) return path(operand.path);
  if (operand.kind == Kind::kLiteral) return value(operand.literal);
  std::string left = this->operand(operand.operands[0]);
  std::string right = this->operand(operand.operands[1]);
  if (operand.kind == Kind::kPlus || operand.kind == Kind::kMinus)
    return left + maybe_space() + (operand.kind == Kind::kPlus ? "+" : "-") + maybe_space() + right;
  return std::string(operand.kind == Kind::kListAppend ? "list_append" : "if_not_exists") + "(" + left + "," +
         maybe_space() + right + ")";
}

std::string ExpressionText::action(const UpdateAction& action) {
  const std::string target = path(action.target);
  switch (action.kind) {
    case UpdateAction::Kind::kRemove:
      return target;
    case UpdateAction::Kind::kSet:
      return target + maybe_space() + "=" + maybe_space() + operand(action.operand);
    default:
      return target + space() + operand(action.operand);
  }
}

std::string ExpressionText::update(const reference::Update& update) {
  std::vector<std::pair<UpdateAction::Kind, std::string>> sections = {
      {UpdateAction::Kind::kSet, "SET"},
      {UpdateAction::Kind::kRemove, "REMOVE"},
      {UpdateAction::Kind::kAdd, "ADD"},
      {UpdateAction::Kind::kDelete, "DELETE"}};
  for (std::size_t i = sections.size(); i > 1; --i)
    std::swap(sections[i - 1], sections[dice_.below(i)]);
  std::string text;
  for (const auto& [kind, keyword] : sections) {
    bool is_first = true;
    for (const UpdateAction& each : update) {
      if (each.kind != kind) continue;
      if (is_first)
        text += (text.empty() ? "" : space()) + word(keyword) + space();
      else
        text += maybe_space() + "," + maybe_space();
      text += action(each);
      is_first = false;
    }
  }
  return text;
}

std::string ExpressionText::projection(const std::vector<reference::Path>& paths) {
  std::string text;
  for (const reference::Path& each : paths)
    text += (text.empty() ? "" : maybe_space() + "," + maybe_space()) + path(each);
  return text;
}

void ExpressionText::add_placeholders(boost::json::object& request) const {
  if (!names_.empty()) request["ExpressionAttributeNames"] = names_;
  if (!values_.empty()) request["ExpressionAttributeValues"] = values_;
}

}  // namespace ddb::property
