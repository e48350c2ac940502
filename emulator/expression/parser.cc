#include "emulator/expression/parser.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "emulator/expression/reserved_words.h"
#include "emulator/model/limits.h"
#include "shared/value/value.h"

namespace ddb::expression {
namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool equals_ignoring_case(std::string_view text, std::string_view upper_case) {
  return std::equal(text.begin(), text.end(), upper_case.begin(), upper_case.end(),
                    [](char a, char b) { return upper(a) == b; });
}

constexpr std::string_view kConditionKeywords[] = {"AND", "OR", "NOT", "BETWEEN", "IN"};
constexpr std::string_view kUpdateKeywords[] = {"SET", "REMOVE", "ADD", "DELETE"};

struct FunctionName {
  std::string_view name;
  NodeType type;
};
constexpr FunctionName kFunctions[] = {
    {"attribute_exists", NodeType::kAttributeExists},
    {"attribute_not_exists", NodeType::kAttributeNotExists},
    {"attribute_type", NodeType::kAttributeType},
    {"begins_with", NodeType::kBeginsWith},
    {"contains", NodeType::kContains},
    {"size", NodeType::kSize},
    {"if_not_exists", NodeType::kIfNotExists},
    {"list_append", NodeType::kListAppend},
};

}  // namespace

Parser::Parser(Kind kind, std::string_view text) : kind_(kind), text_(text), tokens_(tokenize(text)) {}

std::optional<model::ServiceError> Parser::finish() {
  if (error_) return std::move(error_);
  if (!unknown_function_.empty()) return failure(kind_, messages::kInvalidFunction, {unknown_function_});
  if (!misused_function_.empty()) return failure(kind_, messages::kMisusedFunction, {misused_function_});
  if (!reserved_word_.empty()) return failure(kind_, messages::kReservedWord, {reserved_word_});
  if (!repeated_section_.empty()) return failure(kind_, messages::kRepeatedSection, {repeated_section_});
  return std::nullopt;
}

bool Parser::is_symbol(std::string_view symbol) const {
  return current().type == TokenType::kSymbol && current().text == symbol;
}

bool Parser::is_keyword(std::string_view keyword) const {
  return current().type == TokenType::kIdentifier && equals_ignoring_case(current().text, keyword);
}

bool Parser::is_any_keyword() const {
  const auto is = [this](std::string_view keyword) { return is_keyword(keyword); };
  if (kind_ == Kind::kProjection) return false;
  if (kind_ == Kind::kUpdate) return std::ranges::any_of(kUpdateKeywords, is);
  return std::ranges::any_of(kConditionKeywords, is);
}

bool Parser::at_function() const {
  return current().type == TokenType::kIdentifier && following().type == TokenType::kSymbol &&
         following().text == "(";
}

bool Parser::take_symbol(std::string_view symbol) {
  if (!is_symbol(symbol)) return false;
  ++at_;
  return true;
}

bool Parser::take_keyword(std::string_view keyword) {
  if (!is_keyword(keyword)) return false;
  ++at_;
  return true;
}

bool Parser::expect_symbol(std::string_view symbol) {
  return take_symbol(symbol) || fail_syntax();
}

bool Parser::expect_end() {
  return current().type == TokenType::kEnd || fail_syntax();
}

/// The window goes from the token before the one that does not fit to the one after it, as written.
bool Parser::fail_syntax() {
  const Token& first = at_ > 0 ? tokens_[at_ - 1] : current();
  const bool at_end = current().type == TokenType::kEnd;
  const Token& last = at_end ? first : (following().type == TokenType::kEnd ? current() : following());
  const std::string_view near(
      first.text.data(), static_cast<std::size_t>(last.text.data() + last.text.size() - first.text.data()));
  return fail(messages::kSyntaxError, {at_end ? messages::kEndToken : current().text, near});
}

bool Parser::fail(std::string_view sentence, std::initializer_list<std::string_view> values) {
  error_ = failure(kind_, sentence, values);
  return false;
}

bool Parser::count_operator() {
  if (++operators_ <= model::kExpressionOperatorsMax) return true;
  return fail(messages::kTooManyOperators, {std::to_string(operators_)});
}

/// Groups that hold anything but another group hold an operator, or are the innermost, so that an expression
/// within its limit of operators never opens many more of them: this bounds the recursion.
bool Parser::open_group(std::size_t& open) {
  open = at_;
  if (++groups_open_ > 2 * model::kExpressionOperatorsMax) return fail(messages::kRedundantParentheses);
  return expect_symbol("(");
}

bool Parser::close_group(std::size_t open) {
  const std::size_t close = at_;
  if (!expect_symbol(")")) return false;
  if (last_group_open_ == open + 1 && last_group_close_ + 1 == close && last_group_close_ != 0)
    return fail(messages::kRedundantParentheses);
  --groups_open_;
  last_group_open_ = open;
  last_group_close_ = close;
  return true;
}

bool Parser::read_path(Path& path) {
  if (!read_path_name(path)) return false;
  for (;;) {
    if (take_symbol(".")) {
      if (!read_path_name(path)) return false;
    } else if (is_symbol("[")) {
      if (!read_path_index(path)) return false;
    } else {
      break;
    }
  }
  if (path.size() <= value::kNestingLevelsMax) return true;
  return fail(messages::kPathTooDeep, {std::to_string(path.size())});
}

bool Parser::read_path_name(Path& path) {
  const Token& token = current();
  if (token.type == TokenType::kNamePlaceholder) {
    path.push_back(PathElement::placeholder(std::string(token.text)));
  } else if (token.type == TokenType::kIdentifier && !is_any_keyword()) {
    if (reserved_word_.empty() && is_reserved_word(token.text)) reserved_word_ = token.text;
    path.push_back(PathElement::attribute(std::string(token.text)));
  } else {
    return fail_syntax();
  }
  ++at_;
  return true;
}

bool Parser::read_path_index(Path& path) {
  if (!expect_symbol("[")) return false;
  const std::string_view digits = current().text;
  if (current().type != TokenType::kDigits) return fail_syntax();
  std::uint32_t index = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (problem != std::errc() || index > std::numeric_limits<std::int32_t>::max())
    return fail(messages::kListIndexOutOfRange, {digits});
  path.push_back(PathElement::list_index(index));
  ++at_;
  return expect_symbol("]");
}

bool Parser::read_operand(Node& operand) {
  if (!is_symbol("(")) return read_plain_operand(operand);
  std::size_t open = 0;
  return open_group(open) && read_operand(operand) && close_group(open);
}

bool Parser::read_plain_operand(Node& operand) {
  if (current().type == TokenType::kValuePlaceholder) {
    operand = Node::of_placeholder(std::string(current().text));
    ++at_;
    return true;
  }
  if (at_function() && !is_any_keyword()) return read_function(operand);
  operand.type = NodeType::kPath;
  return read_path(operand.path);
}

bool Parser::read_function(Node& function) {
  const std::string_view name = current().text;
  const auto* known = std::ranges::find(kFunctions, name, &FunctionName::name);
  // An unknown function passes as `size`, which stands anywhere, until `finish` refuses it.
  function.type = known != std::end(kFunctions) ? known->type : NodeType::kSize;
  if (known == std::end(kFunctions) && unknown_function_.empty()) unknown_function_ = name;
  ++at_;
  return count_operator() && read_operand_list(function.operands);
}

bool Parser::read_operand_list(std::vector<Node>& operands) {
  if (!expect_symbol("(")) return false;
  do {
    Node& operand = operands.emplace_back();
    if (!read_operand(operand)) return false;
    note_as_operand(operand);
    if (operand.type == NodeType::kListAppend) note_misused(operand.type);
  } while (take_symbol(","));
  return expect_symbol(")");
}

void Parser::note_as_operand(const Node& node) {
  switch (node.type) {
    case NodeType::kSize:
      if (kind_ == Kind::kUpdate) note_misused(node.type);
      return;
    case NodeType::kIfNotExists:
    case NodeType::kListAppend:
      if (kind_ != Kind::kUpdate) note_misused(node.type);
      return;
    case NodeType::kAttributeExists:
    case NodeType::kAttributeNotExists:
    case NodeType::kAttributeType:
    case NodeType::kBeginsWith:
    case NodeType::kContains:
      note_misused(node.type);
      return;
    default:
      return;
  }
}

void Parser::note_misused(NodeType function) {
  if (misused_function_.empty()) misused_function_ = operator_name(function);
}

bool Parser::read_projection(std::vector<Path>& paths) {
  do {
    if (!read_path(paths.emplace_back())) return false;
  } while (take_symbol(","));
  return expect_end();
}

}  // namespace ddb::expression
