#include "shared/aws/profile.h"

namespace ddb::aws {
namespace {

std::string with_home(const std::string& path, const Environment& environment) {
  if (!path.starts_with("~/")) return path;
  return environment.find("HOME").value_or("") + path.substr(1);
}

Result<SharedConfigFile> read_file(std::string_view variable, std::string_view default_path,
                                   SharedFileKind kind, const Environment& environment,
                                   const FileReader& files) {
  const std::string path =
      with_home(environment.find(variable).value_or(std::string(default_path)), environment);
  DDB_TRY(text, files.read(path));
  if (!text) return SharedConfigFile();
  auto file = SharedConfigFile::parse(*text, kind);
  if (!file) return Error{path + ": " + file.error().message};
  return file;
}

}  // namespace

Result<Profile> Profile::load(std::string_view name, const Environment& environment,
                              const FileReader& files) {
  Profile profile;
  const auto from_environment = environment.find("AWS_PROFILE");
  profile.is_explicit_ = !name.empty();
  profile.name_ = !name.empty() ? std::string(name) : from_environment.value_or("default");
  DDB_TRY(credentials, read_file("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials",
                                 SharedFileKind::kCredentials, environment, files));
  DDB_TRY(config, read_file("AWS_CONFIG_FILE", "~/.aws/config", SharedFileKind::kConfig, environment, files));
  profile.credentials_ = std::move(credentials);
  profile.config_ = std::move(config);
  const bool is_asked_for = profile.is_explicit_ || from_environment.has_value();
  if (is_asked_for && !profile.credentials_.has_profile(profile.name_) &&
      !profile.config_.has_profile(profile.name_)) {
    return Error{"There is no profile \"" + profile.name_ +
                 "\" in the shared credentials and config files: run `aws configure --profile " +
                 profile.name_ + "`, or choose another one with --profile or AWS_PROFILE."};
  }
  return profile;
}

std::optional<std::string> Profile::find(std::string_view property) const {
  if (auto value = credentials_.find(name_, property)) return value;
  return config_.find(name_, property);
}

std::optional<std::string> Profile::endpoint_url(std::string_view service) const {
  if (const auto section = find("services")) {
    if (auto url = config_.find_service(*section, std::string(service) + ".endpoint_url")) return url;
  }
  return find("endpoint_url");
}

std::optional<Credentials> Profile::credentials() const {
  for (const auto* file : {&credentials_, &config_}) {
    const auto access_key_id = file->find(name_, "aws_access_key_id");
    const auto secret_access_key = file->find(name_, "aws_secret_access_key");
    if (!access_key_id || !secret_access_key) continue;
    return Credentials{*access_key_id, *secret_access_key,
                       file->find(name_, "aws_session_token").value_or(""), std::nullopt};
  }
  return std::nullopt;
}

}  // namespace ddb::aws
