#pragma once

#include <boost/json/array.hpp>
#include <string_view>

#include "emulator/user_pool/directory.h"
#include "emulator/user_pool/pool_error.h"
#include "emulator/user_pool/records.h"
#include "emulator/user_pool/request_input.h"

namespace ddb::user_pool {

/// Whether it looks like an email address: `someone@somewhere`.
bool is_email_address(std::string_view text);
/// `+` and 5 to 15 digits (E.164).
bool is_phone_number(std::string_view text);

/// Sets attributes of a user as an administrator may. An empty value deletes the attribute. The email
/// address or phone number that a user who is in the pool gets is unverified unless the same request says
/// otherwise. Refuses attributes that are not Cognito's standard ones (OpenID Connect), `sub`, malformed
/// values, and an alias that another user has (AliasExistsException).
PoolResult<void> set_attributes(const PoolState& pool, User& user, const TextMap& attributes);

/// `[{"Name":"sub","Value":"..."},...]`. With `wanted`, only those of its names.
boost::json::array attributes_json(const User& user, const std::vector<std::string>* wanted = nullptr);

/// Refuses names that no user can have: InvalidParameterException.
PoolResult<void> check_attribute_names(const std::vector<std::string>& names);

}  // namespace ddb::user_pool
