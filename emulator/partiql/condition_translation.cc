#include "emulator/partiql/condition_translation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "emulator/model/partiql_messages.h"

namespace ddb::partiql {
namespace {

using expression::Node;
using expression::NodeType;
using model::ServiceError;
using model::ServiceResult;
using model::validation_error;
using value::Value;
namespace messages = model::messages;

struct Function {
  std::string_view name;
  NodeType type;
};
/// Those that are true or false.
constexpr std::array<Function, 5> kConditionFunctions = {{
    {"attribute_exists", NodeType::kAttributeExists},
    {"attribute_not_exists", NodeType::kAttributeNotExists},
    {"attribute_type", NodeType::kAttributeType},
    {"begins_with", NodeType::kBeginsWith},
    {"contains", NodeType::kContains},
}};

std::optional<NodeType> condition_function(const Expression& expression) {
  if (expression.type != ExpressionType::kCall) return std::nullopt;
  const auto found = std::ranges::find(kConditionFunctions, expression.text, &Function::name);
  return found == kConditionFunctions.end() ? std::nullopt : std::optional(found->type);
}

struct TypeTest {
  std::string_view name;
  std::string_view type;
};
/// PartiQL's names of types, and those that DynamoDB stores them as.
constexpr std::array<TypeTest, 26> kTypeTests = {{
    {"bag", "SS"},    {"bigint", "N"},    {"blob", "B"},   {"bool", "BOOL"}, {"boolean", "BOOL"},
    {"char", "S"},    {"character", "S"}, {"clob", "B"},   {"dec", "N"},     {"decimal", "N"},
    {"double", "N"},  {"float", "N"},     {"int", "N"},    {"int2", "N"},    {"int4", "N"},
    {"int8", "N"},    {"integer", "N"},   {"list", "L"},   {"null", "NULL"}, {"numeric", "N"},
    {"real", "N"},    {"smallint", "N"},  {"string", "S"}, {"struct", "M"},  {"tuple", "M"},
    {"varchar", "S"},
}};

/// The sets: what IS BAG tests.
constexpr std::array<std::string_view, 3> kSetTypes = {"SS", "NS", "BS"};

Node type_test(const Node& path, std::string_view type) {
  return Node::of(NodeType::kAttributeType, {path, Node::of_literal(Value::string(type))});
}

class ConditionTranslator {
 public:
  explicit ConditionTranslator(Parameters parameters) : parameters_(parameters) {}

  ServiceResult<Node> condition(const Expression& expression) {
    switch (expression.type) {
      case ExpressionType::kAnd:
        return conditions(expression, NodeType::kAnd);
      case ExpressionType::kOr:
        return conditions(expression, NodeType::kOr);
      case ExpressionType::kNot:
        return conditions(expression, NodeType::kNot);
      case ExpressionType::kEqual:
        return equality(expression, NodeType::kEqual);
      case ExpressionType::kNotEqual:
        return equality(expression, NodeType::kNotEqual);
      case ExpressionType::kLess:
        return operands(expression, NodeType::kLess);
      case ExpressionType::kLessOrEqual:
        return operands(expression, NodeType::kLessOrEqual);
      case ExpressionType::kGreater:
        return operands(expression, NodeType::kGreater);
      case ExpressionType::kGreaterOrEqual:
        return operands(expression, NodeType::kGreaterOrEqual);
      case ExpressionType::kBetween:
        return operands(expression, NodeType::kBetween);
      case ExpressionType::kIn:
        return in(expression);
      case ExpressionType::kIs:
        return is(expression);
      case ExpressionType::kCall:
        if (const auto function = condition_function(expression)) return operands(expression, *function);
        return unrecognized_function(expression);
      default:
        return unsupported(expression);
    }
  }

  ServiceResult<Node> operand(const Expression& expression) {
    if (expression.type == ExpressionType::kPath) return Node::of_path(to_path(expression));
    if (expression.type == ExpressionType::kCall && expression.text == "size")
      return operands(expression, NodeType::kSize);
    if (expression.type == ExpressionType::kCall && !condition_function(expression))
      return unrecognized_function(expression);
    if (!is_value(expression)) return unsupported(expression);
    DDB_TRY(value, to_value(expression, parameters_));
    return Node::of_literal(std::move(value));
  }

 private:
  ServiceResult<Node> conditions(const Expression& expression, NodeType type) {
    std::vector<Node> nodes;
    for (const Expression& inner : expression.operands) {
      DDB_TRY(node, condition(inner));
      nodes.push_back(std::move(node));
    }
    return Node::of(type, std::move(nodes));
  }

  ServiceResult<Node> operands(const Expression& expression, NodeType type) {
    std::vector<Node> nodes;
    for (const Expression& inner : expression.operands) {
      DDB_TRY(node, operand(inner));
      nodes.push_back(std::move(node));
    }
    return Node::of(type, std::move(nodes));
  }

  /// A function that is true or false may be compared with true or false.
  ServiceResult<Node> equality(const Expression& expression, NodeType type) {
    const Expression* function = &expression.operands.front();
    const Expression* truth = &expression.operands.back();
    if (!condition_function(*function)) std::swap(function, truth);
    if (!condition_function(*function) || truth->type != ExpressionType::kBoolean)
      return operands(expression, type);
    DDB_TRY(node, condition(*function));
    if ((truth->text == "true") == (type == NodeType::kEqual)) return std::move(node);
    return Node::of(NodeType::kNot, {std::move(node)});
  }

  ServiceResult<Node> in(const Expression& expression) {
    DDB_TRY(left, operand(expression.operands.front()));
    const Expression& choices = expression.operands.back();
    std::vector<Node> nodes = {std::move(left)};
    if (choices.type == ExpressionType::kList || choices.type == ExpressionType::kBag) {
      for (const Expression& choice : choices.operands) {
        DDB_TRY(node, operand(choice));
        nodes.push_back(std::move(node));
      }
    } else {
      DDB_CHECK(add_choices(choices, nodes));
    }
    return Node::of(NodeType::kIn, std::move(nodes));
  }

  /// The elements of a list or set given as a parameter.
  ServiceResult<void> add_choices(const Expression& choices, std::vector<Node>& nodes) {
    if (choices.type != ExpressionType::kParameter) return unsupported(choices);
    const value::ValueView list = parameters_[choices.index].value;
    if (list.type() != value::Type::kList && !value::is_set(list.type())) return unsupported(choices);
    for (const value::ValueView element : list.elements())
      nodes.push_back(Node::of_literal(Value(element)));
    return {};
  }

  ServiceResult<Node> is(const Expression& expression) {
    DDB_TRY(node, operand(expression.operands.front()));
    if (expression.text == "missing") return Node::of(NodeType::kAttributeNotExists, {std::move(node)});
    const auto test = std::ranges::find(kTypeTests, expression.text, &TypeTest::name);
    if (test == kTypeTests.end()) return unsupported(expression);
    if (expression.text != "bag") return type_test(node, test->type);
    std::vector<Node> tests;
    for (const std::string_view type : kSetTypes)
      tests.push_back(type_test(node, type));
    return Node::of(NodeType::kOr, std::move(tests));
  }

  static ServiceError unsupported(const Expression& expression) {
    const std::string_view shown = expression.text.empty() ? "expression" : std::string_view(expression.text);
    return validation_error(
        messages::fill(messages::kUnsupportedOperationAt, {shown, position_text(expression.position)}));
  }

  const Parameters parameters_;
};

}  // namespace

expression::Path to_path(const Expression& path) {
  expression::Path elements;
  for (const PathStep& step : path.steps)
    elements.push_back(step.name ? expression::PathElement::attribute(*step.name)
                                 : expression::PathElement::list_index(step.index));
  return elements;
}

ServiceError unrecognized_function(const Expression& call) {
  return validation_error(
      messages::fill(messages::kUnrecognizedFunction, {call.text, position_text(call.position)}));
}

ServiceResult<Node> to_condition(const Expression& where, Parameters parameters) {
  return ConditionTranslator(parameters).condition(where);
}

ServiceResult<Node> to_operand(const Expression& expression, Parameters parameters) {
  return ConditionTranslator(parameters).operand(expression);
}

}  // namespace ddb::partiql
