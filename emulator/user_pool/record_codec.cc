#include "emulator/user_pool/record_codec.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "shared/json/json.h"

namespace ddb::user_pool {
namespace {

namespace json = boost::json;

[[noreturn]] void throw_damaged() {
  throw std::runtime_error("a record of a user pool in the database file is damaged");
}

/// Reads the members of a record.
class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : document_(parse(bytes)) {}

  void read(std::string_view name, std::string& value) const {
    const json::value& member = at(name);
    if (!member.is_string()) throw_damaged();
    value = std::string(member.get_string());
  }
  void read(std::string_view name, bool& value) const {
    const json::value& member = at(name);
    if (!member.is_bool()) throw_damaged();
    value = member.get_bool();
  }
  void read(std::string_view name, std::uint32_t& value) const {
    value = static_cast<std::uint32_t>(integer(name));
  }
  void read(std::string_view name, Clock::TimePoint& value) const {
    value = Clock::TimePoint(std::chrono::microseconds(integer(name)));
  }
  void read(std::string_view name, std::vector<std::string>& value) const {
    const json::value& member = at(name);
    if (!member.is_array()) throw_damaged();
    for (const json::value& element : member.get_array()) {
      if (!element.is_string()) throw_damaged();
      value.emplace_back(element.get_string());
    }
  }
  void read(std::string_view name, std::map<std::string, std::string, std::less<>>& value) const {
    const json::value& member = at(name);
    if (!member.is_object()) throw_damaged();
    for (const auto& element : member.get_object()) {
      if (!element.value().is_string()) throw_damaged();
      value.emplace(element.key(), element.value().get_string());
    }
  }

 private:
  static ddb::json::Document parse(std::string_view bytes) {
    auto document = ddb::json::Document::parse(bytes);
    if (!document || !document->root().is_object()) throw_damaged();
    return std::move(*document);
  }
  const json::value& at(std::string_view name) const {
    const json::value* member = document_.root().get_object().if_contains(name);
    if (member == nullptr) throw_damaged();
    return *member;
  }
  std::int64_t integer(std::string_view name) const {
    const json::value& member = at(name);
    if (!member.is_int64()) throw_damaged();
    return member.get_int64();
  }

  ddb::json::Document document_;
};

std::int64_t microseconds(Clock::TimePoint time) {
  return time.time_since_epoch().count();
}

json::array array_of(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

}  // namespace

std::string encode(const Pool& pool) {
  return json::serialize(
      json::object{{"id", pool.id},
                   {"name", pool.name},
                   {"minimum_length", pool.policy.minimum_length},
                   {"require_uppercase", pool.policy.require_uppercase},
                   {"require_lowercase", pool.policy.require_lowercase},
                   {"require_numbers", pool.policy.require_numbers},
                   {"require_symbols", pool.policy.require_symbols},
                   {"temporary_password_validity_days", pool.policy.temporary_password_validity_days},
                   {"alias_attributes", array_of(pool.alias_attributes)},
                   {"username_attributes", array_of(pool.username_attributes)},
                   {"case_sensitive", pool.case_sensitive},
                   {"created_at", microseconds(pool.created_at)},
                   {"key_id", pool.key_id},
                   {"key_pem", pool.key_pem}});
}

Pool decode_pool(std::string_view bytes) {
  const RecordReader reader(bytes);
  Pool pool;
  reader.read("id", pool.id);
  reader.read("name", pool.name);
  reader.read("minimum_length", pool.policy.minimum_length);
  reader.read("require_uppercase", pool.policy.require_uppercase);
  reader.read("require_lowercase", pool.policy.require_lowercase);
  reader.read("require_numbers", pool.policy.require_numbers);
  reader.read("require_symbols", pool.policy.require_symbols);
  reader.read("temporary_password_validity_days", pool.policy.temporary_password_validity_days);
  reader.read("alias_attributes", pool.alias_attributes);
  reader.read("username_attributes", pool.username_attributes);
  reader.read("case_sensitive", pool.case_sensitive);
  reader.read("created_at", pool.created_at);
  reader.read("key_id", pool.key_id);
  reader.read("key_pem", pool.key_pem);
  return pool;
}

std::string encode(const Client& client) {
  return json::serialize(json::object{{"id", client.id},
                                      {"name", client.name},
                                      {"secret", client.secret},
                                      {"auth_flows", array_of(client.auth_flows)},
                                      {"prevent_user_existence_errors", client.prevent_user_existence_errors},
                                      {"access_token_validity_s", client.access_token_validity_s},
                                      {"id_token_validity_s", client.id_token_validity_s},
                                      {"refresh_token_validity_s", client.refresh_token_validity_s},
                                      {"created_at", microseconds(client.created_at)}});
}

Client decode_client(std::string_view bytes) {
  const RecordReader reader(bytes);
  Client client;
  reader.read("id", client.id);
  reader.read("name", client.name);
  reader.read("secret", client.secret);
  reader.read("auth_flows", client.auth_flows);
  reader.read("prevent_user_existence_errors", client.prevent_user_existence_errors);
  reader.read("access_token_validity_s", client.access_token_validity_s);
  reader.read("id_token_validity_s", client.id_token_validity_s);
  reader.read("refresh_token_validity_s", client.refresh_token_validity_s);
  reader.read("created_at", client.created_at);
  return client;
}

std::string encode(const User& user) {
  json::object attributes;
  for (const auto& [name, value] : user.attributes)
    attributes.emplace(name, value);
  return json::serialize(json::object{{"username", user.username},
                                      {"sub", user.sub},
                                      {"attributes", std::move(attributes)},
                                      {"password_hash", user.password_hash},
                                      {"password_set_at", microseconds(user.password_set_at)},
                                      {"confirmed", user.status == UserStatus::kConfirmed},
                                      {"enabled", user.enabled},
                                      {"created_at", microseconds(user.created_at)},
                                      {"modified_at", microseconds(user.modified_at)}});
}

User decode_user(std::string_view bytes) {
  const RecordReader reader(bytes);
  User user;
  bool confirmed = false;
  reader.read("username", user.username);
  reader.read("sub", user.sub);
  reader.read("attributes", user.attributes);
  reader.read("password_hash", user.password_hash);
  reader.read("password_set_at", user.password_set_at);
  reader.read("confirmed", confirmed);
  reader.read("enabled", user.enabled);
  reader.read("created_at", user.created_at);
  reader.read("modified_at", user.modified_at);
  user.status = confirmed ? UserStatus::kConfirmed : UserStatus::kForceChangePassword;
  return user;
}

std::string encode(const SignIn& sign_in) {
  return json::serialize(json::object{{"origin_jti", sign_in.origin_jti},
                                      {"event_id", sign_in.event_id},
                                      {"sub", sign_in.sub},
                                      {"client_id", sign_in.client_id},
                                      {"refresh_secret_sha256", sign_in.refresh_secret_sha256},
                                      {"authenticated_at", microseconds(sign_in.authenticated_at)},
                                      {"expires_at", microseconds(sign_in.expires_at)},
                                      {"revoked", sign_in.revoked}});
}

SignIn decode_sign_in(std::string_view bytes) {
  const RecordReader reader(bytes);
  SignIn sign_in;
  reader.read("origin_jti", sign_in.origin_jti);
  reader.read("event_id", sign_in.event_id);
  reader.read("sub", sign_in.sub);
  reader.read("client_id", sign_in.client_id);
  reader.read("refresh_secret_sha256", sign_in.refresh_secret_sha256);
  reader.read("authenticated_at", sign_in.authenticated_at);
  reader.read("expires_at", sign_in.expires_at);
  reader.read("revoked", sign_in.revoked);
  return sign_in;
}

}  // namespace ddb::user_pool
