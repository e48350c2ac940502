#pragma once

#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/aws/authorization_header.h"
#include "shared/aws/canonical_request.h"
#include "shared/aws/credentials.h"
#include "shared/base/clock.h"
#include "shared/crypto/sha256.h"

/// Signature Version 4: signing and verifying.
/// Source: AWS General Reference, "Signing AWS API requests".
namespace ddb::aws {

/// Signing keys cost four HMACs and stay the same for a day, so they are kept. Any number of threads may ask.
class SigningKeys {
 public:
  /// The key of one day (`20150830`), region and service.
  crypto::Sha256Digest key(std::string_view secret_access_key, std::string_view date, std::string_view region,
                           std::string_view service);

 private:
  static constexpr std::size_t kKeysMax = 64;  // When full, all go: a process signs for few scopes.
  std::mutex mutex_;
  std::unordered_map<std::string, crypto::Sha256Digest> keys_;
};

/// Where and when a request is signed for.
struct SigningScope {
  std::string_view timestamp;  ///< `20150830T123600Z`, the X-Amz-Date header's value.
  std::string_view region;
  std::string_view service;
};

/// `AWS4-HMAC-SHA256`, timestamp, scope, and the hash of the canonical request, each on a line.
std::string string_to_sign(std::string_view timestamp, const CredentialScope& scope,
                           std::string_view canonical_request);

/// The `Authorization` header's value. Every header of `request` is signed: Host, X-Amz-Date and, for
/// temporary credentials, X-Amz-Security-Token must be among them.
std::string sign(const RequestView& request, const Credentials& credentials, const SigningScope& scope,
                 SigningKeys& keys);

/// What `verify` found wrong first, in this order.
enum class Verification {
  kValid,
  kTerminatorUnknown,       ///< The scope does not end in `aws4_request`.
  kServiceUnknown,          ///< The scope is for another service than asked for.
  kDateMissing,             ///< Neither X-Amz-Date nor Date.
  kDateMalformed,           ///< Not of the form 20150830T123600Z.
  kScopeDateDiffers,        ///< The scope's date is not the day of the timestamp.
  kSignatureExpired,        ///< The timestamp is more than the allowed skew before the clock.
  kSignatureNotYetCurrent,  ///< The timestamp is more than the allowed skew after the clock.
  kHostNotSigned,           ///< `host` is not among the signed headers.
  kSignedHeaderAbsent,      ///< A signed header is not in the request.
  kTooManySignedHeaders,    ///< More than `kSignedHeadersMax`.
  kSignatureDiffers,        ///< The secret, or any signed bit of the request, is another.
};

inline constexpr std::size_t kSignedHeadersMax = 100;

struct VerifyOptions {
  /// The service that the scope must name; empty accepts any.
  std::string_view service;
  /// The time to compare the timestamp with; empty accepts any timestamp.
  std::optional<Clock::TimePoint> now = std::nullopt;
  std::chrono::minutes skew_max{15};
};

/// Whether `authorization`, made at `timestamp` (which may be absent), is the signature of `request` by
/// `secret_access_key`. Takes the same time wherever the signatures differ.
Verification verify_at(const RequestView& request, std::optional<std::string_view> timestamp,
                       const AuthorizationHeader& authorization, std::string_view secret_access_key,
                       const VerifyOptions& options, SigningKeys& keys);

/// The same, for the `authorization` of a header and with the timestamp of `request`'s X-Amz-Date or else
/// Date.
Verification verify(const RequestView& request, const AuthorizationHeader& authorization,
                    std::string_view secret_access_key, const VerifyOptions& options, SigningKeys& keys);

/// The first value of the header `name` in any case, if there is one.
std::optional<std::string_view> find_header(std::span<const http::HeaderView> headers, std::string_view name);

}  // namespace ddb::aws
