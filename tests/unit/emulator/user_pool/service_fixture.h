#pragma once

#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "emulator/storage/store.h"
#include "emulator/user_pool/front.h"
#include "emulator/user_pool/service.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"

namespace ddb::user_pool {

constexpr std::string_view kPool = "eu-west-2_Test00001";
constexpr std::string_view kClient = "testclient1";
constexpr std::string_view kPassword = "Correct-horse1";

/// A service over a store in memory, with the pool `kPool` and its client; hashing is cheap.
class ServiceTest : public testing::Test {
 protected:
  ServiceTest() { start(); }

  /// As after a restart, over the same store.
  void start() {
    service_.reset();
    service_ = std::make_unique<Service>(*store_, clock_, random_, log_, options());
    EXPECT_TRUE(service_->ensure_pool({std::string(kPool), std::string(kClient)}).has_value());
  }

  static ServiceOptions options() {
    ServiceOptions options;
    options.password_cost.log2_n = 4;
    return options;
  }

  enum class Signing { kSigned, kUnsigned };

  http::Response send(std::string_view operation, std::string body, Signing signing = Signing::kSigned) {
    http::Headers headers{{"Host", "localhost:8000"},
                          {"Content-Type", "application/x-amz-json-1.1"},
                          {"X-Amz-Target", std::string(kTargetPrefix) + std::string(operation)}};
    if (signing == Signing::kSigned)
      headers.add("Authorization",
                  "AWS4-HMAC-SHA256 Credential=test/20270115/eu-west-1/cognito-idp/aws4_request, "
                  "SignedHeaders=host;x-amz-date, Signature=00");
    return service_->answer(http::Request("POST", "/", headers, std::move(body)));
  }

  /// The answer of a request that must succeed.
  boost::json::object call(std::string_view operation, const boost::json::object& input) {
    const http::Response response = send(operation, boost::json::serialize(input));
    EXPECT_EQ(response.status, 200) << operation << " " << response.body;
    return boost::json::parse(response.body).as_object();
  }

  /// "Type: message" of a request that must fail.
  std::string failure(std::string_view operation, const boost::json::object& input,
                      Signing signing = Signing::kSigned) {
    const http::Response response = send(operation, boost::json::serialize(input), signing);
    EXPECT_EQ(response.status, 400) << operation << " " << response.body;
    const boost::json::object error = boost::json::parse(response.body).as_object();
    if (!error.contains("__type")) return "no error: " + response.body;
    return std::string(error.at("__type").as_string()) + ": " + std::string(error.at("message").as_string());
  }

  boost::json::object of_user(std::string_view username) const {
    return {{"UserPoolId", kPool}, {"Username", username}};
  }

  /// A user who can sign in with `kPassword`.
  void add_user(std::string_view username, boost::json::array attributes = {}) {
    boost::json::object input = of_user(username);
    input["MessageAction"] = "SUPPRESS";
    input["UserAttributes"] = std::move(attributes);
    call("AdminCreateUser", input);
    boost::json::object password = of_user(username);
    password["Password"] = kPassword;
    password["Permanent"] = true;
    call("AdminSetUserPassword", password);
  }

  static boost::json::object sign_in_input(std::string_view username, std::string_view password) {
    return {{"ClientId", kClient},
            {"AuthFlow", "USER_PASSWORD_AUTH"},
            {"AuthParameters", {{"USERNAME", username}, {"PASSWORD", password}}}};
  }

  /// The AuthenticationResult.
  boost::json::object sign_in(std::string_view username, std::string_view password = kPassword) {
    return call("InitiateAuth", sign_in_input(username, password)).at("AuthenticationResult").as_object();
  }

  static boost::json::object refresh_input(std::string_view token) {
    return {{"ClientId", kClient},
            {"AuthFlow", "REFRESH_TOKEN_AUTH"},
            {"AuthParameters", {{"REFRESH_TOKEN", token}}}};
  }

  static std::string text(const boost::json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
  }

  static boost::json::object attribute(std::string_view name, std::string_view value) {
    return {{"Name", name}, {"Value", value}};
  }

  ManualClock clock_;
  SeededRandom random_{1};
  std::ostringstream logged_;
  Log log_{logged_, clock_, LogLevel::kDebug};
  std::unique_ptr<storage::Store> store_ = *storage::Store::open({});
  std::unique_ptr<Service> service_;
};

}  // namespace ddb::user_pool
