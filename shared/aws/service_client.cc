#include "shared/aws/service_client.h"

#include <boost/json/serialize.hpp>
#include <vector>

#include "shared/aws/answer.h"
#include "shared/base/time_format.h"

namespace ddb::aws {
namespace {

using Kind = CallError::Kind;

CallError transport_error(const http::ClientError& error) {
  using http::ClientFailure;
  CallError result{.kind = Kind::kNoAnswer, .type = {}, .message = error.message, .body = {}};
  switch (error.failure) {
    case ClientFailure::kConnect:
      result.kind = Kind::kNotReachable;
      result.is_retryable = true;
      break;
    case ClientFailure::kTls:
      result.kind = Kind::kNotReachable;
      break;
    case ClientFailure::kTimeout:
    case ClientFailure::kClosed:
      result.is_retryable = true;
      break;
    case ClientFailure::kMalformed:
    case ClientFailure::kTooLarge:
      result.kind = Kind::kBadAnswer;
      break;
    case ClientFailure::kStopped:
      break;
  }
  return result;
}

}  // namespace

ServiceClient::ServiceClient(const Service& service, ServiceEndpoint endpoint, ServiceClientParts parts,
                             RetryPolicy policy)
    : service_(service), endpoint_(std::move(endpoint)), parts_(parts), policy_(policy) {}

CallResult ServiceClient::call(std::string_view operation, const boost::json::object& input,
                               Signing signing) {
  const std::string body = boost::json::serialize(input);
  const auto start = parts_.clock.now();
  unsigned connections_failed = 0;
  for (unsigned attempts = 1;; ++attempts) {
    auto result = attempt(operation, body, signing);
    if (result) return result;
    CallError error = std::move(result).error();
    error.attempts = attempts;
    if (error.kind == Kind::kNotReachable && ++connections_failed >= policy_.connection_attempts_max)
      return error;
    if (!error.is_retryable || attempts >= policy_.attempts_max) return error;
    const auto delay = retry_delay(policy_, attempts, parts_.random);
    if (parts_.clock.now() + delay > start + policy_.total_time_max) return error;
    parts_.sleeper.sleep(delay);
  }
}

CallResult ServiceClient::attempt(std::string_view operation, const std::string& body, Signing signing) {
  DDB_TRY(sent, request(operation, body, signing));
  const auto response = parts_.transport.send(sent);
  if (!response) return transport_error(response.error());
  return read_answer(*response, {service_.title, endpoint_.url.origin()});
}

Result<http::ClientRequest, CallError> ServiceClient::request(std::string_view operation,
                                                              const std::string& body, Signing signing) {
  http::ClientRequest request;
  request.method = "POST";
  request.url = endpoint_.url;
  request.body = body;
  request.headers.add("Host", endpoint_.url.authority());
  request.headers.add("Content-Type", service_.content_type);
  std::string target(service_.target_prefix);
  request.headers.add("X-Amz-Target", target.append(".").append(operation));
  if (signing == Signing::kSigned) DDB_CHECK(add_signature(request));
  request.headers.add("User-Agent", "ddb/" DDB_VERSION);
  // On this machine the compression would cost more than the bytes it saves.
  request.headers.add("Accept-Encoding", endpoint_.is_aws ? "gzip" : "identity");
  return request;
}

/// Signs the headers that the request has.
Result<void, CallError> ServiceClient::add_signature(http::ClientRequest& request) {
  auto credentials = parts_.credentials.credentials();
  if (!credentials) {
    return CallError{
        .kind = Kind::kCredentials, .type = {}, .message = credentials.error().message, .body = {}};
  }
  const std::string timestamp = iso8601_basic(parts_.clock.now());
  request.headers.add("X-Amz-Date", timestamp);
  if (!credentials->session_token.empty())
    request.headers.add("X-Amz-Security-Token", credentials->session_token);
  const std::vector<http::HeaderView> headers(request.headers.begin(), request.headers.end());
  const std::string path = request.url.target();
  request.headers.add(
      "Authorization",
      sign({.method = "POST", .target = path, .headers = headers, .body = request.body}, *credentials,
           {.timestamp = timestamp, .region = endpoint_.region, .service = service_.signing_name}, keys_));
  return {};
}

EndpointCredentials::EndpointCredentials(const ServiceEndpoint& endpoint, System system, Profile profile)
    : is_aws_(endpoint.is_aws),
      chain_(system, std::move(profile),
             endpoint.is_aws ? CredentialChain::InstanceMetadata::kAsk
                             : CredentialChain::InstanceMetadata::kSkip) {}

Result<Credentials, CredentialError> EndpointCredentials::credentials() {
  auto found = chain_.credentials();
  if (found || is_aws_ || found.error().kind != CredentialError::Kind::kNoneFound) return found;
  return Credentials{
      .access_key_id = "local", .secret_access_key = "local", .session_token = {}, .expiration = {}};
}

}  // namespace ddb::aws
