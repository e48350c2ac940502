// Answers questions about numbers, for number_test.py: one a line on standard input, its parts separated by
// tabs.
//
//   parse TEXT | add LEFT RIGHT | subtract LEFT RIGHT | compare LEFT RIGHT
//
// An answer is the plain text of the number, the name of the error, or -1, 0 or 1.
#include <iostream>
#include <string>
#include <vector>

#include "shared/value/number.h"

namespace {

using ddb::value::Number;
using ddb::value::NumberError;

std::string text_of(const ddb::Result<Number, NumberError>& result) {
  if (result) return result->text();
  switch (result.error()) {
    case NumberError::kNotANumber:
      return "not-a-number";
    case NumberError::kTooManyDigits:
      return "too-many-digits";
    case NumberError::kOverflow:
      return "overflow";
    case NumberError::kUnderflow:
      break;
  }
  return "underflow";
}

std::string encoded(const Number& number) {
  std::string bytes;
  number.encode(bytes);
  return bytes;
}

/// Of the numbers and of their encoded forms, which must agree.
std::string compare(const Number& left, const Number& right) {
  const int by_value = left < right ? -1 : right < left ? 1 : 0;
  const std::string left_bytes = encoded(left);
  const std::string right_bytes = encoded(right);
  const int by_bytes = left_bytes < right_bytes ? -1 : right_bytes < left_bytes ? 1 : 0;
  if (Number::decode(left_bytes) != left) return "decoding does not give the number back";
  return by_value == by_bytes ? std::to_string(by_value) : "the encoded forms sort otherwise";
}

std::string answer(const std::vector<std::string>& question) {
  if (question.at(0) == "parse") return text_of(Number::parse(question.at(1)));
  const Number left = Number::parse(question.at(1)).value();
  const Number right = Number::parse(question.at(2)).value();
  if (question[0] == "add") return text_of(left.add(right));
  if (question[0] == "subtract") return text_of(left.subtract(right));
  return compare(left, right);
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::vector<std::string> parts(1);
    for (const char c : line) {
      if (c == '\t')
        parts.emplace_back();
      else
        parts.back() += c;
    }
    std::cout << answer(parts) << '\n';
  }
}
