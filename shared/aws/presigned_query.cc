#include "shared/aws/presigned_query.h"

#include <stdexcept>

#include "shared/http/percent_coding.h"

namespace ddb::aws {
namespace {

std::optional<std::string> find_parameter(std::string_view target, std::string_view name) {
  const auto question = target.find('?');
  if (question == std::string_view::npos) return std::nullopt;
  return http::find_query_parameter(target.substr(question + 1), name);
}

}  // namespace

bool is_presigned(std::string_view target) {
  return find_parameter(target, "X-Amz-Algorithm").has_value();
}

Result<PresignedQuery, PresignedQueryError> parse_presigned_query(std::string_view target) {
  auto algorithm = find_parameter(target, "X-Amz-Algorithm");
  auto credential = find_parameter(target, "X-Amz-Credential");
  auto timestamp = find_parameter(target, "X-Amz-Date");
  auto signed_headers = find_parameter(target, "X-Amz-SignedHeaders");
  auto signature = find_parameter(target, "X-Amz-Signature");
  // A parameter without a value counts as missing (the service answers so).
  const auto missing = [](const std::optional<std::string>& parameter) {
    return !parameter || parameter->empty();
  };
  if (missing(algorithm) || missing(credential) || missing(timestamp) || missing(signed_headers) ||
      missing(signature)) {
    return PresignedQueryError{missing(algorithm), missing(credential), missing(signature),
                               missing(signed_headers), missing(timestamp)};
  }
  return PresignedQuery{*std::move(algorithm), *std::move(credential), *std::move(timestamp),
                        *std::move(signed_headers), *std::move(signature)};
}

Verification verify_presigned(const RequestView& request, const PresignedQuery& query,
                              std::string_view secret_access_key, const VerifyOptions& options,
                              SigningKeys& keys) {
  AuthorizationHeader authorization{.algorithm = query.algorithm,
                                    .access_key_id = {},
                                    .scope = {},
                                    .signed_headers = query.signed_headers,
                                    .signature = query.signature};
  if (!parse_credential(query.credential, authorization.access_key_id, authorization.scope)) {
    return Verification::kTerminatorUnknown;
  }
  return verify_at(request, query.timestamp, authorization, secret_access_key, options, keys);
}

void throw_exception_from_error(const PresignedQueryError&, const boost::source_location&) {
  throw std::logic_error("value() of a presigned query that is none");
}

}  // namespace ddb::aws
