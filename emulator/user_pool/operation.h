#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string_view>

#include "emulator/user_pool/pool_error.h"
#include "emulator/user_pool/request_input.h"
#include "emulator/user_pool/service.h"

namespace ddb::user_pool {

/// What an operation has to work with.
struct Call {
  Service& service;
  std::string_view region;  ///< Of the signature, or the service's own.
  RequestInput input;
};

using Answer = PoolResult<boost::json::object>;

/// Whether an operation must be signed by an AWS key (any key will do) or is for the users themselves.
enum class Access { kSigned, kPublic };

struct Operation {
  std::string_view name;
  Access access;
  Answer (*run)(Call& call);
};

/// Null for one that is not served.
const Operation* find_operation(std::string_view name);

// pool_operations.cc
Answer create_user_pool(Call& call);
Answer describe_user_pool(Call& call);
Answer list_user_pools(Call& call);
Answer delete_user_pool(Call& call);

// client_operations.cc
Answer create_user_pool_client(Call& call);
Answer describe_user_pool_client(Call& call);
Answer list_user_pool_clients(Call& call);
Answer delete_user_pool_client(Call& call);

// user_operations.cc
Answer admin_create_user(Call& call);
Answer admin_set_user_password(Call& call);
Answer admin_get_user(Call& call);
Answer admin_update_user_attributes(Call& call);
Answer admin_delete_user(Call& call);
Answer admin_disable_user(Call& call);
Answer admin_enable_user(Call& call);
Answer admin_user_global_sign_out(Call& call);
Answer list_users(Call& call);

// sign_in_operations.cc
Answer initiate_auth(Call& call);
Answer admin_initiate_auth(Call& call);
Answer respond_to_auth_challenge(Call& call);
Answer admin_respond_to_auth_challenge(Call& call);

// token_operations.cc
Answer get_user(Call& call);
Answer global_sign_out(Call& call);
Answer revoke_token(Call& call);

/// Seconds since 1970, with a fraction: how the API writes times.
double timestamp(Clock::TimePoint time);

}  // namespace ddb::user_pool
