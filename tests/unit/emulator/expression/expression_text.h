#pragma once

#include <string>
#include <vector>

#include "emulator/expression/syntax.h"
#include "shared/value/builder.h"

namespace ddb::expression {

/// Writes a tree as the text that a client would send, each literal as a placeholder of its own.
class ExpressionText {
 public:
  std::string path(const Path& path) {
    std::string text;
    for (const PathElement& element : path) {
      if (element.type == PathElement::Type::kIndex)
        text += "[" + std::to_string(element.index) + "]";
      else
        text += (text.empty() ? "" : ".") + element.name;
    }
    return text;
  }

  std::string node(const Node& node) {
    const auto at = [&](std::size_t i) { return this->node(node.operands[i]); };
    const std::string name(operator_name(node.type));
    switch (node.type) {
      case NodeType::kPath:
        return path(node.path);
      case NodeType::kPlaceholder:
        return node.placeholder;
      case NodeType::kLiteral:
        values_.push_back(node.literal);
        return ":v" + std::to_string(values_.size());
      case NodeType::kNot:
        return "NOT " + grouped(node.operands[0]);
      case NodeType::kAnd:
      case NodeType::kOr:
        return grouped(node.operands[0]) + " " + name + " " + grouped(node.operands[1]);
      case NodeType::kBetween:
        return at(0) + " BETWEEN " + at(1) + " AND " + at(2);
      case NodeType::kIn:
        return at(0) + " IN (" + list(node.operands, 1) + ")";
      case NodeType::kEqual:
      case NodeType::kNotEqual:
      case NodeType::kLess:
      case NodeType::kLessOrEqual:
      case NodeType::kGreater:
      case NodeType::kGreaterOrEqual:
      case NodeType::kAdd:
      case NodeType::kSubtract:
        return at(0) + " " + name + " " + at(1);
      default:
        return name + "(" + list(node.operands, 0) + ")";
    }
  }

  std::string actions(const std::vector<UpdateAction>& actions, UpdateAction::Type type,
                      std::string_view section) {
    std::string text;
    for (const UpdateAction& action : actions) {
      if (action.type != type) continue;
      text += text.empty() ? std::string(section) + " " : ", ";
      text += path(action.target);
      if (type == UpdateAction::Type::kSet) text += " = ";
      if (type == UpdateAction::Type::kAdd || type == UpdateAction::Type::kDelete) text += " ";
      if (type != UpdateAction::Type::kRemove) text += node(action.value);
    }
    return text + " ";
  }

  /// ExpressionAttributeValues for what was written so far.
  value::Item values() const {
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= values_.size(); ++i)
      names.push_back(":v" + std::to_string(i));
    value::ItemBuilder builder;
    for (std::size_t i = 0; i < values_.size(); ++i)
      builder.add(names[i], values_[i]);
    return builder.build();
  }

 private:
  std::string grouped(const Node& node) { return "(" + this->node(node) + ")"; }
  std::string list(const std::vector<Node>& nodes, std::size_t from) {
    std::string text;
    for (std::size_t i = from; i < nodes.size(); ++i)
      text += (i > from ? ", " : "") + node(nodes[i]);
    return text;
  }
  std::vector<value::Value> values_;
};

}  // namespace ddb::expression
