#pragma once

#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <string>

#include "backend/identity/cognito_token_verifier.h"
#include "shared/crypto/rsa.h"
#include "shared/jwt/key_set.h"
#include "shared/jwt/token.h"
#include "tests/unit/shared/aws/fakes.h"

namespace ddb::backend {

/// The pool's key, and that of somebody else. Made once, as it takes a while.
inline const crypto::RsaPrivateKey& pool_key() {
  static const crypto::RsaPrivateKey key = crypto::RsaPrivateKey::generate();
  return key;
}
inline const crypto::RsaPrivateKey& other_key() {
  static const crypto::RsaPrivateKey key = crypto::RsaPrivateKey::generate();
  return key;
}

inline UserPool test_pool() {
  return {"us-east-1_Test12345", "client-1", std::move(http::parse_url("http://localhost:8000")).value()};
}

inline std::string key_set_json(const std::string& key_id = "key-1") {
  jwt::KeySet keys;
  keys.add(key_id, pool_key().public_key());
  return keys.to_json();
}

/// A pool that answers by a script.
class IdentityTest : public testing::Test {
 protected:
  /// What Cognito puts into an access token.
  boost::json::object claims() const {
    const long long now = unix_seconds(clock_.now());
    return {{"sub", "sub-mara"},
            {"iss", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Test12345"},
            {"client_id", "client-1"},
            {"origin_jti", "1"},
            {"event_id", "2"},
            {"token_use", "access"},
            {"scope", "aws.cognito.signin.user.admin"},
            {"auth_time", now},
            {"exp", now + 3600},
            {"iat", now},
            {"jti", "3"},
            {"username", "mara"}};
  }
  boost::json::object claims_with(std::string_view name, boost::json::value value) const {
    boost::json::object changed = claims();
    changed[name] = std::move(value);
    return changed;
  }
  static std::string sign(const boost::json::object& claims, std::string_view key_id = "key-1") {
    return jwt::sign_token(claims, key_id, pool_key());
  }

  ManualClock clock_;
  aws::ScriptedTransport transport_;
  CognitoTokenVerifier verifier_{test_pool(), transport_, clock_};
};

}  // namespace ddb::backend
