#include "shared/aws/dynamodb_client.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <stdexcept>

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

bool is_streams_operation(std::string_view operation) {
  constexpr std::array<std::string_view, 4> operations{"ListStreams", "DescribeStream", "GetShardIterator",
                                                       "GetRecords"};
  return std::find(operations.begin(), operations.end(), operation) != operations.end();
}

DynamoDbClient::DynamoDbClient(Endpoint endpoint, DynamoDbClientParts parts, RetryPolicy policy)
    : endpoint_(std::move(endpoint)), parts_(parts), policy_(policy) {}

CallResult DynamoDbClient::call(std::string_view operation, const boost::json::object& input) {
  const std::string body = boost::json::serialize(input);
  const auto start = parts_.clock.now();
  unsigned connections_failed = 0;
  for (unsigned attempts = 1;; ++attempts) {
    auto result = attempt(operation, body);
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

Result<http::ClientRequest, CallError> DynamoDbClient::signed_request(std::string_view operation,
                                                                      const std::string& body) {
  auto credentials = parts_.credentials.credentials();
  if (!credentials) {
    return CallError{
        .kind = Kind::kCredentials, .type = {}, .message = credentials.error().message, .body = {}};
  }
  const bool is_streams = is_streams_operation(operation);
  const http::Url& url = is_streams ? endpoint_.streams : endpoint_.dynamodb;
  const std::string timestamp = iso8601_basic(parts_.clock.now());
  std::string target = is_streams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.";
  target += operation;
  const std::string host = url.authority();
  std::vector<http::HeaderView> headers{{"Host", host},
                                        {"Content-Type", "application/x-amz-json-1.0"},
                                        {"X-Amz-Date", timestamp},
                                        {"X-Amz-Target", target}};
  if (!credentials->session_token.empty())
    headers.push_back({"X-Amz-Security-Token", credentials->session_token});
  const std::string path = url.target();
  const std::string authorization =
      sign({.method = "POST", .target = path, .headers = headers, .body = body}, *credentials,
           {.timestamp = timestamp, .region = endpoint_.region, .service = "dynamodb"}, keys_);

  http::ClientRequest request;
  request.method = "POST";
  request.url = url;
  request.body = body;
  for (const auto& header : headers)
    request.headers.add(header.name, header.value);
  request.headers.add("Authorization", authorization);
  request.headers.add("User-Agent", "ddb/" DDB_VERSION);
  // On this machine the compression would cost more than the bytes it saves.
  request.headers.add("Accept-Encoding", endpoint_.is_aws ? "gzip" : "identity");
  return request;
}

CallResult DynamoDbClient::attempt(std::string_view operation, const std::string& body) {
  DDB_TRY(request, signed_request(operation, body));
  const auto response = parts_.transport.send(request);
  if (!response) return transport_error(response.error());
  return read_answer(*response, request.url.origin());
}

EndpointCredentials::EndpointCredentials(const Endpoint& endpoint, System system, Profile profile)
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

void throw_exception_from_error(const CallError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed call: " + error.type + " " + error.message);
}

}  // namespace ddb::aws
