#include <boost/json/array.hpp>

#include "emulator/user_pool/attributes.h"
#include "emulator/user_pool/operation.h"
#include "emulator/user_pool/tokens.h"
#include "shared/crypto/constant_time.h"

namespace ddb::user_pool {
namespace {

PoolResult<TokenOwner> read_owner(Call& call) {
  const std::string token = call.input.required_text("AccessToken", kTokenRule);
  DDB_CHECK(call.input.finish());
  return check_access_token(call.service.directory(), token, call.service.now());
}

}  // namespace

Answer get_user(Call& call) {
  DDB_TRY(owner, read_owner(call));
  return boost::json::object{{"Username", owner.user->username},
                             {"UserAttributes", attributes_json(*owner.user)}};
}

Answer global_sign_out(Call& call) {
  DDB_TRY(owner, read_owner(call));
  const std::string sub = owner.user->sub;
  call.service.directory().revoke_sign_ins_of(owner.pool->pool.id, sub);
  return boost::json::object();
}

/// RFC 7009: a token that is none, or is no longer valid, is as good as revoked.
Answer revoke_token(Call& call) {
  RequestInput& input = call.input;
  const std::string token = input.required_text("Token", kTokenRule);
  const std::string client_id = input.required_text("ClientId", kClientIdRule);
  const auto secret = input.text("ClientSecret", {1, 64, nullptr, {}, TextRule::Shown::kNo});
  DDB_CHECK(input.finish());
  DDB_TRY(pool, call.service.directory().pool_of_client(client_id));
  const std::string& expected = pool->clients.at(client_id).secret;
  if (!crypto::constant_time_equal(expected, secret.value_or("")))
    return PoolError("UnauthorizedException", "Invalid client secret.");
  const auto owner = check_refresh_token(*pool, client_id, token, call.service.now());
  if (owner) {
    const std::string origin_jti = owner->sign_in->origin_jti;
    call.service.directory().revoke_sign_in(pool->pool.id, origin_jti);
  }
  return boost::json::object();
}

}  // namespace ddb::user_pool
