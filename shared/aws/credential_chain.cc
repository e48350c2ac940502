#include "shared/aws/credential_chain.h"

#include <stdexcept>

#include "shared/aws/timestamp.h"
#include "shared/json/json.h"
#include "shared/json/members.h"

namespace ddb::aws {
namespace {

constexpr std::chrono::minutes kRefreshBefore{5};
constexpr std::chrono::seconds kCredentialProcessTimeout{60};

CredentialError source_failed(std::string message) {
  return {CredentialError::Kind::kSourceFailed, std::move(message)};
}

/// What a profile of a kind that is not supported asks for, for the error's sake.
std::optional<std::string> unsupported_property(const Profile& profile) {
  for (const auto* property : {"role_arn", "sso_session", "sso_start_url", "web_identity_token_file"}) {
    if (profile.find(property)) return property;
  }
  return std::nullopt;
}

}  // namespace

Result<Credentials> parse_credentials_json(std::string_view text, std::string_view token_name) {
  const auto document = json::Document::parse(text);
  if (!document || !document->root().is_object()) return Error{"the answer is no JSON object."};
  const auto& object = document->root().get_object();
  Credentials credentials{json::text_member(object, "AccessKeyId"),
                          json::text_member(object, "SecretAccessKey"), json::text_member(object, token_name),
                          std::nullopt};
  if (credentials.access_key_id.empty()) return Error{"the answer has no AccessKeyId."};
  if (credentials.secret_access_key.empty()) return Error{"the answer has no SecretAccessKey."};
  const std::string expiration = json::text_member(object, "Expiration");
  if (!expiration.empty()) {
    credentials.expiration = parse_iso8601(expiration);
    if (!credentials.expiration)
      return Error{"the answer's Expiration is no ISO 8601 time: " + expiration + "."};
  }
  return credentials;
}

SourceResult environment_credentials(const Environment& environment) {
  auto access_key_id = environment.find("AWS_ACCESS_KEY_ID");
  auto secret_access_key = environment.find("AWS_SECRET_ACCESS_KEY");
  if (!access_key_id && !secret_access_key) return std::optional<Credentials>();
  if (!access_key_id || !secret_access_key) {
    return source_failed(
        "Only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set: set both, or neither.");
  }
  return std::optional(Credentials{*std::move(access_key_id), *std::move(secret_access_key),
                                   environment.find("AWS_SESSION_TOKEN").value_or(""), std::nullopt});
}

SourceResult profile_credentials(const Profile& profile, const System& system) {
  if (auto credentials = profile.credentials()) return credentials;
  if (const auto command = profile.find("credential_process")) {
    const auto failed = [&](const Error& error) {
      return source_failed("The credential_process of the profile \"" + profile.name() +
                           "\" gave no credentials: " + error.message);
    };
    const auto output = system.commands.run(*command, kCredentialProcessTimeout);
    if (!output) return failed(output.error());
    auto credentials = parse_credentials_json(*output, "SessionToken");
    if (!credentials) return failed(credentials.error());
    return std::optional(*std::move(credentials));
  }
  if (const auto property = unsupported_property(profile)) {
    return source_failed(
        "The profile \"" + profile.name() + "\" gets its credentials by " + *property +
        ", which is not supported here: export them into the environment with `eval \"$(aws configure "
        "export-credentials --profile " +
        profile.name() + " --format env)\"`.");
  }
  return std::optional<Credentials>();
}

Result<Credentials, CredentialError> CredentialChain::find() {
  if (profile_.is_explicit()) {
    DDB_TRY(found, profile_credentials(profile_, system_));
    if (found) return *std::move(found);
  }
  DDB_TRY(from_environment, environment_credentials(system_.environment));
  if (from_environment) return *std::move(from_environment);
  DDB_TRY(from_profile, profile_credentials(profile_, system_));
  if (from_profile) return *std::move(from_profile);
  DDB_TRY(from_container, container_credentials(system_));
  if (from_container) return *std::move(from_container);
  if (instance_metadata_ == InstanceMetadata::kAsk) {
    DDB_TRY(from_instance, instance_metadata_credentials(system_));
    if (from_instance) return *std::move(from_instance);
  }
  return CredentialError{CredentialError::Kind::kNoneFound,
                         "No AWS credentials were found: run `aws configure`, set AWS_ACCESS_KEY_ID and "
                         "AWS_SECRET_ACCESS_KEY, or choose a profile that has them."};
}

Result<Credentials, CredentialError> CredentialChain::credentials() {
  const std::lock_guard lock(mutex_);
  const auto now = system_.clock.now();
  if (found_ && (!found_->expiration || now + kRefreshBefore < *found_->expiration)) return *found_;
  auto fresh = find();
  if (fresh) {
    found_ = *fresh;
    return fresh;
  }
  if (found_ && found_->expiration && now < *found_->expiration) return *found_;
  return fresh;
}

void throw_exception_from_error(const CredentialError& error, const boost::source_location&) {
  throw std::logic_error("value() of credentials that were not found: " + error.message);
}

}  // namespace ddb::aws
