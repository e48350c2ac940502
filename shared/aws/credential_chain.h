#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "shared/aws/credentials.h"
#include "shared/aws/profile.h"
#include "shared/aws/system.h"
#include "shared/base/result.h"

namespace ddb::aws {

struct CredentialError {
  enum class Kind {
    kNoneFound,     ///< No place that is looked at has credentials.
    kSourceFailed,  ///< A place that was named (a profile, a process, an endpoint) gives none.
  };
  Kind kind;
  std::string message;  ///< One plain sentence with the remedy.
};

[[noreturn]] void throw_exception_from_error(const CredentialError& error, const boost::source_location&);

/// Where a client gets its credentials from, again for each request.
class CredentialProvider {
 public:
  virtual ~CredentialProvider() = default;
  /// May be called from several threads.
  virtual Result<Credentials, CredentialError> credentials() = 0;
};

/// Always the same.
class FixedCredentials final : public CredentialProvider {
 public:
  explicit FixedCredentials(Credentials credentials) : credentials_(std::move(credentials)) {}
  Result<Credentials, CredentialError> credentials() override { return credentials_; }

 private:
  const Credentials credentials_;
};

/// The usual chain. The first place that has credentials counts:
///   1. the profile's access keys or `credential_process`, if the profile was asked for explicitly
///   2. AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
///   3. the profile's access keys, then its `credential_process`
///   4. the container's endpoint (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI)
///   5. the instance metadata service, version 2
/// Temporary credentials are kept until five minutes before they end, then asked for anew; while that fails,
/// those there are serve until their end. Source: AWS SDKs and Tools Reference Guide, "Credential provider
/// chain".
class CredentialChain final : public CredentialProvider {
 public:
  enum class InstanceMetadata { kAsk, kSkip };

  CredentialChain(System system, Profile profile, InstanceMetadata instance_metadata)
      : system_(system), profile_(std::move(profile)), instance_metadata_(instance_metadata) {}

  Result<Credentials, CredentialError> credentials() override;

 private:
  Result<Credentials, CredentialError> find();

  const System system_;
  const Profile profile_;
  const InstanceMetadata instance_metadata_;
  std::mutex mutex_;
  std::optional<Credentials> found_;
};

/// What one place of the chain says: nothing if it is not in use here.
using SourceResult = Result<std::optional<Credentials>, CredentialError>;

/// Each place of the chain.
SourceResult environment_credentials(const Environment& environment);
SourceResult profile_credentials(const Profile& profile, const System& system);
SourceResult container_credentials(const System& system);
SourceResult instance_metadata_credentials(const System& system);

/// Reads the JSON object that the container endpoint, the instance metadata service and `credential_process`
/// answer; `token_name` is "Token" or "SessionToken". The error says what is missing, without any secret.
Result<Credentials> parse_credentials_json(std::string_view text, std::string_view token_name);

}  // namespace ddb::aws
