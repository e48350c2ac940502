#include "emulator/protocol/authentication.h"

#include "emulator/model/messages.h"
#include "shared/aws/authorization_header.h"
#include "shared/aws/presigned_query.h"

namespace ddb::protocol {
namespace {

namespace messages = model::messages;
using model::ErrorCode;
using model::ServiceError;

ServiceError incomplete(std::string message) {
  return {ErrorCode::kIncompleteSignature, std::move(message)};
}

ServiceError missing_token() {
  return {ErrorCode::kMissingAuthenticationToken, std::string(messages::kMissingAuthenticationToken)};
}

ServiceError credential_malformed(std::string_view credential) {
  return incomplete(messages::fill(messages::kCredentialMalformed, {credential}));
}

/// Names every parameter that the header lacks, and the header.
ServiceError parameters_missing(const aws::AuthorizationError& error, bool has_date,
                                std::string_view authorization) {
  std::string message;
  const auto lacks = [&](bool missing, std::string_view name) {
    if (missing) message += messages::fill(messages::kAuthorizationLacks, {name});
  };
  lacks(error.credential_missing, "Credential");
  lacks(error.signature_missing, "Signature");
  lacks(error.signed_headers_missing, "SignedHeaders");
  if (!has_date) message += messages::kAuthorizationLacksDate;
  message += messages::fill(messages::kAuthorizationShown, {authorization});
  return incomplete(std::move(message));
}

model::ServiceResult<Caller> read_header(const Request& request, std::string_view authorization) {
  const bool has_date =
      request.headers.find("x-amz-date").data() != nullptr || request.headers.find("date").data() != nullptr;
  const auto header = aws::parse_authorization_header(authorization);
  if (header) {
    if (!has_date) return parameters_missing({}, has_date, authorization);
    return Caller{header->access_key_id, header->scope.region};
  }
  const aws::AuthorizationError& error = header.error();
  switch (error.problem) {
    case aws::AuthorizationProblem::kNotSigned:
    case aws::AuthorizationProblem::kTooLong:
      return missing_token();
    case aws::AuthorizationProblem::kUnsupportedAlgorithm:
      return incomplete(messages::fill(messages::kUnsupportedAlgorithm, {error.detail}));
    case aws::AuthorizationProblem::kParameterMalformed:
      return incomplete(messages::fill(messages::kNoKeyValuePair, {error.detail, authorization}));
    case aws::AuthorizationProblem::kCredentialMalformed:
      return credential_malformed(error.detail);
    case aws::AuthorizationProblem::kParameterMissing:
      break;
  }
  return parameters_missing(error, has_date, authorization);
}

model::ServiceResult<Caller> read_query(const Request& request, std::string& storage) {
  auto query = aws::parse_presigned_query(request.target);
  if (!query) {
    const aws::PresignedQueryError& error = query.error();
    std::string message;
    const auto lacks = [&](bool missing, std::string_view name) {
      if (missing) message += messages::fill(messages::kQueryLacks, {name});
    };
    lacks(error.algorithm_missing, "X-Amz-Algorithm");
    lacks(error.credential_missing, "X-Amz-Credential");
    lacks(error.signature_missing, "X-Amz-Signature");
    lacks(error.signed_headers_missing, "X-Amz-SignedHeaders");
    lacks(error.date_missing, "X-Amz-Date");
    return incomplete(std::move(message.append(messages::kReExamineQuery)));
  }
  storage = std::move(query->credential);
  Caller caller;
  aws::CredentialScope scope;
  if (!aws::parse_credential(storage, caller.access_key_id, scope)) return credential_malformed(storage);
  caller.region = scope.region;
  return caller;
}

}  // namespace

model::ServiceResult<Caller> read_signature(const Request& request, std::string& storage) {
  const std::string_view authorization = request.headers.find("authorization");
  if (aws::is_presigned(request.target)) {
    if (authorization.data() != nullptr)
      return ServiceError{ErrorCode::kInvalidSignature, std::string(messages::kSignedTwice)};
    return read_query(request, storage);
  }
  return read_header(request, authorization);
}

}  // namespace ddb::protocol
