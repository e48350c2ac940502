#include <boost/json/serialize.hpp>

#include "shared/base/base64.h"
#include "tests/unit/backend/identity/identity_fixture.h"

namespace ddb::backend {
namespace {

class ForgedTokensTest : public IdentityTest {
 protected:
  ForgedTokensTest() { transport_.answer(200, key_set_json()); }

  std::string outcome(std::string_view token) {
    const auto sub = verifier_.verify(token);
    if (sub) return "accepted: " + *sub;
    EXPECT_EQ(sub.error().kind, TokenError::Kind::kInvalid) << sub.error().message;
    return sub.error().message;
  }
  std::string outcome(const boost::json::object& claims) { return outcome(sign(claims)); }

  /// With any header, and the pool's signature of it.
  std::string with_header(std::string_view header) const {
    const std::string text =
        base64url_encode(header) + "." + base64url_encode(boost::json::serialize(claims()));
    return text + "." + base64url_encode(pool_key().sign(text));
  }
  /// Signed by HMAC with what anybody can know of the pool's key.
  std::string with_hmac(std::string_view secret) const {
    const std::string text = base64url_encode(R"({"kid":"key-1","alg":"HS256"})") + "." +
                             base64url_encode(boost::json::serialize(claims()));
    return text + "." + base64url_encode(crypto::as_bytes(crypto::hmac_sha256(secret, text)));
  }
};

TEST_F(ForgedTokensTest, TheRealOneIsAccepted) {
  EXPECT_EQ(outcome(claims()), "accepted: sub-mara");
}

TEST_F(ForgedTokensTest, NoneOfThemIsAccepted) {
  const std::string real = sign(claims());
  const std::size_t signature = real.rfind('.') + 1;
  const std::size_t payload = real.find('.') + 1;
  std::string flipped = real;
  flipped[signature + 5] = flipped[signature + 5] == 'A' ? 'B' : 'A';
  std::string other_payload = real.substr(0, payload) +
                              base64url_encode(boost::json::serialize(claims_with("sub", "sub-eve"))) +
                              real.substr(signature - 1);
  const std::string none =
      base64url_encode(R"({"alg":"none","kid":"key-1"})") + "." + real.substr(payload, signature - payload);
  const std::string own_key = jwt::sign_token(claims(), "key-1", other_key());
  const std::string jwk =
      base64url_encode(R"({"alg":"RS256","kid":"key-1","jwk":{"kty":"RSA","e":"AQAB","n":")" +
                       base64url_encode(other_key().public_key().modulus()) + R"("}})");
  const std::string jwk_text = jwk + "." + real.substr(payload, signature - 1 - payload);

  const std::vector<std::pair<std::string, std::string>> cases{
      {"nothing", ""},
      {"one word", "token"},
      {"dots alone", ".."},
      {"algorithm none", none},
      {"algorithm none with a signature", none + real.substr(signature)},
      {"algorithm in other case", with_header(R"({"alg":"rs256","kid":"key-1"})")},
      {"algorithm RS512", with_header(R"({"alg":"RS512","kid":"key-1"})")},
      {"algorithm of no text", with_header(R"({"alg":["RS256"],"kid":"key-1"})")},
      {"no algorithm", with_header(R"({"kid":"key-1"})")},
      {"HMAC with the modulus", with_hmac(pool_key().public_key().modulus())},
      {"HMAC with the key set", with_hmac(key_set_json())},
      {"HMAC with nothing", with_hmac("")},
      {"no key id", with_header(R"({"alg":"RS256"})")},
      {"key id of no text", with_header(R"({"alg":"RS256","kid":7})")},
      {"another key id", sign(claims(), "key-2")},
      {"key id that is a path", sign(claims(), "../../etc/passwd")},
      {"a key of one's own", own_key},
      {"a key of one's own in the header", jwk_text + "." + base64url_encode(other_key().sign(jwk_text))},
      {"a critical extension", with_header(R"({"alg":"RS256","kid":"key-1","crit":["exp"]})")},
      {"a bit of the signature", flipped},
      {"another payload", other_payload},
      {"truncated", real.substr(0, real.size() - 4)},
      {"without signature", real.substr(0, signature)},
      {"without signature and dot", real.substr(0, signature - 1)},
      {"a fourth part", real + ".x"},
      {"a dot more", real + "."},
      {"a dot in front", "." + real},
      {"padding", real + "=="},
      {"white space in it", real.substr(0, 10) + " " + real.substr(10)},
      {"huge", real + std::string(20'000, 'A')},
      {"another pool",
       sign(claims_with("iss", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other"))},
      {"the pool's endpoint for issuer",
       sign(claims_with("iss", "http://localhost:8000/us-east-1_Test12345"))},
      {"an issuer that begins well",
       sign(claims_with("iss", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Test123456"))},
      {"issuers", sign(claims_with("iss", boost::json::array{std::string_view(test_pool().issuer())}))},
      {"an id token", sign(claims_with("token_use", "id"))},
      {"another client", sign(claims_with("client_id", "client-2"))},
      {"clients", sign(claims_with("client_id", boost::json::array{"client-1"}))},
      {"expired", sign(claims_with("exp", unix_seconds(clock_.now())))},
      {"exp as text", sign(claims_with("exp", "9999999999"))},
      {"exp without end", sign(claims_with("exp", 1e300))},
      {"not yet", sign(claims_with("nbf", unix_seconds(clock_.now()) + 61))},
      {"from the future", sign(claims_with("iat", unix_seconds(clock_.now()) + 61))},
      {"iat of no number", sign(claims_with("iat", nullptr))},
      {"nobody's", sign(claims_with("sub", ""))},
      {"sub of no text", sign(claims_with("sub", 1))},
      {"sub of a kilobyte", sign(claims_with("sub", boost::json::string(1024, 'a')))},
  };
  for (const auto& [name, token] : cases) {
    const auto sub = verifier_.verify(token);
    ASSERT_FALSE(sub) << name;
    EXPECT_EQ(sub.error().kind, TokenError::Kind::kInvalid) << name << ": " << sub.error().message;
  }
  for (const std::string_view name : {"iss", "token_use", "client_id", "exp", "sub"}) {
    boost::json::object without = claims();
    without.erase(name);
    EXPECT_FALSE(verifier_.verify(sign(without))) << name;
  }
  EXPECT_EQ(transport_.requests.size(), 1U) << "a forged key id had the keys fetched anew";
}

TEST_F(ForgedTokensTest, TheErrorSaysWhatAndHoldsNothingOfTheToken) {
  EXPECT_EQ(outcome(claims_with("iss", "secret")), "The token's iss is not the pool.");
  EXPECT_EQ(outcome(claims_with("token_use", "id")), "The token's token_use is not access.");
  EXPECT_EQ(outcome(claims_with("client_id", "secret")), "The token's client_id is not the pool's client.");
  EXPECT_EQ(outcome(claims_with("exp", 1)), "The token's exp has passed.");
  EXPECT_EQ(outcome(sign(claims(), "secret")), "The token's key is none of the pool's.");
}

TEST_F(ForgedTokensTest, ClocksMayDifferALittle) {
  const long long now = unix_seconds(clock_.now());
  EXPECT_EQ(outcome(claims_with("iat", now + 60)), "accepted: sub-mara");
  EXPECT_EQ(outcome(claims_with("nbf", now + 60)), "accepted: sub-mara");
  EXPECT_EQ(outcome(claims_with("exp", now + 1)), "accepted: sub-mara");
}

}  // namespace
}  // namespace ddb::backend
