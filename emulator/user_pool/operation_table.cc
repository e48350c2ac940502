#include <algorithm>
#include <array>

#include "emulator/user_pool/operation.h"

namespace ddb::user_pool {
namespace {

constexpr std::array<Operation, 24> kOperations = {{
    {"AdminCreateUser", Access::kSigned, admin_create_user},
    {"AdminDeleteUser", Access::kSigned, admin_delete_user},
    {"AdminDisableUser", Access::kSigned, admin_disable_user},
    {"AdminEnableUser", Access::kSigned, admin_enable_user},
    {"AdminGetUser", Access::kSigned, admin_get_user},
    {"AdminInitiateAuth", Access::kSigned, admin_initiate_auth},
    {"AdminRespondToAuthChallenge", Access::kSigned, admin_respond_to_auth_challenge},
    {"AdminSetUserPassword", Access::kSigned, admin_set_user_password},
    {"AdminUpdateUserAttributes", Access::kSigned, admin_update_user_attributes},
    {"AdminUserGlobalSignOut", Access::kSigned, admin_user_global_sign_out},
    {"CreateUserPool", Access::kSigned, create_user_pool},
    {"CreateUserPoolClient", Access::kSigned, create_user_pool_client},
    {"DeleteUserPool", Access::kSigned, delete_user_pool},
    {"DeleteUserPoolClient", Access::kSigned, delete_user_pool_client},
    {"DescribeUserPool", Access::kSigned, describe_user_pool},
    {"DescribeUserPoolClient", Access::kSigned, describe_user_pool_client},
    {"GetUser", Access::kPublic, get_user},
    {"GlobalSignOut", Access::kPublic, global_sign_out},
    {"InitiateAuth", Access::kPublic, initiate_auth},
    {"ListUserPoolClients", Access::kSigned, list_user_pool_clients},
    {"ListUserPools", Access::kSigned, list_user_pools},
    {"ListUsers", Access::kSigned, list_users},
    {"RespondToAuthChallenge", Access::kPublic, respond_to_auth_challenge},
    {"RevokeToken", Access::kPublic, revoke_token},
}};

}  // namespace

const Operation* find_operation(std::string_view name) {
  const auto found = std::find_if(kOperations.begin(), kOperations.end(),
                                  [name](const Operation& operation) { return operation.name == name; });
  return found == kOperations.end() ? nullptr : &*found;
}

double timestamp(Clock::TimePoint time) {
  // Milliseconds: more digits than a double keeps would come out as noise.
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
  return static_cast<double>(milliseconds) / 1000;
}

}  // namespace ddb::user_pool
