#include "shared/jwt/token.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "shared/base/base64.h"
#include "tests/unit/shared/jwt/rfc7515_example.h"

namespace ddb::jwt {
namespace {

const crypto::RsaPrivateKey& test_key() {
  static const crypto::RsaPrivateKey key = crypto::RsaPrivateKey::generate();
  return key;
}

const boost::json::object kClaims{{"sub", "someone"}, {"exp", 1'800'000'000}};

/// A token with any header and payload, signed as it stands.
std::string token_of(std::string_view header, std::string_view payload) {
  const std::string text = base64url_encode(header) + "." + base64url_encode(payload);
  return text + "." + base64url_encode(test_key().sign(text));
}

std::string token_with(std::string_view header) {
  return token_of(header, R"({"sub":"someone"})");
}

std::string refusal(std::string_view token) {
  const auto parsed = UnverifiedToken::parse(token);
  if (!parsed) return parsed.error().message;
  const auto claims = parsed->verify(test_key().public_key());
  return claims ? "" : claims.error().message;
}

TEST(Token, VerifiesThePublishedExample) {
  const auto key =
      crypto::RsaPublicKey::from_numbers(*base64url_decode(kRfc7515Modulus), std::string("\x01\0\x01", 3));
  const auto token = UnverifiedToken::parse(kRfc7515Token);
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->key_id(), "");
  const auto claims = token->verify(*key);
  ASSERT_TRUE(claims.has_value());
  EXPECT_EQ(claims->root(),
            boost::json::parse(R"({"iss":"joe","exp":1300819380,"http://example.com/is_root":true})"));
}

TEST(Token, VerifiesWhatWasSigned) {
  const std::string text = sign_token(kClaims, "key-1", test_key());
  EXPECT_EQ(base64url_decode(text.substr(0, text.find('.'))), R"({"kid":"key-1","alg":"RS256"})");
  const auto token = UnverifiedToken::parse(text);
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->key_id(), "key-1");
  const auto claims = token->verify(test_key().public_key());
  ASSERT_TRUE(claims.has_value());
  EXPECT_EQ(claims->root(), boost::json::value(kClaims));
}

TEST(Token, RefusesTheSignatureOfAnotherKey) {
  const auto token = UnverifiedToken::parse(sign_token(kClaims, "key-1", test_key()));
  EXPECT_FALSE(token->verify(crypto::RsaPrivateKey::generate().public_key()).has_value());
}

TEST(Token, RefusesAnyCharacterChanged) {
  const std::string text = sign_token(kClaims, "key-1", test_key());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = text[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(refusal(changed), "") << i;
  }
  EXPECT_EQ(refusal(text), "");
}

TEST(Token, RefusesPartsOfTwoTokensTogether) {
  const std::string one = sign_token(kClaims, "key-1", test_key());
  const std::string other = sign_token({{"sub", "another"}}, "key-2", test_key());
  const auto part = [](const std::string& text, int index) {
    std::size_t begin = 0;
    for (int i = 0; i < index; ++i)
      begin = text.find('.', begin) + 1;
    return text.substr(begin, text.find('.', begin) - begin);
  };
  const std::string wrong = "the token's signature is not of this key";
  EXPECT_EQ(refusal(part(other, 0) + "." + part(one, 1) + "." + part(one, 2)), wrong);
  EXPECT_EQ(refusal(part(one, 0) + "." + part(other, 1) + "." + part(one, 2)), wrong);
  EXPECT_EQ(refusal(part(one, 0) + "." + part(one, 1) + "." + part(other, 2)), wrong);
  EXPECT_EQ(refusal(part(one, 0) + "." + part(one, 1) + "."), wrong);
}

TEST(Token, AcceptsNoAlgorithmButRs256) {
  for (const auto* header :
       {R"({"alg":"none"})", R"({"alg":"None"})", R"({"alg":"HS256"})", R"({"alg":"RS512"})",
        R"({"alg":"PS256"})", R"({"alg":"ES256"})", R"({"alg":"rs256"})", R"({"alg":""})", R"({"alg":null})",
        R"({"alg":["RS256"]})", R"({"alg":"RS256 "})", R"({"alg":"RS256","alg":"none"})", R"({"typ":"JWT"})",
        "{}"})
    EXPECT_EQ(refusal(token_with(header)), "the token's algorithm is not RS256") << header;
  EXPECT_EQ(refusal(token_with(R"({"alg":"RS256"})")), "");
  EXPECT_EQ(refusal(token_with(R"({"typ":"JWT","alg":"RS256","kid":"a"})")), "");
}

// The attack on verifiers that take the key's kind from the header: the public key as an HMAC secret.
TEST(Token, RefusesAnUnsignedToken) {
  EXPECT_NE(refusal(base64url_encode(R"({"alg":"none"})") + "." + base64url_encode("{}") + "."), "");
  EXPECT_NE(refusal(base64url_encode(R"({"alg":"RS256"})") + "." + base64url_encode("{}") + "."), "");
}

TEST(Token, RefusesExtensionsThatItMustUnderstand) {
  for (const auto* header :
       {R"({"alg":"RS256","crit":["exp"],"exp":1})", R"({"alg":"RS256","crit":[]})",
        R"({"alg":"RS256","crit":["b64"],"b64":false})", R"({"alg":"RS256","crit":null})"})
    EXPECT_EQ(refusal(token_with(header)), "the token asks for an extension that is not understood")
        << header;
}

TEST(Token, RefusesKeyIdsThatAreNone) {
  EXPECT_NE(refusal(token_with(R"({"alg":"RS256","kid":1})")), "");
  EXPECT_NE(refusal(token_with(R"({"alg":"RS256","kid":null})")), "");
  EXPECT_NE(refusal(token_with(R"({"alg":"RS256","kid":")" + std::string(257, 'k') + "\"}")), "");
  EXPECT_EQ(refusal(token_with(R"({"alg":"RS256","kid":")" + std::string(256, 'k') + "\"}")), "");
}

TEST(Token, RefusesHeadersAndPayloadsThatAreNoObjects) {
  for (const auto* text : {"", "[]", "null", "\"RS256\"", "{", "{}{}", "{\"alg\":\"RS256\"},", "\xFF"}) {
    EXPECT_EQ(refusal(token_with(text)), "the token's header is not a JSON object") << text;
    EXPECT_EQ(refusal(token_of(R"({"alg":"RS256"})", text)), "the token's payload is not a JSON object")
        << text;
  }
  const std::string deep = R"({"alg":"RS256","a":)" + std::string(50, '[') + std::string(50, ']') + "}";
  EXPECT_NE(refusal(token_with(deep)), "");
}

TEST(Token, RefusesTextsOfAnyOtherForm) {
  const std::string token = sign_token(kClaims, "key-1", test_key());
  for (const std::string& text :
       {std::string(), std::string("."), std::string(".."), std::string("..."), std::string("a.b"),
        token + ".", "." + token, token + ".e30", token + "=", token + "\n", " " + token, "Bearer " + token,
        token + token, token.substr(0, token.rfind('.')), std::string(100'000, '.'),
        std::string(100'000, 'A')})
    EXPECT_NE(refusal(text), "") << text.size();
}

TEST(Token, RefusesMoreThanSixteenKibibytes) {
  const auto token_of_claim = [](std::size_t length) {
    return sign_token({{"text", std::string(length, 'x')}}, "key-1", test_key());
  };
  EXPECT_EQ(refusal(token_of_claim(11'000)), "");
  EXPECT_EQ(refusal(token_of_claim(13'000)), "the token has more than 16 KiB");
}

}  // namespace
}  // namespace ddb::jwt
