#include "shared/aws/credential_chain.h"

#include <gtest/gtest.h>

#include "tests/unit/shared/aws/fakes.h"

namespace ddb::aws {
namespace {

class CredentialChainTest : public ::testing::Test {
 protected:
  CredentialChainTest() { variables_["HOME"] = "/home/me"; }

  void make_chain(std::string_view profile_name = {},
                  CredentialChain::InstanceMetadata metadata = CredentialChain::InstanceMetadata::kAsk) {
    machine_.environment = Environment(variables_);
    auto profile = Profile::load(profile_name, machine_.environment, machine_.files);
    ASSERT_TRUE(profile) << profile.error().message;
    chain_ = std::make_unique<CredentialChain>(machine_.system(), *std::move(profile), metadata);
  }

  std::string access_key() {
    const auto found = chain_->credentials();
    return found ? found->access_key_id : "none: " + found.error().message;
  }

  void answer_role(std::string expiration, std::string key = "ROLE") {
    machine_.transport.answer(200, R"({"AccessKeyId":")" + key +
                                       R"(","SecretAccessKey":"s","Token":"t","Expiration":")" + expiration +
                                       R"("})");
  }

  std::map<std::string, std::string, std::less<>> variables_;
  FakeMachine machine_;  // its clock stands at 2027-01-15T08:00:00Z
  std::unique_ptr<CredentialChain> chain_;
};

TEST_F(CredentialChainTest, TakesTheEnvironmentFirst) {
  variables_["AWS_ACCESS_KEY_ID"] = "ENV";
  variables_["AWS_SECRET_ACCESS_KEY"] = "secret";
  variables_["AWS_SESSION_TOKEN"] = "token";
  machine_.files.files["/home/me/.aws/credentials"] =
      "[default]\naws_access_key_id=FILE\naws_secret_access_key=s\n";
  make_chain();
  const auto found = chain_->credentials();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "ENV");
  EXPECT_EQ(found->secret_access_key, "secret");
  EXPECT_EQ(found->session_token, "token");
}

TEST_F(CredentialChainTest, RefusesHalfAPairInTheEnvironment) {
  variables_["AWS_ACCESS_KEY_ID"] = "ENV";
  make_chain();
  EXPECT_NE(access_key().find("Only one of AWS_ACCESS_KEY_ID"), std::string::npos);
}

TEST_F(CredentialChainTest, TakesAProfileOfTheCommandLineBeforeTheEnvironment) {
  variables_["AWS_ACCESS_KEY_ID"] = "ENV";
  variables_["AWS_SECRET_ACCESS_KEY"] = "secret";
  machine_.files.files["/home/me/.aws/credentials"] =
      "[dev]\naws_access_key_id=FILE\naws_secret_access_key=s\n";
  make_chain("dev");
  EXPECT_EQ(access_key(), "FILE");
  variables_["AWS_PROFILE"] = "dev";
  make_chain();
  EXPECT_EQ(access_key(), "ENV");
}

TEST_F(CredentialChainTest, FindsTheFilesWhereTheEnvironmentSays) {
  variables_["AWS_SHARED_CREDENTIALS_FILE"] = "/c";
  variables_["AWS_CONFIG_FILE"] = "/d";
  machine_.files.files["/c"] = "[other]\naws_access_key_id=C\naws_secret_access_key=s\n";
  machine_.files.files["/d"] = "[default]\naws_access_key_id=D\naws_secret_access_key=s\n";
  make_chain();
  EXPECT_EQ(access_key(), "D");
}

TEST_F(CredentialChainTest, RefusesAProfileThatIsNowhere) {
  variables_["AWS_PROFILE"] = "gone";
  const auto profile = Profile::load("", Environment(variables_), machine_.files);
  ASSERT_FALSE(profile);
  EXPECT_NE(profile.error().message.find("no profile \"gone\""), std::string::npos);
}

TEST_F(CredentialChainTest, RunsACredentialProcess) {
  machine_.files.files["/home/me/.aws/config"] = "[default]\ncredential_process = /bin/give me\n";
  machine_.commands.outputs["/bin/give me"] =
      R"({"Version":1,"AccessKeyId":"PROC","SecretAccessKey":"s","SessionToken":"t"})";
  make_chain();
  const auto found = chain_->credentials();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "PROC");
  EXPECT_EQ(found->session_token, "t");
}

TEST_F(CredentialChainTest, SaysWhyACredentialProcessGaveNone) {
  machine_.files.files["/home/me/.aws/config"] = "[default]\ncredential_process = gone\n";
  make_chain();
  EXPECT_EQ(access_key(),
            "none: The credential_process of the profile \"default\" gave no credentials: it ended with "
            "status 127.");
}

TEST_F(CredentialChainTest, SaysWhatOfAProfileIsNotSupported) {
  machine_.files.files["/home/me/.aws/config"] =
      "[default]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = y\n";
  make_chain();
  EXPECT_NE(access_key().find("by role_arn, which is not supported here"), std::string::npos);
}

TEST_F(CredentialChainTest, AsksTheContainerEndpointWithItsToken) {
  variables_["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/credentials/1?x=y";
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "ignored";
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/token";
  machine_.files.files["/token"] = "secret token\n";
  answer_role("2027-01-15T14:00:00Z");
  make_chain();
  EXPECT_EQ(access_key(), "ROLE");
  ASSERT_EQ(machine_.transport.requests.size(), 1U);
  const auto& request = machine_.transport.requests[0];
  EXPECT_EQ(request.url.origin() + request.url.target(), "http://169.254.170.2/v2/credentials/1?x=y");
  EXPECT_EQ(request.headers.find("Authorization"), "secret token");
}

TEST_F(CredentialChainTest, AsksAFullUriOnlyOfHostsNoOneCanListenTo) {
  const std::pair<const char*, bool> uris[] = {
      {"http://127.0.0.1:81/c", true},   {"http://localhost/c", true},
      {"http://[::1]/c", true},          {"http://169.254.170.23/c", true},
      {"http://[fd00:ec2::23]/c", true}, {"https://example.com/c", true},
      {"http://example.com/c", false},   {"http://169.254.169.254/c", false},
      {"http://10.0.0.1/c", false},      {"http://127.0.0.1@evil.com", false},
  };
  for (const auto& [uri, is_allowed] : uris) {
    variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = uri;
    make_chain();
    if (is_allowed) answer_role("2027-01-15T14:00:00Z");
    EXPECT_EQ(access_key() == "ROLE", is_allowed) << uri;
    EXPECT_TRUE(machine_.transport.is_used_up());
  }
}

TEST_F(CredentialChainTest, LetsNoRelativeUriReachAnotherHost) {
  variables_["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = ".evil.com/x";
  make_chain();
  EXPECT_NE(access_key().find("must begin with '/'"), std::string::npos);
}

TEST_F(CredentialChainTest, SendsNoTokenThatWouldBeginAnotherHeader) {
  variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://localhost/c";
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "a\r\nX-Evil: 1";
  make_chain();
  EXPECT_NE(access_key().find("control characters"), std::string::npos);
}

TEST_F(CredentialChainTest, AsksTheInstanceMetadataServiceWithASessionToken) {
  machine_.transport.answer(200, "session");
  machine_.transport.answer(200, "my-role\n");
  answer_role("2027-01-15T14:00:00Z");
  make_chain();
  EXPECT_EQ(access_key(), "ROLE");
  const auto& requests = machine_.transport.requests;
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0].method, "PUT");
  EXPECT_EQ(requests[0].url.origin() + requests[0].url.target(), "http://169.254.169.254/latest/api/token");
  EXPECT_EQ(requests[0].headers.find("X-aws-ec2-metadata-token-ttl-seconds"), "21600");
  EXPECT_EQ(requests[2].url.target(), "/latest/meta-data/iam/security-credentials/my-role");
  EXPECT_EQ(requests[2].headers.find("X-aws-ec2-metadata-token"), "session");
}

TEST_F(CredentialChainTest, FindsNoneWithoutAnInstanceMetadataService) {
  machine_.transport.fail(http::ClientFailure::kConnect);
  make_chain();
  EXPECT_NE(access_key().find("No AWS credentials were found: run `aws configure`"), std::string::npos);
}

TEST_F(CredentialChainTest, AsksNoInstanceMetadataServiceWhenToldSo) {
  make_chain({}, CredentialChain::InstanceMetadata::kSkip);
  EXPECT_NE(access_key().find("No AWS credentials"), std::string::npos);
  variables_["AWS_EC2_METADATA_DISABLED"] = "True";
  make_chain();
  EXPECT_NE(access_key().find("No AWS credentials"), std::string::npos);
  EXPECT_TRUE(machine_.transport.requests.empty());
}

TEST_F(CredentialChainTest, RefreshesBeforeTheEnd) {
  variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://localhost/c";
  make_chain();
  answer_role("2027-01-15T09:00:00Z", "FIRST");
  EXPECT_EQ(access_key(), "FIRST");
  machine_.clock.advance(std::chrono::minutes(54));
  EXPECT_EQ(access_key(), "FIRST");
  machine_.clock.advance(std::chrono::minutes(2));
  answer_role("2027-01-15T15:00:00Z", "SECOND");
  EXPECT_EQ(access_key(), "SECOND");
}

TEST_F(CredentialChainTest, KeepsWhatItHasWhileARefreshFails) {
  variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://localhost/c";
  make_chain();
  answer_role("2027-01-15T09:00:00Z", "FIRST");
  EXPECT_EQ(access_key(), "FIRST");
  machine_.clock.advance(std::chrono::minutes(56));
  machine_.transport.answer(500, "");
  EXPECT_EQ(access_key(), "FIRST");
  machine_.clock.advance(std::chrono::minutes(5));
  machine_.transport.answer(500, "");
  EXPECT_EQ(access_key(), "none: http://localhost answered with status 500.");
}

TEST(CredentialsJson, SaysWhatIsMissing) {
  const auto error_of = [](std::string_view text) {
    return parse_credentials_json(text, "Token").error().message;
  };
  EXPECT_EQ(error_of("[]"), "the answer is no JSON object.");
  EXPECT_EQ(error_of("{}"), "the answer has no AccessKeyId.");
  EXPECT_EQ(error_of(R"({"AccessKeyId":"a"})"), "the answer has no SecretAccessKey.");
  EXPECT_EQ(error_of(R"({"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"soon"})"),
            "the answer's Expiration is no ISO 8601 time: soon.");
}

}  // namespace
}  // namespace ddb::aws
