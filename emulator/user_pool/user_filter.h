#pragma once

#include <string>
#include <string_view>

#include "emulator/user_pool/pool_error.h"
#include "emulator/user_pool/records.h"

namespace ddb::user_pool {

/// ListUsers' `Filter`: `attribute = "value"`, or `^=` for a prefix. In the value, a backslash before `"` or
/// `\` stands for that character.
class UserFilter {
 public:
  /// An empty text lets every user through. Refuses what is not of the form, and attributes other than those
  /// that Cognito searches: username, email, phone_number, name, given_name, family_name, preferred_username,
  /// cognito:user_status, status, sub.
  static PoolResult<UserFilter> parse(std::string_view text);

  bool matches(const User& user) const;

 private:
  enum class Comparison { kEverything, kEqual, kPrefix };

  Comparison comparison_ = Comparison::kEverything;
  std::string attribute_;
  std::string value_;
};

/// `FORCE_CHANGE_PASSWORD` or `CONFIRMED`.
std::string_view status_name(UserStatus status);

}  // namespace ddb::user_pool
