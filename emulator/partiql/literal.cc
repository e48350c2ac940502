#include "emulator/partiql/literal.h"

#include <algorithm>
#include <map>
#include <utility>

#include "emulator/model/partiql_messages.h"
#include "emulator/model/value_error.h"
#include "shared/value/builder.h"
#include "shared/value/json.h"
#include "shared/value/number.h"

namespace ddb::partiql {
namespace {

using model::ServiceError;
using model::ServiceResult;
using model::validation_error;
using value::Type;
using value::Value;
using value::ValueError;
using value::ValueErrorKind;
namespace messages = model::messages;

ServiceError value_error(ValueError error) {
  return model::value_error(error, model::ValueErrorWording::kOlder);
}

ValueErrorKind kind_of(value::NumberError error) {
  switch (error) {
    case value::NumberError::kNotANumber:
      return ValueErrorKind::kNumberNotANumber;
    case value::NumberError::kTooManyDigits:
      return ValueErrorKind::kNumberTooManyDigits;
    case value::NumberError::kOverflow:
      return ValueErrorKind::kNumberOverflow;
    case value::NumberError::kUnderflow:
      return ValueErrorKind::kNumberUnderflow;
  }
  return ValueErrorKind::kNumberNotANumber;
}

/// The values of list elements and of members of structs, kept until the whole is built.
class Literals {
 public:
  explicit Literals(Parameters parameters) : parameters_(parameters) {}

  ServiceResult<Value> convert(const Expression& expression, const std::string& key, int level);
  ServiceResult<std::map<std::string, Value>> convert_members(const Expression& expression,
                                                              const std::string& key, int level);

 private:
  ServiceResult<Value> number(const Expression& expression, const std::string& key) const;
  ServiceResult<Value> list(const Expression& expression, const std::string& key, int level);
  ServiceResult<Value> bag(const Expression& expression, const std::string& key, int level);
  ServiceResult<Value> structure(const Expression& expression, const std::string& key, int level);
  ServiceResult<std::vector<Value>> elements(const Expression& expression, const std::string& key, int level);
  static ServiceError unsupported(const Expression& expression, const std::string& key);

  const Parameters parameters_;
};

std::string shown(const Expression& expression) {
  switch (expression.type) {
    case ExpressionType::kPath:
      return expression.steps.front().name.value_or("");
    case ExpressionType::kMissing:
      return "missing";
    default:
      return expression.text;
  }
}

ServiceError Literals::unsupported(const Expression& expression, const std::string& key) {
  return validation_error(messages::fill(messages::kUnsupportedDataType,
                                         {shown(expression), key, position_text(expression.position)}));
}

ServiceResult<Value> Literals::convert(const Expression& expression, const std::string& key, int level) {
  if (level > value::kNestingLevelsMax) return value_error({ValueErrorKind::kTooDeep});
  switch (expression.type) {
    case ExpressionType::kString:
      return Value::string(expression.text);
    case ExpressionType::kNumber:
      return number(expression, key);
    case ExpressionType::kBoolean:
      return Value::boolean(expression.text == "true");
    case ExpressionType::kNull:
      return Value::null();
    case ExpressionType::kParameter:
      return parameters_[expression.index].value;
    case ExpressionType::kList:
      return list(expression, key, level);
    case ExpressionType::kBag:
      return bag(expression, key, level);
    case ExpressionType::kStruct:
      return structure(expression, key, level);
    default:
      return unsupported(expression, key);
  }
}

ServiceResult<Value> Literals::number(const Expression& expression, const std::string& key) const {
  const auto parsed = value::Number::parse(expression.text);
  if (parsed) return Value::number(*parsed);
  const std::string message = model::value_error_message({kind_of(parsed.error()), expression.text},
                                                         model::ValueErrorWording::kOlder);
  return validation_error(messages::fill(messages::kNumberUnderKey, {message, key}));
}

ServiceResult<std::vector<Value>> Literals::elements(const Expression& expression, const std::string& key,
                                                     int level) {
  std::vector<Value> values;
  values.reserve(expression.operands.size());
  for (const Expression& operand : expression.operands) {
    DDB_TRY(value, convert(operand, key + "[" + std::to_string(values.size()) + "]", level + 1));
    values.push_back(std::move(value));
  }
  return values;
}

ServiceResult<Value> Literals::list(const Expression& expression, const std::string& key, int level) {
  DDB_TRY(values, elements(expression, key, level));
  return value::make_list(std::vector<value::ValueView>(values.begin(), values.end()));
}

/// "[x, x]": how the service shows a set of strings in which one comes twice.
std::string shown_elements(const std::vector<Value>& values) {
  std::string text;
  for (const Value& value : values) {
    text += text.empty() ? "[" : ", ";
    text += value.view().bytes();
  }
  return text + "]";
}

ServiceResult<Value> Literals::bag(const Expression& expression, const std::string& key, int level) {
  if (expression.operands.empty()) return validation_error(std::string(messages::kEmptyBag));
  DDB_TRY(values, elements(expression, key, level));
  const Type type = values.front().view().type();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].view().type() != type || type > Type::kBinary)
      return unsupported(expression.operands[i], key);
  const Type set_type = type == Type::kString   ? Type::kStringSet
                        : type == Type::kNumber ? Type::kNumberSet
                                                : Type::kBinarySet;
  auto set = value::make_set(set_type, std::vector<value::ValueView>(values.begin(), values.end()));
  if (set->view().count() == values.size()) return *std::move(set);
  const std::string detail = type == Type::kString ? shown_elements(values) : std::string();
  return value_error({ValueErrorKind::kDuplicateInSet, detail, detail});
}

ServiceResult<std::map<std::string, Value>> Literals::convert_members(const Expression& expression,
                                                                      const std::string& key, int level) {
  std::map<std::string, Value> members;
  for (std::size_t i = 0; i + 1 < expression.operands.size(); i += 2) {
    const Expression& name = expression.operands[i];
    if (name.type != ExpressionType::kString) return unsupported(name, key);
    if (name.text.empty()) return value_error({ValueErrorKind::kEmptyAttributeName});
    // An attribute of an item is the root of its own; a name within one is part of its key.
    DDB_TRY(value, convert(expression.operands[i + 1], level == 0 ? key : key + "." + name.text, level + 1));
    members.insert_or_assign(name.text, std::move(value));
  }
  return members;
}

ServiceResult<Value> Literals::structure(const Expression& expression, const std::string& key, int level) {
  DDB_TRY(members, convert_members(expression, key, level));
  std::vector<value::Entry> entries;
  for (const auto& [name, value] : members)
    entries.push_back({name, value});
  return value::make_map(std::move(entries));
}

/// Parameters are read as Java's BigDecimal reads them: a scale of more than 32 bits is no number.
ServiceError parameter_error(const ValueError& error) {
  const bool is_out_of_range =
      error.kind == ValueErrorKind::kNumberOverflow || error.kind == ValueErrorKind::kNumberUnderflow;
  if (is_out_of_range && !fits_big_decimal(error.detail))
    return value_error({ValueErrorKind::kNumberNotANumber, error.detail});
  return value_error(error);
}

}  // namespace

ServiceResult<void> check_parameters(const Statement& statement, Parameters parameters) {
  if (statement.parameters != parameters.size())
    return validation_error(std::string(messages::kNumberOfParameters));
  for (const model::AttributeValue& parameter : parameters)
    if (parameter.error) return parameter_error(*parameter.error);
  return {};
}

bool is_value(const Expression& expression) {
  switch (expression.type) {
    case ExpressionType::kString:
    case ExpressionType::kNumber:
    case ExpressionType::kBoolean:
    case ExpressionType::kNull:
    case ExpressionType::kParameter:
    case ExpressionType::kList:
    case ExpressionType::kBag:
    case ExpressionType::kStruct:
      return true;
    default:
      return false;
  }
}

ServiceResult<Value> to_value(const Expression& expression, Parameters parameters, const std::string& key) {
  return Literals(parameters).convert(expression, key, 1);
}

ServiceResult<value::Item> to_item(const Expression& expression, Parameters parameters) {
  if (expression.type == ExpressionType::kParameter) {
    const value::ValueView map = parameters[expression.index].value;
    if (map.type() == Type::kMap) {
      value::ItemBuilder builder;
      for (const value::Entry& entry : map.map())
        builder.add(entry.name, entry.value);
      return builder.build();
    }
  }
  if (expression.type != ExpressionType::kStruct)
    return validation_error(messages::fill(messages::kUnsupportedDataType,
                                           {shown(expression), "root", position_text(expression.position)}));
  DDB_TRY(members, Literals(parameters).convert_members(expression, "root", 0));
  value::ItemBuilder builder;
  for (const auto& [name, value] : members)
    builder.add(name, value.view());
  return builder.build();
}

}  // namespace ddb::partiql
