#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ddb::expression {

enum class TokenType : std::uint8_t {
  kIdentifier,        ///< a letter, then letters, digits and '_'
  kNamePlaceholder,   ///< '#' and at least one letter, digit or '_'
  kValuePlaceholder,  ///< ':' and the same
  kDigits,
  kSymbol,  ///< an operator or punctuation, or any other character, which then fits nowhere
  kEnd,
};

struct Token {
  TokenType type;
  std::string_view text;  ///< a part of the expression; empty, at its end, for kEnd
};

/// The tokens of `text`, with a kEnd at the end. Never fails: a character that begins no token is a symbol of
/// its own (a whole UTF-8 sequence where it is one).
std::vector<Token> tokenize(std::string_view text);

}  // namespace ddb::expression
