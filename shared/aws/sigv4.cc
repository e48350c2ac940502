#include "shared/aws/sigv4.h"

#include <algorithm>

#include "shared/aws/timestamp.h"
#include "shared/crypto/constant_time.h"

namespace ddb::aws {
namespace {

using crypto::as_bytes;
using crypto::hmac_sha256;

constexpr std::size_t kDateSize = 8;

std::string scope_text(const CredentialScope& scope) {
  std::string text(scope.date);
  for (const auto part : {scope.region, scope.service, scope.terminator})
    text.append("/").append(part);
  return text;
}

std::string signature_of(const RequestView& request, std::string_view timestamp, const CredentialScope& scope,
                         std::string_view signed_headers, std::string_view secret_access_key,
                         SigningKeys& keys) {
  const auto key = keys.key(secret_access_key, scope.date, scope.region, scope.service);
  const std::string text = string_to_sign(timestamp, scope, canonical_request(request, signed_headers));
  return crypto::hex(as_bytes(hmac_sha256(as_bytes(key), text)));
}

Verification check_time(std::string_view timestamp, const CredentialScope& scope,
                        const VerifyOptions& options) {
  const auto time = parse_iso8601_basic(timestamp);
  if (!time) return Verification::kDateMalformed;
  if (timestamp.substr(0, kDateSize) != scope.date) return Verification::kScopeDateDiffers;
  if (options.now && *time + options.skew_max < *options.now) return Verification::kSignatureExpired;
  if (options.now && *time > *options.now + options.skew_max) return Verification::kSignatureNotYetCurrent;
  return Verification::kValid;
}

Verification check_signed_headers(std::string_view names, std::span<const http::HeaderView> headers) {
  bool host_is_signed = false;
  std::size_t count = 0;
  while (!names.empty()) {
    if (++count > kSignedHeadersMax) return Verification::kTooManySignedHeaders;
    const auto semicolon = names.find(';');
    const std::string_view name = names.substr(0, semicolon);
    if (!find_header(headers, name)) return Verification::kSignedHeaderAbsent;
    if (http::equals_ignoring_case(name, "host")) host_is_signed = true;
    names.remove_prefix(semicolon == std::string_view::npos ? names.size() : semicolon + 1);
  }
  return host_is_signed ? Verification::kValid : Verification::kHostNotSigned;
}

}  // namespace

crypto::Sha256Digest SigningKeys::key(std::string_view secret_access_key, std::string_view date,
                                      std::string_view region, std::string_view service) {
  std::string name;
  for (const auto part : {date, region, service, secret_access_key})
    name.append(part).append(1, '\0');
  const std::lock_guard lock(mutex_);
  if (const auto found = keys_.find(name); found != keys_.end()) return found->second;
  auto key = hmac_sha256("AWS4" + std::string(secret_access_key), date);
  for (const auto part : {region, service, kScopeTerminator})
    key = hmac_sha256(as_bytes(key), part);
  if (keys_.size() >= kKeysMax) keys_.clear();
  keys_.emplace(std::move(name), key);
  return key;
}

std::string string_to_sign(std::string_view timestamp, const CredentialScope& scope,
                           std::string_view canonical_request) {
  std::string text(kSigningAlgorithm);
  text.append("\n").append(timestamp).append("\n").append(scope_text(scope)).append("\n");
  return text + crypto::sha256_hex(canonical_request);
}

std::string sign(const RequestView& request, const Credentials& credentials, const SigningScope& scope,
                 SigningKeys& keys) {
  const CredentialScope full{scope.timestamp.substr(0, kDateSize), scope.region, scope.service,
                             kScopeTerminator};
  const std::string signed_headers = signed_header_names(request.headers);
  std::string header(kSigningAlgorithm);
  header.append(" Credential=").append(credentials.access_key_id).append("/").append(scope_text(full));
  header.append(", SignedHeaders=").append(signed_headers).append(", Signature=");
  return header +
         signature_of(request, scope.timestamp, full, signed_headers, credentials.secret_access_key, keys);
}

Verification verify_at(const RequestView& request, std::optional<std::string_view> timestamp,
                       const AuthorizationHeader& authorization, std::string_view secret_access_key,
                       const VerifyOptions& options, SigningKeys& keys) {
  const CredentialScope& scope = authorization.scope;
  if (scope.terminator != kScopeTerminator) return Verification::kTerminatorUnknown;
  if (!options.service.empty() && scope.service != options.service) return Verification::kServiceUnknown;
  if (!timestamp) return Verification::kDateMissing;
  if (const auto found = check_time(*timestamp, scope, options); found != Verification::kValid) return found;
  if (const auto found = check_signed_headers(authorization.signed_headers, request.headers);
      found != Verification::kValid) {
    return found;
  }
  const std::string expected =
      signature_of(request, *timestamp, scope, authorization.signed_headers, secret_access_key, keys);
  return crypto::constant_time_equal(expected, authorization.signature) ? Verification::kValid
                                                                        : Verification::kSignatureDiffers;
}

Verification verify(const RequestView& request, const AuthorizationHeader& authorization,
                    std::string_view secret_access_key, const VerifyOptions& options, SigningKeys& keys) {
  auto timestamp = find_header(request.headers, "x-amz-date");
  if (!timestamp) timestamp = find_header(request.headers, "date");
  return verify_at(request, timestamp, authorization, secret_access_key, options, keys);
}

std::optional<std::string_view> find_header(std::span<const http::HeaderView> headers,
                                            std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const http::HeaderView& header) {
    return http::equals_ignoring_case(header.name, name);
  });
  if (found == headers.end()) return std::nullopt;
  return found->value;
}

}  // namespace ddb::aws
