#include "tools/cli/call_error.h"

#include <stdexcept>

namespace ddb::cli {
namespace {

using Kind = aws::CallError::Kind;

/// A sentence without its full stop, to go on with.
std::string unfinished(std::string sentence) {
  if (sentence.ends_with('.')) sentence.pop_back();
  return sentence;
}

std::string not_reachable(const aws::CallError& error, const aws::ServiceEndpoint& endpoint) {
  if (endpoint.is_aws) {
    return unfinished(error.message) + ": check the network, and that " + endpoint.region + " is a region.";
  }
  return unfinished(error.message) + ": start the emulator with `ddb-emulator --port " +
         std::to_string(endpoint.url.port) + "`, or name another server with --endpoint-url.";
}

bool is_about_credentials(std::string_view type) {
  return type == "UnrecognizedClientException" || type == "InvalidSignatureException" ||
         type == "ExpiredTokenException" || type == "MissingAuthenticationTokenException" ||
         type == "IncompleteSignatureException" || type == "InvalidClientTokenId";
}

CommandError refused(const aws::CallError& error, const std::string& operation,
                     const aws::ServiceEndpoint& endpoint) {
  if (is_about_credentials(error.type)) {
    return {ExitCode::kCredentials,
            endpoint_text(endpoint) + " does not accept the credentials (" + error.type + ": " +
                error.message +
                "): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or "
                "the profile."};
  }
  std::string message = operation + " was refused: " + error.type + ": " + error.message;
  if (error.is_retryable) message += " (after " + std::to_string(error.attempts) + " attempts)";
  return {ExitCode::kFailed, std::move(message)};
}

}  // namespace

std::string endpoint_text(const aws::ServiceEndpoint& endpoint) {
  return endpoint.url.origin() + " (region " + endpoint.region + ")";
}

CommandError describe_call_error(const aws::CallError& error, const std::string& operation,
                                 const aws::ServiceEndpoint& endpoint) {
  switch (error.kind) {
    case Kind::kService:
      return refused(error, operation, endpoint);
    case Kind::kNotReachable:
      return {ExitCode::kEndpoint, not_reachable(error, endpoint)};
    case Kind::kNoAnswer:
      return {ExitCode::kEndpoint,
              operation + " got no whole answer, and may or may not have run: " + error.message};
    case Kind::kBadAnswer:
      return {ExitCode::kEndpoint, error.message + " Check --endpoint-url."};
    case Kind::kCredentials:
      return {ExitCode::kCredentials,
              error.message + " For a local server give --endpoint-url instead; it needs none."};
  }
  throw std::logic_error("an unknown kind of call error");
}

}  // namespace ddb::cli
