#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/property/dice.h"
#include "tests/property/reference/condition.h"
#include "tests/property/reference/update.h"

namespace ddb::property {

/// Writes the expressions of one request, in one of the many ways that mean the same: white space, letters of
/// keywords, parentheses, placeholders or plain names.
class ExpressionText {
 public:
  /// `style` decides the way: the same text for the same style.
  explicit ExpressionText(std::uint64_t style) : dice_(style) {}

  std::string condition(const reference::Condition& condition);
  std::string update(const reference::Update& update);
  std::string projection(const std::vector<reference::Path>& paths);
  std::string path(const reference::Path& path);
  /// The placeholder of a value.
  std::string value(const reference::Value& value);
  /// A keyword: "and", "AND" or the like.
  std::string word(const std::string& word);

  /// Adds ExpressionAttributeNames and ExpressionAttributeValues, as far as there are any, to the request.
  void add_placeholders(boost::json::object& request) const;

 private:
  std::string name(const std::string& name);
  std::string space() { return dice_.percent(90) ? " " : dice_.percent(50) ? "  " : "\n\t"; }
  std::string maybe_space() { return dice_.percent(50) ? " " : ""; }
  std::string operand(const reference::Operand& operand);
  std::string operand(const reference::UpdateOperand& operand);
  std::string action(const reference::UpdateAction& action);
  std::string nested(const reference::Condition& condition);

  Dice dice_;
  boost::json::object names_;
  boost::json::object values_;
};

}  // namespace ddb::property
