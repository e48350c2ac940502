#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/aws/sigv4.h"
#include "shared/base/result.h"

/// Signature Version 4 in the query string ("presigned URL").
/// Source: AWS General Reference, "Create a signed AWS API request", query parameters.
namespace ddb::aws {

/// The parameters of a signature in a query, percent-decoded.
struct PresignedQuery {
  std::string algorithm;   ///< `AWS4-HMAC-SHA256`
  std::string credential;  ///< `access_key_id/date/region/service/aws4_request`
  std::string timestamp;   ///< `20150830T123600Z`
  std::string signed_headers;
  std::string signature;
};

/// Which parameters a presigned query lacks; the service names all of them in one answer.
struct PresignedQueryError {
  bool algorithm_missing = false;
  bool credential_missing = false;
  bool signature_missing = false;
  bool signed_headers_missing = false;
  bool date_missing = false;
};

/// Whether the query of `target` carries X-Amz-Algorithm, and so claims to be signed.
bool is_presigned(std::string_view target);

/// Takes the signature's parameters out of the query of `target`.
Result<PresignedQuery, PresignedQueryError> parse_presigned_query(std::string_view target);

/// As `verify` in sigv4.h, for a request whose target is presigned. `X-Amz-Expires` is not judged;
/// `options.now` is.
Verification verify_presigned(const RequestView& request, const PresignedQuery& query,
                              std::string_view secret_access_key, const VerifyOptions& options,
                              SigningKeys& keys);

[[noreturn]] void throw_exception_from_error(const PresignedQueryError& error, const boost::source_location&);

}  // namespace ddb::aws
