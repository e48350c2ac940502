#include "shared/crypto/rsa.h"

#include <gtest/gtest.h>

#include "shared/base/base64.h"
#include "tests/unit/shared/jwt/rfc7515_example.h"

namespace ddb::crypto {
namespace {

const RsaPrivateKey& test_key() {
  static const RsaPrivateKey key = RsaPrivateKey::generate();
  return key;
}

std::string number(std::initializer_list<int> bytes) {
  return {bytes.begin(), bytes.end()};
}

const std::string kExponent = number({1, 0, 1});

TEST(Rsa, VerifiesThePublishedExample) {
  const auto key = RsaPublicKey::from_numbers(*base64url_decode(jwt::kRfc7515Modulus), kExponent);
  ASSERT_TRUE(key.has_value());
  const std::size_t end = jwt::kRfc7515Token.rfind('.');
  EXPECT_TRUE(
      key->verify(jwt::kRfc7515Token.substr(0, end), *base64url_decode(jwt::kRfc7515Token.substr(end + 1))));
  EXPECT_EQ(base64url_encode(key->modulus()), jwt::kRfc7515Modulus);
  EXPECT_EQ(key->exponent(), kExponent);
}

TEST(Rsa, SignsWhatItsPublicKeyVerifies) {
  const std::string signature = test_key().sign("a message");
  EXPECT_EQ(signature.size(), 256U);
  EXPECT_EQ(test_key().sign("a message"), signature);
  const RsaPublicKey public_key = test_key().public_key();
  EXPECT_TRUE(public_key.verify("a message", signature));
  EXPECT_FALSE(public_key.verify("a messagf", signature));
  EXPECT_FALSE(public_key.verify("", signature));
  EXPECT_FALSE(RsaPrivateKey::generate().public_key().verify("a message", signature));
  EXPECT_TRUE(public_key.verify("", test_key().sign("")));
}

TEST(Rsa, RefusesSignaturesOfAnyOtherBytes) {
  const std::string signature = test_key().sign("a message");
  const RsaPublicKey public_key = test_key().public_key();
  for (std::size_t i = 0; i < signature.size(); i += 17) {
    std::string changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(public_key.verify("a message", changed)) << i;
  }
  EXPECT_FALSE(public_key.verify("a message", ""));
  EXPECT_FALSE(public_key.verify("a message", signature.substr(1)));
  EXPECT_FALSE(public_key.verify("a message", signature + '\0'));
  EXPECT_FALSE(public_key.verify("a message", '\0' + signature));
  EXPECT_FALSE(public_key.verify("a message", std::string(256, '\0')));
  EXPECT_FALSE(public_key.verify("a message", std::string(256, '\xFF')));
  EXPECT_FALSE(public_key.verify("a message", std::string(100'000, 'x')));
}

TEST(Rsa, SurvivesTheWayThroughPem) {
  const std::string pem = test_key().to_pem();
  EXPECT_TRUE(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
  const auto again = RsaPrivateKey::from_pem(pem);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->sign("a message"), test_key().sign("a message"));
  EXPECT_EQ(again->public_key().modulus(), test_key().public_key().modulus());
  EXPECT_EQ(again->to_pem(), pem);
}

TEST(Rsa, RefusesTextsThatAreNoPrivateKey) {
  const std::string pem = test_key().to_pem();
  EXPECT_FALSE(RsaPrivateKey::from_pem("").has_value());
  EXPECT_FALSE(RsaPrivateKey::from_pem("no key").has_value());
  EXPECT_FALSE(RsaPrivateKey::from_pem(pem.substr(0, pem.size() / 2)).has_value());
  EXPECT_FALSE(RsaPrivateKey::from_pem(std::string(20'000, ' ') + pem).has_value());
  // An Ed25519 key of RFC 8410 section 10.3.
  EXPECT_FALSE(RsaPrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\n"
                                       "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
                                       "-----END PRIVATE KEY-----\n")
                   .has_value());
  EXPECT_FALSE(RsaPrivateKey::from_pem("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMC4CAQAw\n"
                                       "-----END ENCRYPTED PRIVATE KEY-----\n")
                   .has_value());
}

TEST(Rsa, RefusesModuliThatAreShortLongOrEven) {
  const auto accepted = [](const std::string& modulus) {
    return RsaPublicKey::from_numbers(modulus, kExponent).has_value();
  };
  const auto odd_of_bytes = [](std::size_t size) { return std::string(size, '\xFF'); };
  EXPECT_TRUE(accepted(odd_of_bytes(256)));
  EXPECT_TRUE(accepted(std::string(5, '\0') + odd_of_bytes(256)));
  EXPECT_TRUE(accepted(odd_of_bytes(1024)));
  EXPECT_FALSE(accepted(odd_of_bytes(255)));
  EXPECT_FALSE(accepted('\x7F' + odd_of_bytes(255)));  // 2047 bits
  EXPECT_FALSE(accepted('\x01' + odd_of_bytes(1024)));
  EXPECT_FALSE(accepted(odd_of_bytes(100'000)));
  EXPECT_FALSE(accepted(odd_of_bytes(255) + '\xFE'));
  EXPECT_FALSE(accepted(""));
  EXPECT_FALSE(accepted(std::string(300, '\0')));
}

TEST(Rsa, RefusesExponentsThatAreSmallEvenOrLong) {
  const std::string modulus = test_key().public_key().modulus();
  const auto accepted = [&](const std::string& exponent) {
    return RsaPublicKey::from_numbers(modulus, exponent).has_value();
  };
  EXPECT_TRUE(accepted(number({1, 0, 1})));
  EXPECT_TRUE(accepted(number({0, 1, 0, 1})));
  EXPECT_TRUE(accepted(number({1, 0, 0, 0, 0, 0, 0, 1})));
  for (const auto& exponent :
       {std::string(), number({0}), number({1}), number({3}), number({17}), number({0xFF, 0xFF}),
        number({1, 0, 2}), number({1, 0, 0, 0, 0, 0, 0, 0, 1}), std::string(256, '\x01')})
    EXPECT_FALSE(accepted(exponent)) << exponent.size();
}

}  // namespace
}  // namespace ddb::crypto
