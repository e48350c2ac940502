#pragma once

#include <string>
#include <string_view>

#include "emulator/user_pool/pool_error.h"
#include "emulator/user_pool/records.h"
#include "shared/base/random.h"

namespace ddb::user_pool {

/// Refuses a password that the policy does not permit: InvalidPasswordException with the first thing that is
/// wrong, after `preamble` ("Password did not conform with policy"). Length is in characters. Which
/// characters are symbols: Cognito Developer Guide, "Adding user pool password requirements"; letters and
/// numbers are the basic Latin ones.
PoolResult<void> check_password(const PasswordPolicy& policy, std::string_view password,
                                std::string_view preamble);

/// A password that any policy permits: what AdminCreateUser makes up when it is given none.
std::string random_password(Random& random);

}  // namespace ddb::user_pool
