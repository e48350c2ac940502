#pragma once

#include <cstddef>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::aws {

/// The Credential parameter's parts: `access_key_id/date/region/service/terminator`.
struct CredentialScope {
  std::string_view date;        ///< As sent; `20150830` when well formed.
  std::string_view region;      ///< `us-east-1`
  std::string_view service;     ///< `dynamodb`
  std::string_view terminator;  ///< `aws4_request` when well formed.
};

/// A Signature Version 4 `Authorization` header, taken apart. The views point into the header's bytes.
struct AuthorizationHeader {
  std::string_view algorithm;      ///< `AWS4-HMAC-SHA256`
  std::string_view access_key_id;  ///< May itself hold '/': the scope is what follows the last four.
  CredentialScope scope;
  std::string_view signed_headers;  ///< As sent: names separated by ';'.
  std::string_view signature;       ///< As sent; 64 hexadecimal digits when well formed.
};

enum class AuthorizationProblem {
  kNotSigned,             ///< Empty, or of a scheme that does not begin with "AWS4-".
  kTooLong,               ///< More than `kAuthorizationHeaderSizeBytesMax`.
  kUnsupportedAlgorithm,  ///< "AWS4-" but not "AWS4-HMAC-SHA256".
  kParameterMissing,      ///< See the three flags.
  kParameterMalformed,    ///< A parameter without '='; `detail` is it.
  kCredentialMalformed,   ///< Fewer than five parts separated by '/'; `detail` is the value.
};

/// Why a header is no signature. The flags are true for every parameter that is missing, because the service
/// names all of them in one answer.
struct AuthorizationError {
  AuthorizationProblem problem;
  bool credential_missing = false;
  bool signature_missing = false;
  bool signed_headers_missing = false;
  std::string_view detail = {};  ///< Points into the header's bytes.
};

inline constexpr std::size_t kAuthorizationHeaderSizeBytesMax = 8192;
inline constexpr std::string_view kSigningAlgorithm = "AWS4-HMAC-SHA256";
inline constexpr std::string_view kScopeTerminator = "aws4_request";

/// Takes `value` apart. Parameters come in any order, separated by commas, spaces or both; of a parameter
/// given twice the first counts; unknown ones are passed over. Neither date, terminator, header names nor
/// signature are judged here: `verify` does. Source: AWS General Reference, "Elements of an AWS API request
/// signature".
Result<AuthorizationHeader, AuthorizationError> parse_authorization_header(std::string_view value);

/// Splits `access_key_id/date/region/service/terminator`; false when there are fewer than five parts.
bool parse_credential(std::string_view text, std::string_view& access_key_id, CredentialScope& scope);

[[noreturn]] void throw_exception_from_error(const AuthorizationError& error, const boost::source_location&);

}  // namespace ddb::aws
