// Credentials from the endpoints that a container or a machine in AWS has.

#include <algorithm>

#include "shared/aws/credential_chain.h"

namespace ddb::aws {
namespace {

constexpr std::string_view kContainerHost = "http://169.254.170.2";
constexpr std::string_view kInstanceHost = "http://169.254.169.254";
constexpr std::string_view kInstanceHostIpv6 = "http://[fd00:ec2::254]";
constexpr std::string_view kRolesPath = "/latest/meta-data/iam/security-credentials/";
// Both answer from the machine itself; where there is none, the wait must be short.
constexpr std::uint32_t kContainerTimeoutMs = 2'000;
constexpr std::uint32_t kInstanceTimeoutMs = 1'000;

CredentialError source_failed(std::string message) {
  return {CredentialError::Kind::kSourceFailed, std::move(message)};
}

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

/// Whether a header may carry the text: a line break in it would begin a header of its own.
bool is_header_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
}

/// Credentials may only be asked for where no one else on the way can read them.
/// Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
bool is_allowed_container_host(const http::Url& url) {
  if (url.scheme == "https") return true;
  const auto& host = url.host;
  return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "169.254.170.2" ||
         host == "169.254.170.23" || host == "fd00:ec2::23";
}

Result<std::string, CredentialError> container_authorization(const System& system) {
  std::string token = system.environment.find("AWS_CONTAINER_AUTHORIZATION_TOKEN").value_or("");
  if (const auto path = system.environment.find("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
    const auto text = system.files.read(*path);
    if (!text)
      return source_failed("The file of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: " + text.error().message);
    if (!*text)
      return source_failed("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names " + *path +
                           ", which does not exist.");
    token = first_line(**text);
  }
  if (!is_header_value(token))
    return source_failed("The container's authorization token has control characters.");
  return token;
}

http::ClientRequest request_to(const http::Url& url, std::uint32_t timeout_ms) {
  http::ClientRequest request;
  request.url = url;
  request.total_timeout_ms = timeout_ms;
  return request;
}

Result<std::string, CredentialError> metadata_answer(const System& system,
                                                     const http::ClientRequest& request) {
  const auto response = system.transport.send(request);
  if (!response) return source_failed(response.error().message);
  if (response->status != 200) {
    return source_failed(request.url.origin() + " answered with status " + std::to_string(response->status) +
                         ".");
  }
  return response->body;
}

SourceResult parsed(std::string_view text, const std::string& whom) {
  auto credentials = parse_credentials_json(text, "Token");
  if (!credentials) return source_failed(whom + " gave no credentials: " + credentials.error().message);
  return std::optional(*std::move(credentials));
}

}  // namespace

SourceResult container_credentials(const System& system) {
  const auto relative = system.environment.find("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const auto full = system.environment.find("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (!relative && !full) return std::optional<Credentials>();
  const std::string text = relative ? std::string(kContainerHost) + *relative : *full;
  const auto url = http::parse_url(text);
  if (!url) return source_failed("The container's credentials URI: " + url.error().message);
  if (relative && url->host != "169.254.170.2") {
    return source_failed("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI must begin with '/': " + *relative + ".");
  }
  if (!is_allowed_container_host(*url)) {
    return source_failed("AWS_CONTAINER_CREDENTIALS_FULL_URI names the host " + url->host +
                         ": without https only this machine and the container's own endpoints are allowed.");
  }
  DDB_TRY(authorization, container_authorization(system));
  http::ClientRequest request = request_to(*url, kContainerTimeoutMs);
  request.headers.add("Accept", "application/json");
  if (!authorization.empty()) request.headers.add("Authorization", authorization);
  DDB_TRY(answer, metadata_answer(system, request));
  return parsed(answer, "The container's endpoint");
}

SourceResult instance_metadata_credentials(const System& system) {
  if (system.environment.is_true("AWS_EC2_METADATA_DISABLED")) return std::optional<Credentials>();
  const bool is_ipv6 =
      system.environment.find("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").value_or("") == "IPv6";
  const auto endpoint = system.environment.find("AWS_EC2_METADATA_SERVICE_ENDPOINT")
                            .value_or(std::string(is_ipv6 ? kInstanceHostIpv6 : kInstanceHost));
  auto url = http::parse_url(endpoint);
  if (!url) return source_failed("AWS_EC2_METADATA_SERVICE_ENDPOINT: " + url.error().message);

  http::ClientRequest token_request = request_to(*url, kInstanceTimeoutMs);
  token_request.method = "PUT";
  token_request.url.path = "/latest/api/token";
  token_request.headers.add("X-aws-ec2-metadata-token-ttl-seconds", "21600");
  const auto token = metadata_answer(system, token_request);
  // No answer means that this machine is not one of AWS's, or has no role: the chain goes on.
  if (!token || !is_header_value(*token)) return std::optional<Credentials>();

  http::ClientRequest request = request_to(*url, kInstanceTimeoutMs);
  request.headers.add("X-aws-ec2-metadata-token", *token);
  request.url.path = kRolesPath;
  const auto roles = metadata_answer(system, request);
  if (!roles) return std::optional<Credentials>();
  const std::string_view role = first_line(*roles);
  if (role.empty() || !is_header_value(role) || role.find(' ') != std::string_view::npos) {
    return std::optional<Credentials>();
  }
  request.url.path.append(role);
  DDB_TRY(answer, metadata_answer(system, request));
  return parsed(answer, "The instance metadata service");
}

}  // namespace ddb::aws
