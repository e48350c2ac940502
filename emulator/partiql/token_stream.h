#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/model/partiql_messages.h"
#include "emulator/model/service_error.h"
#include "emulator/partiql/lexer.h"

namespace ddb::partiql {

/// A ValidationException that says that a statement is not well formed, and `detail`.
inline model::ServiceError not_well_formed(std::string_view detail) {
  return model::validation_error(model::messages::fill(model::messages::kNotWellFormed, {detail}));
}

/// The tokens of one statement, taken one after the other.
class TokenStream {
 public:
  /// `tokens` end with a kEnd.
  explicit TokenStream(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  const Token& current() const { return tokens_[at_]; }
  const Token& following(std::size_t ahead = 1) const {
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : tokens_.back();
  }
  /// The current token, after which the next one is current; the end stays.
  const Token& take() {
    const Token& token = tokens_[at_];
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }

  bool is(TokenType type) const { return current().type == type; }
  bool is_symbol(std::string_view symbol) const { return is_symbol(current(), symbol); }
  bool is_keyword(std::string_view keyword) const { return is_keyword(current(), keyword); }
  bool is_name() const { return is(TokenType::kIdentifier) || is(TokenType::kQuotedIdentifier); }
  static bool is_symbol(const Token& token, std::string_view symbol) {
    return token.type == TokenType::kSymbol && token.text == symbol;
  }
  static bool is_keyword(const Token& token, std::string_view keyword) {
    return token.type == TokenType::kKeyword && token.text == keyword;
  }

  /// Whether it was there; then it is taken.
  bool take_symbol(std::string_view symbol) { return is_symbol(symbol) && (take(), true); }
  bool take_keyword(std::string_view keyword) { return is_keyword(keyword) && (take(), true); }

  /// Takes `symbol`, or fails with "Expected NAME".
  model::ServiceResult<void> expect_symbol(std::string_view symbol, std::string_view name) {
    if (take_symbol(symbol)) return {};
    return not_well_formed(model::messages::fill(model::messages::kExpectedToken, {name}));
  }
  model::ServiceResult<void> expect_keyword(std::string_view keyword, std::string_view name) {
    if (take_keyword(keyword)) return {};
    return not_well_formed(model::messages::fill(model::messages::kExpectedToken, {name}));
  }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace ddb::partiql
