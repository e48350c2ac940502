#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ddb::partiql {

/// Where a token stands in its statement, in characters; line and column count from 1.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t length = 0;
  bool operator==(const Position&) const = default;
};

/// As DynamoDB's messages show it: "1:25:7".
std::string position_text(const Position& position);

enum class TokenType : std::uint8_t {
  kIdentifier,        ///< As written.
  kQuotedIdentifier,  ///< Between double quotes.
  kKeyword,           ///< In lower case.
  kString,            ///< Between single quotes.
  kNumber,            ///< As written, without a sign.
  kParameter,         ///< "?"
  kSymbol,            ///< An operator or punctuation; "!=" is "<>".
  kEnd,
};

struct Token {
  TokenType type = TokenType::kEnd;
  std::string text;  ///< Without quotes, and with doubled quotes undone.
  Position position;
};

/// The tokens of `statement` with a kEnd at the end, comments left out. Nothing when some character begins no
/// token, a quote or a comment stays open, or a number's scale does not fit 32 bits.
std::optional<std::vector<Token>> tokenize(std::string_view statement);

/// Whether `word`, in lower case, is one of PartiQL's keywords, which no unquoted name may be.
bool is_keyword(std::string_view word);

/// Whether Java's BigDecimal, by which the service reads numbers, can hold the decimal number `text`: its
/// exponent, and its digits after the point less its exponent, fit 32 bits.
bool fits_big_decimal(std::string_view text);

}  // namespace ddb::partiql
