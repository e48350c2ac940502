#include "emulator/expression/condition.h"

#include <algorithm>

#include "emulator/expression/attribute_name_set.h"
#include "emulator/expression/failure.h"

namespace ddb::expression {
namespace {

using value::Type;
using value::ValueView;

/// The length of `text` in UTF-16 code units, which is what the service's `size` answers for a String
/// (ExtendDB/extenddb issue 60, measured against the real service).
std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    length += (byte & 0xC0U) != 0x80U;  // every character begins once,
    length += byte >= 0xF0U;            // and those of four bytes are two code units
  }
  return length;
}

std::optional<std::size_t> size_of(ValueView value) {
  switch (value.type()) {
    case Type::kString:
      return utf16_length(value.bytes());
    case Type::kBinary:
      return value.bytes().size();
    case Type::kNumber:
    case Type::kBoolean:
    case Type::kNull:
      return std::nullopt;
    default:
      return value.count();
  }
}

bool list_contains(ValueView list, ValueView element) {
  const value::ElementRange elements = list.elements();
  return std::find(elements.begin(), elements.end(), element) != elements.end();
}

bool contains(ValueView value, ValueView part) {
  switch (value.type()) {
    case Type::kString:
    case Type::kBinary:
      return part.type() == value.type() && value.bytes().find(part.bytes()) != std::string_view::npos;
    case Type::kList:
      return list_contains(value, part);
    case Type::kStringSet:
    case Type::kNumberSet:
    case Type::kBinarySet:
      return value.set_contains(part);
    default:
      return false;
  }
}

bool begins_with(ValueView value, ValueView prefix) {
  return value.type() == prefix.type() && (value.type() == Type::kString || value.type() == Type::kBinary) &&
         value.bytes().starts_with(prefix.bytes());
}

/// Whether the two can be ordered: Strings, Numbers or Binaries both.
bool is_ordered(ValueView left, ValueView right) {
  return left.type() == right.type() && left.type() <= Type::kBinary;
}

/// One item as one condition sees it.
class Evaluation {
 public:
  Evaluation(const ConditionProgram& program, value::MapView attributes)
      : program_(program), attributes_(attributes) {}

  bool holds(const Instruction* node) const;

 private:
  /// A value of the item, of the request, or a size. A size needs bytes to live in: they are held here, and
  /// small enough for the string to keep them inside itself.
  class Operand {
   public:
    Operand(const Evaluation& evaluation, const Instruction* node);
    Operand(const Operand&) = delete;
    Operand& operator=(const Operand&) = delete;
    explicit operator bool() const { return value_.has_value(); }
    ValueView operator*() const { return *value_; }

   private:
    std::optional<ValueView> value_;
    std::optional<value::Value> size_;
  };

  std::optional<ValueView> find_path(const Instruction* node) const {
    const auto path = program_.path(*node);
    return path.size() == 1 ? attributes_.find(path.front().name) : find(attributes_, path);
  }
  bool compare(const Instruction* node) const;
  bool between(const Instruction* node) const;
  bool in(const Instruction* node) const;

  const ConditionProgram& program_;
  const value::MapView attributes_;
};

Evaluation::Operand::Operand(const Evaluation& evaluation, const Instruction* node) {
  if (node->type == NodeType::kLiteral) {
    value_ = node->value;
  } else if (node->type == NodeType::kPath) {
    value_ = evaluation.find_path(node);
  } else {  // kSize: the only function that yields a value
    const Operand sized(evaluation, node + 1);
    const std::optional<std::size_t> size = sized ? size_of(*sized) : std::nullopt;
    if (!size) return;
    size_ = value::Value::number(value::Number::from_integer(static_cast<std::int64_t>(*size)));
    value_ = size_->view();
  }
}

bool Evaluation::holds(const Instruction* node) const {
  const Instruction* first = node + 1;
  switch (node->type) {
    case NodeType::kAnd:
      for (std::uint32_t i = 0; i < node->operands; ++i, first = after(first))
        if (!holds(first)) return false;
      return true;
    case NodeType::kOr:
      for (std::uint32_t i = 0; i < node->operands; ++i, first = after(first))
        if (holds(first)) return true;
      return false;
    case NodeType::kNot:
      return !holds(first);
    case NodeType::kAttributeExists:
      return find_path(first).has_value();
    case NodeType::kAttributeNotExists:
      return !find_path(first).has_value();
    case NodeType::kBetween:
      return between(node);
    case NodeType::kIn:
      return in(node);
    default:
      return compare(node);
  }
}

/// The operators and functions of two operands. A missing operand makes each of them false but "<>".
bool Evaluation::compare(const Instruction* node) const {
  const Operand left(*this, node + 1);
  const Operand right(*this, after(node + 1));
  if (!left || !right) return node->type == NodeType::kNotEqual;
  switch (node->type) {
    case NodeType::kEqual:
      return *left == *right;
    case NodeType::kNotEqual:
      return *left != *right;
    case NodeType::kLess:
      return is_ordered(*left, *right) && (*left).bytes() < (*right).bytes();
    case NodeType::kLessOrEqual:
      return is_ordered(*left, *right) && (*left).bytes() <= (*right).bytes();
    case NodeType::kGreater:
      return is_ordered(*left, *right) && (*left).bytes() > (*right).bytes();
    case NodeType::kGreaterOrEqual:
      return is_ordered(*left, *right) && (*left).bytes() >= (*right).bytes();
    case NodeType::kBeginsWith:
      return begins_with(*left, *right);
    case NodeType::kContains:
      return contains(*left, *right);
    case NodeType::kAttributeType:
      return value::type_name((*left).type()) == (*right).bytes();
    default:
      return false;
  }
}

bool Evaluation::between(const Instruction* node) const {
  const Instruction* operand = node + 1;
  const Instruction* lower_bound = after(operand);
  const Operand value(*this, operand);
  if (!value) return false;
  const Operand lower(*this, lower_bound);
  const Operand upper(*this, after(lower_bound));
  return lower && upper && is_ordered(*value, *lower) && is_ordered(*value, *upper) &&
         (*lower).bytes() <= (*value).bytes() && (*value).bytes() <= (*upper).bytes();
}

bool Evaluation::in(const Instruction* node) const {
  const Instruction* choice = node + 1;
  const Operand value(*this, choice);
  if (!value) return false;
  for (std::uint32_t i = 1; i < node->operands; ++i) {
    choice = after(choice);
    const Operand candidate(*this, choice);
    if (candidate && *candidate == *value) return true;
  }
  return false;
}

}  // namespace

model::ServiceResult<Condition> Condition::bind(ExpressionPointer expression, Bindings& bindings) {
  Resolver resolver(expression->kind, bindings);
  DDB_TRY(program, compile(expression->condition, resolver));
  AttributeNameSet names;
  for (const Instruction& instruction : program.instructions) {
    if (instruction.type == NodeType::kPath) names.add(program.path(instruction).front().name);
  }
  Condition condition;
  condition.attribute_names_ = names.take();
  condition.expression_ = std::move(expression);
  condition.program_ = std::move(program);
  return condition;
}

bool Condition::leads_into(std::string_view name) const {
  return std::ranges::any_of(program_.instructions, [&](const Instruction& instruction) {
    return instruction.type == NodeType::kPath && instruction.path_length > 1 &&
           program_.path(instruction).front().name == name;
  });
}

bool Condition::holds(value::MapView attributes) const {
  return Evaluation(program_, attributes).holds(program_.instructions.data());
}

model::ServiceResult<void> check_filter_has_no_key(const Condition& filter,
                                                   std::span<const std::string_view> key_names) {
  for (const std::string_view key : key_names) {
    if (std::ranges::find(filter.attribute_names(), key) != filter.attribute_names().end())
      return failure(messages::kFilterNamesKey, {key});
  }
  return {};
}

}  // namespace ddb::expression
