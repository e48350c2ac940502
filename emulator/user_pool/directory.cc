#include "emulator/user_pool/directory.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "emulator/user_pool/record_codec.h"
#include "shared/http/syntax.h"

namespace ddb::user_pool {
namespace {

constexpr std::string_view kPoolPrefix = "cognito/pool/";
constexpr std::string_view kClientPrefix = "cognito/client/";
constexpr std::string_view kUserPrefix = "cognito/user/";
constexpr std::string_view kSignInPrefix = "cognito/sign-in/";

std::string setting_name(std::string_view prefix, std::string_view pool_id, std::string_view name) {
  return std::string(prefix) + std::string(pool_id) + "/" + std::string(name);
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

PoolState read_pool(std::string_view blob) {
  Pool pool = decode_pool(blob);
  auto key = crypto::RsaPrivateKey::from_pem(pool.key_pem);
  if (!key) throw std::runtime_error("the key of a user pool in the database file is damaged");
  return {std::move(pool), *std::move(key), {}, {}, {}};
}

/// Whether `user` may be called by `attribute`: a verified email address or phone number, or any
/// preferred_username; what takes the username's place needs no verifying.
bool is_alias(const Pool& pool, const User& user, std::string_view attribute) {
  if (contains(pool.username_attributes, attribute)) return true;
  if (!contains(pool.alias_attributes, attribute)) return false;
  return attribute == "preferred_username" || user.attribute(std::string(attribute) + "_verified") == "true";
}

}  // namespace

std::string PoolState::user_key(std::string_view username) const {
  return pool.case_sensitive ? std::string(username) : http::lower_case(username);
}

const User* PoolState::find_user(std::string_view name) const {
  const auto found = users.find(user_key(name));
  if (found != users.end()) return &found->second;
  for (const auto* attributes : {&pool.username_attributes, &pool.alias_attributes}) {
    for (const std::string& attribute : *attributes)
      if (const User* user = find_alias(attribute, name)) return user;
  }
  return nullptr;
}

const User* PoolState::find_user_or_sub(std::string_view name) const {
  const User* user = find_user(name);
  return user != nullptr ? user : find_sub(name);
}

const User* PoolState::find_sub(std::string_view sub) const {
  const auto found =
      std::find_if(users.begin(), users.end(), [&](const auto& entry) { return entry.second.sub == sub; });
  return found == users.end() ? nullptr : &found->second;
}

const User* PoolState::find_alias(std::string_view attribute, std::string_view value) const {
  const std::string wanted = user_key(value);
  const auto found = std::find_if(users.begin(), users.end(), [&](const auto& entry) {
    const User& user = entry.second;
    return is_alias(pool, user, attribute) && user_key(user.attribute(attribute)) == wanted;
  });
  return found == users.end() || wanted.empty() ? nullptr : &found->second;
}

Directory::Directory(storage::Store& store) : store_(store) {
  const storage::ReadTransaction transaction = store_.begin_read();
  for (const storage::NamedBlob& row : transaction.settings(kPoolPrefix)) {
    PoolState read = read_pool(row.blob);
    const std::string id = read.pool.id;
    PoolState& pool = pools_.emplace(id, std::move(read)).first->second;
    for (const storage::NamedBlob& client : transaction.settings(setting_name(kClientPrefix, id, ""))) {
      Client decoded = decode_client(client.blob);
      std::string client_id = decoded.id;
      pool.clients.emplace(std::move(client_id), std::move(decoded));
    }
    for (const storage::NamedBlob& user : transaction.settings(setting_name(kUserPrefix, id, ""))) {
      User decoded = decode_user(user.blob);
      std::string key = pool.user_key(decoded.username);
      pool.users.emplace(std::move(key), std::move(decoded));
    }
    for (const storage::NamedBlob& sign_in : transaction.settings(setting_name(kSignInPrefix, id, ""))) {
      SignIn decoded = decode_sign_in(sign_in.blob);
      std::string origin_jti = decoded.origin_jti;
      pool.sign_ins.emplace(std::move(origin_jti), std::move(decoded));
    }
  }
}

PoolResult<const PoolState*> Directory::pool(std::string_view pool_id) const {
  const auto found = pools_.find(std::string(pool_id));
  if (found == pools_.end())
    return resource_not_found("User pool " + std::string(pool_id) + " does not exist.");
  return &found->second;
}

PoolResult<const PoolState*> Directory::pool_of_client(std::string_view client_id) const {
  const std::string id(client_id);
  for (const auto& [pool_id, pool] : pools_)
    if (pool.clients.contains(id)) return &pool;
  return resource_not_found("User pool client " + id + " does not exist.");
}

PoolResult<void> Directory::add_pool(Pool pool, crypto::RsaPrivateKey key) {
  if (pools_.size() >= kPoolsMax) return limit_exceeded("There are as many user pools as this server keeps.");
  storage::WriteTransaction transaction = store_.begin_write();
  transaction.put_setting(std::string(kPoolPrefix) + pool.id, encode(pool));
  transaction.commit();
  std::string id = pool.id;
  pools_.emplace(std::move(id), PoolState{std::move(pool), std::move(key), {}, {}, {}});
  return {};
}

void Directory::remove_pool(const std::string& pool_id) {
  storage::WriteTransaction transaction = store_.begin_write();
  for (const std::string_view prefix : {kClientPrefix, kUserPrefix, kSignInPrefix})
    for (const storage::NamedBlob& row : transaction.settings(setting_name(prefix, pool_id, "")))
      transaction.erase_setting(row.name);
  transaction.erase_setting(std::string(kPoolPrefix) + pool_id);
  transaction.commit();
  pools_.erase(pool_id);
}

PoolResult<void> Directory::put_client(const std::string& pool_id, Client client) {
  auto& clients = state(pool_id).clients;
  if (clients.size() >= kClientsPerPoolMax && !clients.contains(client.id))
    return limit_exceeded("The user pool has as many clients as this server keeps.");
  storage::WriteTransaction transaction = store_.begin_write();
  transaction.put_setting(setting_name(kClientPrefix, pool_id, client.id), encode(client));
  transaction.commit();
  std::string id = client.id;
  clients.insert_or_assign(std::move(id), std::move(client));
  return {};
}

void Directory::remove_client(const std::string& pool_id, const std::string& client_id) {
  storage::WriteTransaction transaction = store_.begin_write();
  transaction.erase_setting(setting_name(kClientPrefix, pool_id, client_id));
  transaction.commit();
  state(pool_id).clients.erase(client_id);
}

PoolResult<void> Directory::put_user(const std::string& pool_id, User user) {
  PoolState& pool = state(pool_id);
  std::string key = pool.user_key(user.username);
  if (pool.users.size() >= kUsersPerPoolMax && !pool.users.contains(key))
    return limit_exceeded("The user pool has as many users as this server keeps.");
  storage::WriteTransaction transaction = store_.begin_write();
  transaction.put_setting(setting_name(kUserPrefix, pool_id, key), encode(user));
  transaction.commit();
  pool.users.insert_or_assign(std::move(key), std::move(user));
  return {};
}

void Directory::remove_user(const std::string& pool_id, const User& user) {
  PoolState& pool = state(pool_id);
  const std::string key = pool.user_key(user.username);
  const std::string sub = user.sub;
  storage::WriteTransaction transaction = store_.begin_write();
  transaction.erase_setting(setting_name(kUserPrefix, pool_id, key));
  for (const auto& [origin_jti, sign_in] : pool.sign_ins)
    if (sign_in.sub == sub) transaction.erase_setting(setting_name(kSignInPrefix, pool_id, origin_jti));
  transaction.commit();
  pool.users.erase(key);
  std::erase_if(pool.sign_ins, [&](const auto& entry) { return entry.second.sub == sub; });
}

void Directory::add_sign_in(const std::string& pool_id, SignIn sign_in, Clock::TimePoint now) {
  auto& sign_ins = state(pool_id).sign_ins;
  std::vector<std::string> dropped;
  std::size_t of_user = 0;
  const SignIn* oldest = nullptr;
  for (const auto& [origin_jti, other] : sign_ins) {
    if (other.expires_at <= now) dropped.push_back(origin_jti);
    if (other.expires_at <= now || other.sub != sign_in.sub) continue;
    ++of_user;
    if (oldest == nullptr || other.authenticated_at < oldest->authenticated_at) oldest = &other;
  }
  if (of_user >= kSignInsPerUserMax) dropped.push_back(oldest->origin_jti);

  storage::WriteTransaction transaction = store_.begin_write();
  for (const std::string& origin_jti : dropped)
    transaction.erase_setting(setting_name(kSignInPrefix, pool_id, origin_jti));
  transaction.put_setting(setting_name(kSignInPrefix, pool_id, sign_in.origin_jti), encode(sign_in));
  transaction.commit();
  for (const std::string& origin_jti : dropped)
    sign_ins.erase(origin_jti);
  std::string origin_jti = sign_in.origin_jti;
  sign_ins.emplace(std::move(origin_jti), std::move(sign_in));
}

void Directory::revoke_sign_in(const std::string& pool_id, const std::string& origin_jti) {
  SignIn& kept = state(pool_id).sign_ins.at(origin_jti);
  SignIn revoked = kept;
  revoked.revoked = true;
  storage::WriteTransaction transaction = store_.begin_write();
  transaction.put_setting(setting_name(kSignInPrefix, pool_id, origin_jti), encode(revoked));
  transaction.commit();
  kept.revoked = true;
}

void Directory::revoke_sign_ins_of(const std::string& pool_id, const std::string& sub) {
  std::vector<SignIn*> revoked;
  storage::WriteTransaction transaction = store_.begin_write();
  for (auto& [origin_jti, sign_in] : state(pool_id).sign_ins) {
    if (sign_in.sub != sub || sign_in.revoked) continue;
    SignIn changed = sign_in;
    changed.revoked = true;
    transaction.put_setting(setting_name(kSignInPrefix, pool_id, origin_jti), encode(changed));
    revoked.push_back(&sign_in);
  }
  transaction.commit();
  for (SignIn* sign_in : revoked)
    sign_in->revoked = true;
}

}  // namespace ddb::user_pool
