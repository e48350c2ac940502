#include "emulator/expression/lexer.h"

#include <algorithm>
#include <cstddef>

namespace ddb::expression {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}

template <class Predicate>
std::size_t run_length(std::string_view text, std::size_t from, Predicate belongs) {
  std::size_t end = from;
  while (end < text.size() && belongs(text[end]))
    ++end;
  return end - from;
}

std::size_t symbol_length(std::string_view text) {
  if (text.starts_with("<>") || text.starts_with("<=") || text.starts_with(">=")) return 2;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0xC0) return 1;
  std::size_t length = 1;
  while (length < text.size() && length < 4 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    ++length;
  return length;
}

Token next_token(std::string_view rest) {
  const char first = rest.front();
  if (is_letter(first)) return {TokenType::kIdentifier, rest.substr(0, run_length(rest, 0, is_word))};
  if (is_digit(first)) return {TokenType::kDigits, rest.substr(0, run_length(rest, 0, is_digit))};
  if (first == '#' || first == ':') {
    const std::size_t length = run_length(rest, 1, is_word);
    if (length > 0)
      return {first == '#' ? TokenType::kNamePlaceholder : TokenType::kValuePlaceholder,
              rest.substr(0, 1 + length)};
  }
  return {TokenType::kSymbol, rest.substr(0, symbol_length(rest))};
}

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 3 + 2);
  for (std::size_t at = 0;;) {
    at += run_length(text, at, is_space);
    if (at == text.size()) break;
    tokens.push_back(next_token(text.substr(at)));
    at += tokens.back().text.size();
  }
  tokens.push_back({TokenType::kEnd, text.substr(text.size())});
  return tokens;
}

}  // namespace ddb::expression
