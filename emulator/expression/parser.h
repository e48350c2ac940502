#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/expression/failure.h"
#include "emulator/expression/lexer.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"

namespace ddb::expression {

/// Recursive descent over the tokens of one expression; `parse` is its only user. Every reading function
/// returns false once something is wrong, and `error_` then says what. Errors that the service reports only
/// for a text that is otherwise well formed are noted on the way and reported by `finish`.
class Parser {
 public:
  Parser(Kind kind, std::string_view text);

  bool read_condition(Node& condition);                  // condition_parser.cc
  bool read_projection(std::vector<Path>& paths);        // parser.cc
  bool read_update(std::vector<UpdateAction>& actions);  // update_parser.cc

  /// The first of: an error met while reading, an unknown function, a misused one, a reserved word, a
  /// repeated section.
  std::optional<model::ServiceError> finish();

 private:
  /// What a piece of a condition has turned out to be. A function alone can still be either.
  enum class Shape { kCondition, kOperand, kFunction };

  // Tokens.
  const Token& current() const { return tokens_[at_]; }
  const Token& following() const { return tokens_[at_ + 1 < tokens_.size() ? at_ + 1 : at_]; }
  bool is_symbol(std::string_view symbol) const;
  bool is_keyword(std::string_view keyword) const;
  bool is_any_keyword() const;
  bool at_function() const;
  bool take_symbol(std::string_view symbol);  // whether it was there
  bool take_keyword(std::string_view keyword);
  bool expect_symbol(std::string_view symbol);
  bool expect_end();

  // Failing.
  bool fail_syntax();
  bool fail(std::string_view sentence, std::initializer_list<std::string_view> values = {});
  bool count_operator();
  bool open_group(std::size_t& open);
  bool close_group(std::size_t open);

  // Parts that all grammars share.
  bool read_path(Path& path);
  bool read_path_name(Path& path);
  bool read_path_index(Path& path);
  bool read_operand(Node& operand);
  bool read_plain_operand(Node& operand);
  bool read_function(Node& function);
  bool read_operand_list(std::vector<Node>& operands);
  void note_as_operand(const Node& node);
  void note_misused(NodeType function);

  // Conditions.
  bool read_or(Node& condition, Shape& shape);
  bool read_and(Node& condition, Shape& shape);
  bool read_not(Node& condition, Shape& shape);
  bool read_primary(Node& condition, Shape& shape);
  bool read_grouped(Node& condition, Shape& shape);
  bool read_comparison(Node& condition, Shape& shape);
  bool read_between(Node& condition);
  bool read_in(Node& condition);
  bool complete(const Node& condition, Shape shape);

  // Updates.
  bool read_section(UpdateAction::Type type, std::vector<UpdateAction>& actions);
  bool read_action(UpdateAction& action);
  bool read_set_value(Node& value);

  const Kind kind_;
  const std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t operators_ = 0;
  std::size_t groups_open_ = 0;
  std::size_t last_group_open_ = 0;  // token positions of the group closed last
  std::size_t last_group_close_ = 0;
  std::optional<model::ServiceError> error_;
  std::string_view unknown_function_;
  std::string_view misused_function_;
  std::string_view reserved_word_;
  std::string_view repeated_section_;
};

}  // namespace ddb::expression
