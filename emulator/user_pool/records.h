#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"

/// What a user pool consists of, as it is kept (record_codec.h). Names are those of Cognito's API.
namespace ddb::user_pool {

struct PasswordPolicy {
  std::uint32_t minimum_length = 8;
  bool require_uppercase = true;
  bool require_lowercase = true;
  bool require_numbers = true;
  bool require_symbols = true;
  std::uint32_t temporary_password_validity_days = 7;
};

struct Pool {
  std::string id;  ///< `us-east-1_AbCdEf123`: the region is part of it.
  std::string name;
  PasswordPolicy policy;
  /// Attributes beside the username by which a user may sign in: some of email, phone_number and
  /// preferred_username.
  std::vector<std::string> alias_attributes;
  /// Attributes that take the username's place: some of email and phone_number.
  std::vector<std::string> username_attributes;
  bool case_sensitive = true;
  Clock::TimePoint created_at;
  std::string key_id;   ///< `kid` of the key below.
  std::string key_pem;  ///< The private key that signs the pool's tokens.

  std::string_view region() const { return std::string_view(id).substr(0, id.rfind('_')); }
  /// The `iss` of its tokens.
  std::string issuer() const;
};

/// An app client.
struct Client {
  std::string id;
  std::string name;
  std::string secret;                         ///< Empty: none.
  std::vector<std::string> auth_flows;        ///< `ALLOW_USER_PASSWORD_AUTH` and so on.
  std::string prevent_user_existence_errors;  ///< `ENABLED` or `LEGACY`.
  std::uint32_t access_token_validity_s = 3600;
  std::uint32_t id_token_validity_s = 3600;
  std::uint32_t refresh_token_validity_s = 30 * 24 * 3600;
  Clock::TimePoint created_at;

  bool allows(std::string_view auth_flow) const;
};

enum class UserStatus { kForceChangePassword, kConfirmed };

struct User {
  std::string username;
  std::string sub;  ///< A UUID.
  /// Without `sub`, in the order of their names.
  std::map<std::string, std::string, std::less<>> attributes;
  std::string password_hash;  ///< Of `crypto::hash_password`.
  Clock::TimePoint password_set_at;
  UserStatus status = UserStatus::kForceChangePassword;
  bool enabled = true;
  Clock::TimePoint created_at;
  Clock::TimePoint modified_at;

  /// Empty if there is none.
  std::string_view attribute(std::string_view name) const;
};

/// One sign-in: what its refresh token stands for. Tokens of it carry its `origin_jti`.
struct SignIn {
  std::string origin_jti;  ///< A UUID.
  std::string event_id;    ///< A UUID.
  std::string sub;         ///< Who signed in.
  std::string client_id;
  std::string refresh_secret_sha256;  ///< Hexadecimal: the token itself is not kept.
  Clock::TimePoint authenticated_at;
  Clock::TimePoint expires_at;
  bool revoked = false;
};

}  // namespace ddb::user_pool
