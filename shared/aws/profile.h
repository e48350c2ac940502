#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/aws/credentials.h"
#include "shared/aws/environment.h"
#include "shared/aws/shared_config_file.h"
#include "shared/aws/system.h"
#include "shared/base/result.h"

namespace ddb::aws {

/// The chosen profile of the shared credentials and config files.
class Profile {
 public:
  /// `name` is the one that the user asked for on the command line, else empty: then AWS_PROFILE, or
  /// `default`. The files are those that AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE name, or
  /// ~/.aws/credentials and
  /// ~/.aws/config; either may be absent. An error when a file cannot be read or understood, or when a
  /// profile that was asked for is in neither.
  static Result<Profile> load(std::string_view name, const Environment& environment, const FileReader& files);

  const std::string& name() const { return name_; }
  /// Whether the command line asked for it: it then comes before the environment's access keys.
  bool is_explicit() const { return is_explicit_; }

  /// A property such as `region`. Where both files have it, the credentials file's counts.
  std::optional<std::string> find(std::string_view property) const;

  /// `endpoint_url` of the service `dynamodb` in the profile's `services` section, else the profile's own.
  std::optional<std::string> endpoint_url(std::string_view service) const;

  /// The access keys of one file (never one key from each); nothing when neither has both.
  std::optional<Credentials> credentials() const;

 private:
  std::string name_;
  bool is_explicit_ = false;
  SharedConfigFile credentials_;
  SharedConfigFile config_;
};

}  // namespace ddb::aws
