#include "emulator/user_pool/password_policy.h"

#include <algorithm>

namespace ddb::user_pool {
namespace {

// A space counts as a symbol too, but passwords have none (`kPasswordRule`).
constexpr std::string_view kSymbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-";
constexpr std::string_view kUppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLowercase = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kNumbers = "0123456789";

bool has_any(std::string_view password, std::string_view characters) {
  return password.find_first_of(characters) != std::string_view::npos;
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

/// What is wrong; empty if nothing is.
std::string_view fault_of(const PasswordPolicy& policy, std::string_view password) {
  if (count_characters(password) < policy.minimum_length) return "Password not long enough";
  if (policy.require_lowercase && !has_any(password, kLowercase))
    return "Password must have lowercase characters";
  if (policy.require_uppercase && !has_any(password, kUppercase))
    return "Password must have uppercase characters";
  if (policy.require_numbers && !has_any(password, kNumbers)) return "Password must have numeric characters";
  if (policy.require_symbols && !has_any(password, kSymbols)) return "Password must have symbol characters";
  return {};
}

}  // namespace

PoolResult<void> check_password(const PasswordPolicy& policy, std::string_view password,
                                std::string_view preamble) {
  const std::string_view fault = fault_of(policy, password);
  if (fault.empty()) return {};
  return PoolError("InvalidPasswordException", std::string(preamble) + ": " + std::string(fault));
}

std::string random_password(Random& random) {
  constexpr std::size_t kLength = 99;  // the longest minimum that a policy may ask for
  return random_text(random, 1, kUppercase) + random_text(random, 1, kNumbers) +
         random_text(random, 1, kSymbols) + random_text(random, kLength - 3, kLowercase);
}

}  // namespace ddb::user_pool
