#include "emulator/user_pool/service.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <exception>
#include <utility>

#include "emulator/user_pool/front.h"
#include "emulator/user_pool/operation.h"
#include "shared/aws/authorization_header.h"
#include "shared/json/json.h"
#include "shared/jwt/key_set.h"

namespace ddb::user_pool {
namespace {

constexpr std::size_t kRequestBytesMax = std::size_t{256} << 10U;
constexpr json::Limits kRequestLimits{.depth_max = 32, .memory_bytes_always = std::size_t{4} << 20U};
constexpr std::string_view kKeySetCacheSeconds = "max-age=300";

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return ' ' <= c && c <= '~'; });
}

http::Response json_response(int status, std::string_view content_type, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", content_type);
  response.body = std::move(body);
  return response;
}

http::Response error_response(const PoolError& error) {
  const boost::json::object body{{"__type", error.code()}, {"message", error.message()}};
  http::Response response =
      json_response(error.http_status(), "application/x-amz-json-1.1", boost::json::serialize(body));
  response.headers.add("x-amzn-ErrorType", std::string(error.code()) + ":");
  // A message may show what the request said, line breaks and all.
  if (is_printable(error.message())) response.headers.add("x-amzn-ErrorMessage", error.message());
  return response;
}

/// The region that the request is signed for. Any key and signature will do.
PoolResult<std::string_view> signed_region(const http::Request& request, Access access,
                                           std::string_view default_region) {
  const auto header = aws::parse_authorization_header(request.header("Authorization"));
  if (header && !header->scope.region.empty()) return header->scope.region;
  if (access == Access::kPublic) return default_region;
  return PoolError("MissingAuthenticationTokenException", "Missing Authentication Token");
}

/// Regions are short words; anything else would not make a pool id.
bool is_region(std::string_view text) {
  return !text.empty() && text.size() <= 32 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

Answer run(Service& service, const Operation& operation, const http::Request& request) {
  DDB_TRY(region, signed_region(request, operation.access, service.options().region));
  if (!is_region(region)) return invalid_parameter("The signature's region is none.");
  if (request.body.size() > kRequestBytesMax)
    return serialization_error("The request has more than 256 KiB.");
  const auto document = json::Document::parse(request.body, kRequestLimits);
  if (!document || !document->root().is_object())
    return serialization_error("The request is not a JSON object.");
  Call call{service, region, RequestInput(document->root().get_object())};
  return operation.run(call);
}

}  // namespace

Result<PoolName> parse_pool_name(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  PoolName name{std::string(text.substr(0, colon)),
                std::string(text.substr(std::min(colon + 1, text.size())))};
  if (!satisfies(name.pool_id, kPoolIdRule))
    return Error{"\"" + name.pool_id + "\" is no user pool id; one looks like us-east-1_AbCdEf123."};
  if (colon < text.size() && !satisfies(name.client_id, kClientIdRule))
    return Error{"\"" + name.client_id +
                 "\" is no client id; one has 1 to 128 of the characters a-z, A-Z, 0-9, '_' and '+'."};
  return name;
}

Service::Service(storage::Store& store, const Clock& clock, Random& random, Log& log, ServiceOptions options)
    : clock_(clock), random_(random), log_(log), options_(std::move(options)), directory_(store) {}

std::string Service::hash_password(std::string_view password) const {
  return crypto::hash_password(password, options_.password_cost);
}

bool Service::password_matches(const User* user, std::string_view password) {
  if (nobodys_password_hash_.empty())
    nobodys_password_hash_ = hash_password(random_text(random_, 20, "abcdefghijklmnopqrstuvwxyz"));
  const bool matches =
      crypto::password_matches(password, user == nullptr ? nobodys_password_hash_ : user->password_hash);
  return user != nullptr && matches;
}

http::Response Service::answer(const http::Request& request) {
  if (const auto pool_id = key_set_pool(request)) {
    const auto pool = directory_.pool(*pool_id);
    if (!pool)
      return json_response(404, "application/json",
                           boost::json::serialize(boost::json::object{{"message", pool.error().message()}}));
    jwt::KeySet keys;
    keys.add((*pool)->pool.key_id, (*pool)->key.public_key());
    http::Response response = json_response(200, "application/json", keys.to_json());
    response.headers.add("Cache-Control", kKeySetCacheSeconds);
    return response;
  }
  const std::string_view target = request.header("X-Amz-Target");
  http::Response response =
      answer_operation(target.substr(std::min(kTargetPrefix.size(), target.size())), request);
  response.headers.add("x-amzn-RequestId", random_uuid(random_));
  return response;
}

http::Response Service::answer_operation(std::string_view name, const http::Request& request) {
  const Operation* operation = find_operation(name);
  if (operation == nullptr)
    return error_response(
        {"UnknownOperationException", "The local user pool does not serve this operation."});
  try {
    const Answer answer = run(*this, *operation, request);
    if (!answer) return error_response(answer.error());
    return json_response(200, "application/x-amz-json-1.1", boost::json::serialize(*answer));
  } catch (const std::exception& failure) {
    log_.error("CognitoIdentityProvider." + std::string(operation->name) + " failed: " + failure.what());
    return error_response(
        {"InternalErrorException", "The request could not be carried out; see the log.", 500});
  }
}

Result<void> Service::ensure_pool(const PoolName& name) {
  if (!directory_.pool(name.pool_id)) {
    const auto key = crypto::RsaPrivateKey::generate();
    Pool pool = new_pool(name.pool_id, "local", now(), key, random_);
    pool.alias_attributes = {"email", "preferred_username"};
    pool.case_sensitive = false;
    if (const auto added = directory_.add_pool(std::move(pool), key); !added)
      return Error{added.error().message()};
  }
  if (name.client_id.empty()) return {};
  if (const auto owner = directory_.pool_of_client(name.client_id)) {
    if ((*owner)->pool.id == name.pool_id) return {};
    return Error{"The client " + name.client_id + " is of the user pool " + (*owner)->pool.id + " already."};
  }
  Client client;
  client.id = name.client_id;
  client.name = "local";
  client.auth_flows = {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH",
                       "ALLOW_REFRESH_TOKEN_AUTH"};
  client.prevent_user_existence_errors = "ENABLED";
  client.created_at = now();
  if (const auto added = directory_.put_client(name.pool_id, std::move(client)); !added)
    return Error{added.error().message()};
  return {};
}

}  // namespace ddb::user_pool
