#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/aws/call_error.h"
#include "shared/aws/credential_chain.h"
#include "shared/aws/endpoint.h"
#include "shared/aws/retry.h"
#include "shared/aws/service.h"
#include "shared/aws/sigv4.h"
#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace ddb::aws {

/// What a client needs; everything referred to must outlive it.
struct ServiceClientParts {
  Transport& transport;
  CredentialProvider& credentials;
  const Clock& clock;
  Random& random;
  Sleeper& sleeper;
};

/// AWS's JSON protocol over HTTP: signs with Signature Version 4, checks x-amz-crc32, asks AWS for compressed
/// answers, and retries throttling, failures of the service, damaged answers and broken connections by
/// `RetryPolicy`. May be called from several threads. Sources: DynamoDB Developer Guide, "DynamoDB low-level
/// API" and "Error retries and exponential backoff".
class ServiceClient {
 public:
  /// The largest answer after decompression: a page of DynamoDB is at most 1 MB of items, a batch 16 MB, JSON
  /// somewhat more.
  static constexpr std::size_t kAnswerSizeBytesMax = 64 * 1024 * 1024;

  ServiceClient(const Service& service, ServiceEndpoint endpoint, ServiceClientParts parts,
                RetryPolicy policy = {});

  /// Calls one operation ("PutItem") with its input, and returns its output.
  CallResult call(std::string_view operation, const boost::json::object& input) {
    return call(operation, input, Signing::kSigned);
  }
  /// The same without credentials, for the operations that anybody may call, such as Cognito's InitiateAuth.
  CallResult call_unsigned(std::string_view operation, const boost::json::object& input) {
    return call(operation, input, Signing::kUnsigned);
  }

  const ServiceEndpoint& endpoint() const { return endpoint_; }

 private:
  enum class Signing { kSigned, kUnsigned };

  CallResult call(std::string_view operation, const boost::json::object& input, Signing signing);
  CallResult attempt(std::string_view operation, const std::string& body, Signing signing);
  Result<http::ClientRequest, CallError> request(std::string_view operation, const std::string& body,
                                                 Signing signing);
  Result<void, CallError> add_signature(http::ClientRequest& request);

  const Service service_;
  const ServiceEndpoint endpoint_;
  const ServiceClientParts parts_;
  const RetryPolicy policy_;
  SigningKeys keys_;
};

/// The chain of `CredentialChain`, except that a server which is not AWS's is signed for with the access key
/// "local" and the secret "local" where the chain finds nothing: the emulator takes any. For such a server
/// the instance metadata service is not asked.
class EndpointCredentials final : public CredentialProvider {
 public:
  EndpointCredentials(const ServiceEndpoint& endpoint, System system, Profile profile);
  Result<Credentials, CredentialError> credentials() override;

 private:
  const bool is_aws_;
  CredentialChain chain_;
};

}  // namespace ddb::aws
