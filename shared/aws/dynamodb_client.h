#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/aws/credential_chain.h"
#include "shared/aws/endpoint.h"
#include "shared/aws/retry.h"
#include "shared/aws/sigv4.h"
#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace ddb::aws {

/// Why a call failed after all its attempts.
struct CallError {
  enum class Kind {
    kService,       ///< DynamoDB answered with an error: see `type`.
    kNotReachable,  ///< No connection, or none that is trusted.
    kNoAnswer,      ///< The connection broke or was too slow; the request may have run.
    kBadAnswer,     ///< What answered is not DynamoDB, or the answer was damaged on the way.
    kCredentials,   ///< There is nothing to sign with.
  };
  Kind kind;
  std::string type;           ///< Of a kService error, without its prefix: "ResourceNotFoundException".
  std::string message;        ///< The service's own message, or one plain sentence.
  int status = 0;             ///< The HTTP status; 0 if there was no answer.
  std::string body;           ///< The whole answer: for CancellationReasons, Item and the like.
  bool is_retryable = false;  ///< Whether the same request may succeed later.
  unsigned attempts = 0;

  /// So that DDB_TRY can hand it to a caller that returns `Result<T>`.
  operator Error() const { return Error{type.empty() ? message : type + ": " + message}; }  // NOLINT
};

[[noreturn]] void throw_exception_from_error(const CallError& error, const boost::source_location&);

using CallResult = Result<boost::json::object, CallError>;

/// Calls DynamoDB: what everything that needs a table is given, so that a test can answer instead.
class DynamoDb {
 public:
  virtual ~DynamoDb() = default;

  /// Calls one operation of DynamoDB ("PutItem") or DynamoDB Streams ("GetRecords") with its input, and
  /// returns its output. May be called from several threads.
  virtual CallResult call(std::string_view operation, const boost::json::object& input) = 0;
};

/// What a client needs; everything referred to must outlive it.
struct DynamoDbClientParts {
  Transport& transport;
  CredentialProvider& credentials;
  const Clock& clock;
  Random& random;
  Sleeper& sleeper;
};

/// DynamoDB's JSON protocol over HTTP: signs with Signature Version 4, checks x-amz-crc32, asks AWS for
/// compressed answers, and retries throttling, failures of the service, damaged answers and broken
/// connections by `RetryPolicy`. Sources: DynamoDB Developer Guide, "DynamoDB low-level API" and "Error
/// retries and exponential backoff".
class DynamoDbClient final : public DynamoDb {
 public:
  /// The largest answer after decompression: a page is at most 1 MB of items, a batch 16 MB, JSON somewhat
  /// more.
  static constexpr std::size_t kAnswerSizeBytesMax = 64 * 1024 * 1024;

  DynamoDbClient(Endpoint endpoint, DynamoDbClientParts parts, RetryPolicy policy = {});

  CallResult call(std::string_view operation, const boost::json::object& input) override;

  const Endpoint& endpoint() const { return endpoint_; }

 private:
  CallResult attempt(std::string_view operation, const std::string& body);
  Result<http::ClientRequest, CallError> signed_request(std::string_view operation, const std::string& body);

  const Endpoint endpoint_;
  const DynamoDbClientParts parts_;
  const RetryPolicy policy_;
  SigningKeys keys_;
};

/// Whether `operation` is one of DynamoDB Streams' four.
bool is_streams_operation(std::string_view operation);

/// The chain of `CredentialChain`, except that a server which is not AWS's is signed for with the access key
/// "local" and the secret "local" where the chain finds nothing: the emulator takes any. For such a server
/// the instance metadata service is not asked.
class EndpointCredentials final : public CredentialProvider {
 public:
  EndpointCredentials(const Endpoint& endpoint, System system, Profile profile);
  Result<Credentials, CredentialError> credentials() override;

 private:
  const bool is_aws_;
  CredentialChain chain_;
};

}  // namespace ddb::aws
