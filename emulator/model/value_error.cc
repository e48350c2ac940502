#include "emulator/model/value_error.h"

#include <cassert>
#include <charconv>
#include <limits>

#include "emulator/model/messages.h"

namespace ddb::model {
namespace {

using value::ValueErrorKind;

std::string invalid_parameter(std::string_view what) {
  return messages::fill(messages::kInvalidParameterValues, {what});
}

std::string not_a_number(std::string_view text, ValueErrorWording wording) {
  std::string message = messages::fill(messages::kNotANumber, {text});
  // The older wording does not show the empty text at all.
  if (text.empty() && wording == ValueErrorWording::kOlder) message.resize(message.size() - 2);
  return message;
}

/// Whether the exponent of `number` is the largest that fits 32 bits, or more: to the older code its negation
/// is the smallest scale there is, and so an underflow.
bool exponent_fills_32_bits(std::string_view number) {
  const std::size_t sign = number.find_first_of("eE");
  if (sign == std::string_view::npos) return false;
  const std::size_t from = number.find_first_not_of('+', sign + 1);
  if (from == std::string_view::npos) return false;
  std::int64_t exponent = 0;
  std::from_chars(number.data() + from, number.data() + number.size(), exponent);
  return exponent >= std::numeric_limits<std::int32_t>::max();
}

std::string duplicate_in_set(const value::ValueError& error, ValueErrorWording wording) {
  const bool older = wording == ValueErrorWording::kOlder;
  const std::string& shown = older ? error.detail_older_wording : error.detail;
  if (!shown.empty()) return invalid_parameter(messages::fill(messages::kDuplicatesInSet, {shown}));
  return older ? std::string(messages::kDuplicateNumbersOlder)
               : invalid_parameter(messages::kDuplicateNumbers);
}

}  // namespace

std::string value_error_message(const value::ValueError& error, ValueErrorWording wording) {
  switch (error.kind) {
    case ValueErrorKind::kEmpty:
      return std::string(messages::kAttributeValueEmpty);
    case ValueErrorKind::kSeveralTypes:
      return std::string(messages::kAttributeValueOfSeveralTypes);
    case ValueErrorKind::kNullNotTrue:
      return invalid_parameter(messages::kNullNotTrue);
    case ValueErrorKind::kNumberNotANumber:
      return not_a_number(error.detail, wording);
    case ValueErrorKind::kNumberTooManyDigits:
      return std::string(messages::kTooManyDigits);
    case ValueErrorKind::kNumberOverflow:
      if (wording == ValueErrorWording::kOlder && exponent_fills_32_bits(error.detail))
        return std::string(messages::kNumberUnderflow);
      return std::string(messages::kNumberOverflow);
    case ValueErrorKind::kNumberUnderflow:
      return std::string(messages::kNumberUnderflow);
    case ValueErrorKind::kEmptyStringSet:
      return invalid_parameter(messages::kEmptyStringSet);
    case ValueErrorKind::kEmptyNumberSet:
      return invalid_parameter(messages::kEmptyNumberSet);
    case ValueErrorKind::kEmptyBinarySet:
      return invalid_parameter(messages::kEmptyBinarySet);
    case ValueErrorKind::kDuplicateInSet:
      return duplicate_in_set(error, wording);
    case ValueErrorKind::kEmptyAttributeName:
      return std::string(messages::kEmptyAttributeName);
    case ValueErrorKind::kAttributeNameTooLong:
      return std::string(messages::kAttributeNameTooLong);
    case ValueErrorKind::kTooDeep:
      return std::string(messages::kTooDeep);
  }
  assert(false);
  return {};
}

ServiceError value_error(const value::ValueError& error, ValueErrorWording wording) {
  return validation_error(value_error_message(error, wording));
}

ServiceError expression_value_error(const AttributeError& error) {
  return validation_error(
      messages::fill(messages::kInvalidExpressionValue,
                     {value_error_message(error.error, ValueErrorWording::kOlder), error.name}));
}

}  // namespace ddb::model
