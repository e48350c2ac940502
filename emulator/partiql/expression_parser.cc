#include "emulator/partiql/expression_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "emulator/partiql/parser.h"

namespace ddb::partiql {
namespace {

using model::ServiceResult;
namespace messages = model::messages;

/// Counts one level of nesting while it lives.
class Level {
 public:
  explicit Level(int& depth) : depth_(depth) { ++depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  ~Level() { --depth_; }
  bool is_too_deep() const { return depth_ > kNestingMax; }

 private:
  int& depth_;
};

constexpr int kOr = 10;
constexpr int kAnd = 20;
constexpr int kNot = 30;
constexpr int kEquality = 40;
constexpr int kComparison = 50;
constexpr int kAddition = 60;
constexpr int kMultiplication = 70;

struct SymbolOperator {
  std::string_view symbol;
  ExpressionType type;
  int precedence;
};
constexpr std::array<SymbolOperator, 12> kSymbolOperators = {{
    {"=", ExpressionType::kEqual, kEquality},
    {"<>", ExpressionType::kNotEqual, kEquality},
    {"<", ExpressionType::kLess, kComparison},
    {"<=", ExpressionType::kLessOrEqual, kComparison},
    {">", ExpressionType::kGreater, kComparison},
    {">=", ExpressionType::kGreaterOrEqual, kComparison},
    {"+", ExpressionType::kAdd, kAddition},
    {"-", ExpressionType::kSubtract, kAddition},
    {"||", ExpressionType::kOther, kAddition},
    {"*", ExpressionType::kOther, kMultiplication},
    {"/", ExpressionType::kOther, kMultiplication},
    {"%", ExpressionType::kOther, kMultiplication},
}};

/// The keywords that are functions when a parenthesis follows.
constexpr std::array<std::string_view, 15> kFunctionKeywords = {
    "avg",   "bag",          "bit_length", "char_length", "character_length",
    "count", "exists",       "list",       "lower",       "max",
    "min",   "octet_length", "sexp",       "size",        "sum"};

/// The keywords that begin or join operators, and so no term.
constexpr std::array<std::string_view, 11> kOperatorKeywords = {
    "and", "between", "except", "in", "intersect", "is", "like", "or", "outer", "union", "not"};

/// The names of types that IS takes, those of one word.
constexpr std::array<std::string_view, 35> kTypeNames = {
    "any",     "bag",      "bigint",   "blob",     "bool",   "boolean", "char",      "character", "clob",
    "date",    "dec",      "decimal",  "double",   "float",  "int",     "int2",      "int4",      "int8",
    "integer", "integer2", "integer4", "integer8", "list",   "missing", "null",      "numeric",   "real",
    "sexp",    "smallint", "string",   "struct",   "symbol", "time",    "timestamp", "tuple"};

template <std::size_t kCount>
bool is_one_of(const std::array<std::string_view, kCount>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

Expression leaf(ExpressionType type, const Token& token) {
  return {.type = type, .position = token.position, .text = token.text};
}

/// Puts the sign of a literal into it.
bool negate_number(Expression& expression) {
  if (expression.type != ExpressionType::kNumber) return false;
  if (expression.text.starts_with('-'))
    expression.text.erase(0, 1);
  else
    expression.text.insert(0, 1, '-');
  return true;
}

}  // namespace

/// The operator that the current tokens make, if they make one.
struct ExpressionParser::Operator {
  ExpressionType type = ExpressionType::kOther;
  Precedence precedence = 0;  ///< 0: no operator.
  bool is_negated = false;    ///< NOT IN, IS NOT, NOT BETWEEN, NOT LIKE.
  std::string_view keyword = {};
};

ExpressionParser::Operator ExpressionParser::next_operator() const {
  const Token& token = tokens_.current();
  if (token.type == TokenType::kSymbol) {
    for (const SymbolOperator& op : kSymbolOperators)
      if (token.text == op.symbol) return {op.type, op.precedence};
    return {};
  }
  if (token.type != TokenType::kKeyword) return {};
  if (token.text == "or") return {ExpressionType::kOr, kOr};
  if (token.text == "and") return {ExpressionType::kAnd, kAnd};
  if (token.text == "is")
    return {ExpressionType::kIs, kEquality, TokenStream::is_keyword(tokens_.following(), "not"), "is"};
  const bool is_negated = token.text == "not";
  const Token& word = is_negated ? tokens_.following() : token;
  if (TokenStream::is_keyword(word, "in")) return {ExpressionType::kIn, kEquality, is_negated, "in"};
  if (TokenStream::is_keyword(word, "between"))
    return {ExpressionType::kBetween, kComparison, is_negated, "between"};
  if (TokenStream::is_keyword(word, "like")) return {ExpressionType::kOther, kComparison, is_negated, "like"};
  return {};
}

ServiceResult<Expression> ExpressionParser::read_above(Precedence precedence) {
  const Level level(depth_);
  if (level.is_too_deep()) return not_well_formed(messages::kStatementTooDeep);
  DDB_TRY(expression, read_unary());
  int links = 0;  // operators that make the expression one level deeper each
  for (Operator op = next_operator(); op.precedence > precedence; op = next_operator()) {
    const bool is_chain =
        op.type == expression.type && (op.type == ExpressionType::kAnd || op.type == ExpressionType::kOr);
    if (!is_chain && ++links > kNestingMax) return not_well_formed(messages::kStatementTooDeep);
    DDB_TRY(whole, read_right_side(std::move(expression), op));
    expression = std::move(whole);
  }
  return std::move(expression);
}

ServiceResult<Expression> ExpressionParser::read_right_side(Expression left, const Operator& op) {
  const Token sign = tokens_.take();
  if (op.is_negated) tokens_.take();
  Expression whole{.type = op.type, .position = sign.position, .text = sign.text};
  // A chain of AND, or of OR, is one node: it may be long, and its operands are equals.
  const bool is_chain = op.type == ExpressionType::kAnd || op.type == ExpressionType::kOr;
  if (is_chain && left.type == op.type)
    whole = std::move(left);
  else
    whole.operands.push_back(std::move(left));
  DDB_CHECK(read_operands(whole, op));
  if (!op.is_negated) return whole;
  Expression negation{.type = ExpressionType::kNot, .position = sign.position};
  negation.operands.push_back(std::move(whole));
  return negation;
}

ServiceResult<void> ExpressionParser::read_operands(Expression& expression, const Operator& op) {
  if (op.type == ExpressionType::kIs) return read_type_name(expression);
  if (tokens_.is(TokenType::kEnd)) return not_well_formed(messages::kMissingRightHandSide);
  if (op.type == ExpressionType::kIn && tokens_.is_symbol("(")) {
    tokens_.take();
    DDB_TRY(list, read_sequence(ExpressionType::kList, ")", "RIGHT_PAREN"));
    expression.operands.push_back(std::move(list));
    return {};
  }
  DDB_TRY(right, read_above(op.precedence));
  expression.operands.push_back(std::move(right));
  if (op.type != ExpressionType::kBetween) return {};
  DDB_CHECK(tokens_.expect_keyword("and", "AND"));
  DDB_TRY(upper, read_above(op.precedence));
  expression.operands.push_back(std::move(upper));
  return {};
}

ServiceResult<void> ExpressionParser::read_type_name(Expression& expression) {
  if (!tokens_.is(TokenType::kKeyword)) return not_well_formed(messages::kExpectedTypeName);
  const std::string name = tokens_.current().text;
  if (name == "varchar" || is_one_of(kTypeNames, name)) {
    tokens_.take();
    if (name == "double" && !tokens_.take_keyword("precision"))
      return not_well_formed(messages::kExpectedTypeName);
    if (name == "character" || name == "char") tokens_.take_keyword("varying");
    expression.text = name;
    return {};
  }
  return not_well_formed(messages::kExpectedTypeName);
}

ServiceResult<Expression> ExpressionParser::read_unary() {
  const Token& token = tokens_.current();
  if (TokenStream::is_keyword(token, "not")) {
    Expression negation{.type = ExpressionType::kNot, .position = tokens_.take().position};
    DDB_TRY(operand, read_above(kNot));
    negation.operands.push_back(std::move(operand));
    return negation;
  }
  if (!tokens_.is_symbol("-") && !tokens_.is_symbol("+")) return read_term_with_path();
  const Token sign = tokens_.take();
  const Level level(depth_);
  if (level.is_too_deep()) return not_well_formed(messages::kStatementTooDeep);
  DDB_TRY(operand, read_unary());
  if (operand.type == ExpressionType::kNumber && (sign.text == "+" || negate_number(operand)))
    return std::move(operand);
  Expression signed_operand{.type = ExpressionType::kOther, .position = sign.position, .text = sign.text};
  signed_operand.operands.push_back(std::move(operand));
  return signed_operand;
}

ServiceResult<Expression> ExpressionParser::read_term_with_path() {
  DDB_TRY(term, read_term());
  while (tokens_.is_symbol(".") || tokens_.is_symbol("[")) {
    if (term.type != ExpressionType::kPath) return not_well_formed(messages::kUnexpectedTokenAfterExpression);
    DDB_CHECK(read_path_step(term));
  }
  return std::move(term);
}

ServiceResult<void> ExpressionParser::read_path_step(Expression& path) {
  if (tokens_.take_symbol(".")) {
    if (!tokens_.is_name()) return not_well_formed(messages::kInvalidPathDotComponent);
    path.steps.push_back({tokens_.take().text, 0});
    return {};
  }
  tokens_.take();
  const Token token = tokens_.current();
  std::uint32_t index = 0;
  const auto [end, error] = std::from_chars(token.text.data(), token.text.data() + token.text.size(), index);
  const bool is_index = token.type == TokenType::kNumber && error == std::errc() &&
                        end == token.text.data() + token.text.size();
  if (!is_index && token.type != TokenType::kString)
    return not_well_formed(messages::kInvalidSimplePathComponent);
  tokens_.take();
  if (is_index)
    path.steps.push_back({std::nullopt, index});
  else
    path.steps.push_back({token.text, 0});
  return tokens_.expect_symbol("]", "RIGHT_BRACKET");
}

ServiceResult<Expression> ExpressionParser::read_simple_path() {
  if (!tokens_.is_name()) return not_well_formed(messages::kExpectedIdentifierForPath);
  Expression path{.type = ExpressionType::kPath, .position = tokens_.current().position};
  path.steps.push_back({tokens_.take().text, 0});
  while (tokens_.is_symbol(".") || tokens_.is_symbol("["))
    DDB_CHECK(read_path_step(path));
  return path;
}

ServiceResult<Expression> ExpressionParser::read_term() {
  const Token& token = tokens_.current();
  switch (token.type) {
    case TokenType::kKeyword:
      return read_keyword_term();
    case TokenType::kIdentifier:
    case TokenType::kQuotedIdentifier: {
      if (TokenStream::is_symbol(tokens_.following(), "(")) return read_call();
      Expression path{.type = ExpressionType::kPath, .position = token.position};
      path.steps.push_back({tokens_.take().text, 0});
      return path;
    }
    case TokenType::kString:
      return leaf(ExpressionType::kString, tokens_.take());
    case TokenType::kNumber:
      return leaf(ExpressionType::kNumber, tokens_.take());
    case TokenType::kParameter: {
      Expression parameter = leaf(ExpressionType::kParameter, tokens_.take());
      parameter.index = parameters_++;
      return parameter;
    }
    case TokenType::kSymbol:
      return read_group();
    case TokenType::kEnd:
      break;
  }
  return not_well_formed(messages::kUnexpectedTerm);
}

ServiceResult<Expression> ExpressionParser::read_keyword_term() {
  const Token& token = tokens_.current();
  if (token.text == "true" || token.text == "false") return leaf(ExpressionType::kBoolean, tokens_.take());
  if (token.text == "null") return leaf(ExpressionType::kNull, tokens_.take());
  if (token.text == "missing") return leaf(ExpressionType::kMissing, tokens_.take());
  if (is_one_of(kFunctionKeywords, token.text) && TokenStream::is_symbol(tokens_.following(), "("))
    return read_call();
  if (is_one_of(kOperatorKeywords, token.text)) return not_well_formed(messages::kUnexpectedOperator);
  // FROM can begin an expression that goes on with SET or REMOVE.
  if (token.text == "from") return not_well_formed(messages::kExpectedDataManipulation);
  return not_well_formed(messages::kUnexpectedKeyword);
}

ServiceResult<Expression> ExpressionParser::read_group() {
  const Token open = tokens_.current();
  if (open.text == "{") return read_struct();
  if (open.text == "[") {
    tokens_.take();
    return read_sequence(ExpressionType::kList, "]", "RIGHT_BRACKET");
  }
  if (open.text == "<<") {
    tokens_.take();
    return read_sequence(ExpressionType::kBag, ">>", "RIGHT_DOUBLE_ANGLE_BRACKET");
  }
  if (open.text != "(") {
    const bool is_operator = std::ranges::any_of(kSymbolOperators, [&](const SymbolOperator& op) {
      return op.symbol == open.text && open.text != "*";
    });
    return not_well_formed(is_operator ? messages::kUnexpectedOperator : messages::kUnexpectedTerm);
  }
  tokens_.take();
  DDB_TRY(group, read_sequence(ExpressionType::kList, ")", "RIGHT_PAREN"));
  if (group.operands.empty()) return not_well_formed(messages::kEmptyExpressionGroup);
  if (group.operands.size() > 1) return std::move(group);
  Expression inner = std::move(group.operands.front());
  return inner;
}

/// The elements up to `close`; what opens them is taken already.
ServiceResult<Expression> ExpressionParser::read_sequence(ExpressionType type, std::string_view close,
                                                          std::string_view close_name) {
  Expression sequence{.type = type, .position = tokens_.current().position};
  if (tokens_.take_symbol(close)) return sequence;
  DDB_CHECK(read_list(sequence.operands));
  DDB_CHECK(tokens_.expect_symbol(close, close_name));
  return sequence;
}

ServiceResult<void> ExpressionParser::read_list(std::vector<Expression>& elements) {
  do {
    DDB_TRY(element, read_expression());
    elements.push_back(std::move(element));
  } while (tokens_.take_symbol(","));
  return {};
}

ServiceResult<Expression> ExpressionParser::read_struct() {
  Expression members{.type = ExpressionType::kStruct, .position = tokens_.take().position};
  if (tokens_.take_symbol("}")) return members;
  do {
    DDB_TRY(name, read_expression());
    DDB_CHECK(tokens_.expect_symbol(":", "COLON"));
    DDB_TRY(value, read_expression());
    members.operands.push_back(std::move(name));
    members.operands.push_back(std::move(value));
  } while (tokens_.take_symbol(","));
  DDB_CHECK(tokens_.expect_symbol("}", "RIGHT_CURLY"));
  return members;
}

ServiceResult<Expression> ExpressionParser::read_call() {
  Expression call = leaf(ExpressionType::kCall, tokens_.take());
  for (char& c : call.text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  tokens_.take();
  if (tokens_.take_symbol(")")) return call;
  if (tokens_.is_symbol("*"))
    call.operands.push_back(leaf(ExpressionType::kStar, tokens_.take()));
  else
    DDB_CHECK(read_list(call.operands));
  DDB_CHECK(tokens_.expect_symbol(")", "RIGHT_PAREN"));
  return call;
}

}  // namespace ddb::partiql
