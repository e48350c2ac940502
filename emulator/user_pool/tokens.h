#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "emulator/user_pool/directory.h"
#include "emulator/user_pool/pool_error.h"
#include "emulator/user_pool/records.h"
#include "shared/base/random.h"

/// The tokens of a sign-in: access and ID token (RS256, docs/user-pool.md has the claims) and refresh token,
/// which is
/// `<origin_jti>.<secret>`. Developer Guide, "Understanding user pool JSON web tokens (JWTs)".
namespace ddb::user_pool {

/// A new sign-in of the user and its refresh token, which is in no other place.
struct NewSignIn {
  SignIn sign_in;
  std::string refresh_token;
};
NewSignIn make_sign_in(const Client& client, const User& user, Clock::TimePoint now, Random& random);

/// What InitiateAuth answers as AuthenticationResult, without RefreshToken.
boost::json::object issue_tokens(const PoolState& pool, const Client& client, const User& user,
                                 const SignIn& sign_in, Clock::TimePoint now, Random& random);

/// Whose a token is. The pointers are the directory's, valid until it changes.
struct TokenOwner {
  const PoolState* pool;
  const User* user;
  const SignIn* sign_in;
};

/// Checks an access token of any pool of the directory: its signature, use, expiry, and that neither it nor
/// its user has been taken back. NotAuthorizedException.
PoolResult<TokenOwner> check_access_token(const Directory& directory, std::string_view token,
                                          Clock::TimePoint now);

/// The sign-in of a refresh token of this client. NotAuthorizedException.
PoolResult<TokenOwner> check_refresh_token(const PoolState& pool, std::string_view client_id,
                                           std::string_view token, Clock::TimePoint now);

}  // namespace ddb::user_pool
