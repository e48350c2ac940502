#include "emulator/partiql/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace ddb::partiql {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool is_word(char c) {
  return begins_word(c) || is_digit(c);
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // other bytes go on with a UTF-8 sequence
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

/// Longer ones first, where one begins another.
constexpr std::array<std::string_view, 27> kSymbols = {"<<", ">>", "<=", ">=", "<>", "!=", "||", "(", ")",
                                                       "[",  "]",  "{",  "}",  ",",  ":",  ".",  "*", "=",
                                                       "<",  ">",  "+",  "-",  "/",  "%",  "@",  "~", ";"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::optional<std::vector<Token>> run() {
    while (skip_blanks()) {
      if (at_ == text_.size()) {
        add(TokenType::kEnd, {}, at_);
        return std::move(tokens_);
      }
      if (!read_token()) break;
    }
    return std::nullopt;
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  /// Goes over spaces and comments; false when a comment stays open.
  bool skip_blanks() {
    for (;;) {
      if (is_space(peek())) {
        move_to(at_ + 1);
      } else if (rest().starts_with("--")) {
        move_to(std::min(text_.find('\n', at_), text_.size()));
      } else if (rest().starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return false;
        move_to(end + 2);
      } else {
        return true;
      }
    }
  }

  bool read_token() {
    const char c = peek();
    if (begins_word(c)) return read_word();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number();
    if (c == '\'') return read_quoted(TokenType::kString);
    if (c == '"') return read_quoted(TokenType::kQuotedIdentifier);
    if (c == '?') return add(TokenType::kParameter, "?", at_ + 1);
    for (const std::string_view symbol : kSymbols)
      if (rest().starts_with(symbol))
        return add(TokenType::kSymbol, std::string(symbol == "!=" ? "<>" : symbol), at_ + symbol.size());
    return false;
  }

  bool read_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end]))
      ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    std::string lower = lower_case(word);
    if (is_keyword(lower)) return add(TokenType::kKeyword, std::move(lower), end);
    return add(TokenType::kIdentifier, std::string(word), end);
  }

  std::size_t skip_digits(std::size_t from) const {
    while (from < text_.size() && is_digit(text_[from]))
      ++from;
    return from;
  }

  bool read_number() {
    std::size_t end = skip_digits(at_);
    if (end < text_.size() && text_[end] == '.') end = skip_digits(end + 1);
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      std::size_t digits = end + 1;
      if (digits < text_.size() && (text_[digits] == '+' || text_[digits] == '-')) ++digits;
      end = skip_digits(digits);
      if (end == digits) return false;
    }
    if (end < text_.size() && is_word(text_[end])) return false;
    const std::string_view number = text_.substr(at_, end - at_);
    return fits_big_decimal(number) && add(TokenType::kNumber, std::string(number), end);
  }

  bool read_quoted(TokenType type) {
    const char quote = peek();
    std::string content;
    std::size_t from = at_ + 1;
    for (;;) {
      const std::size_t close = text_.find(quote, from);
      if (close == std::string_view::npos) return false;
      content.append(text_, from, close - from);
      from = close + 1;
      if (from == text_.size() || text_[from] != quote) break;
      content += quote;
      ++from;
    }
    return add(type, std::move(content), from);
  }

  bool add(TokenType type, std::string text, std::size_t end) {
    Position position{line_, column_, 0};
    for (std::size_t i = at_; i < end; ++i)
      position.length += begins_character(text_[i]) ? 1 : 0;
    tokens_.push_back({type, std::move(text), position});
    move_to(end);
    return true;
  }

  void move_to(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        column_ = 1;
      } else if (begins_character(text_[at_])) {
        ++column_;
      }
    }
  }

  const std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  std::vector<Token> tokens_;
};

}  // namespace

std::string position_text(const Position& position) {
  return std::to_string(position.line) + ":" + std::to_string(position.column) + ":" +
         std::to_string(position.length);
}

std::optional<std::vector<Token>> tokenize(std::string_view statement) {
  return Lexer(statement).run();
}

bool fits_big_decimal(std::string_view text) {
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = text.substr(0, mark).find('.');
  const auto fraction_digits =
      static_cast<std::int64_t>(point == std::string_view::npos ? 0 : mark - point - 1);
  std::int64_t exponent = 0;
  if (mark < text.size()) {
    std::string_view digits = text.substr(mark + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (error != std::errc()) return false;
  }
  using Limits = std::numeric_limits<std::int32_t>;
  const std::int64_t scale = fraction_digits - exponent;
  return Limits::min() <= exponent && exponent <= Limits::max() && Limits::min() <= scale &&
         scale <= Limits::max();
}

}  // namespace ddb::partiql
