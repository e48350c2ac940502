#include "shared/jwt/key_set.h"

#include <gtest/gtest.h>

#include "shared/jwt/token.h"
#include "tests/unit/shared/jwt/rfc7515_example.h"

namespace ddb::jwt {
namespace {

std::string key_with(std::string_view more, std::string_view modulus = kRfc7515Modulus) {
  return R"({"kty":"RSA","e":"AQAB","n":")" + std::string(modulus) + "\"" + std::string(more) + "}";
}

std::string set_of(const std::string& keys) {
  return R"({"keys":[)" + keys + "]}";
}

std::size_t accepted(const std::string& keys) {
  const auto set = KeySet::parse(set_of(keys));
  return set ? set->size() : std::size_t{1000};
}

TEST(KeySet, ReadsAKeyThatVerifies) {
  const auto set = KeySet::parse(set_of(key_with(R"(,"kid":"key-1","use":"sig","alg":"RS256")")));
  ASSERT_TRUE(set.has_value());
  ASSERT_NE(set->find("key-1"), nullptr);
  EXPECT_TRUE(UnverifiedToken::parse(kRfc7515Token)->verify(*set->find("key-1")).has_value());
  EXPECT_EQ(set->find("key-2"), nullptr);
  EXPECT_EQ(set->find(""), nullptr);
}

TEST(KeySet, WritesWhatItReads) {
  KeySet set;
  set.add("key-1", crypto::RsaPrivateKey::generate().public_key());
  set.add("key-2", crypto::RsaPrivateKey::generate().public_key());
  const auto again = KeySet::parse(set.to_json());
  ASSERT_TRUE(again.has_value());
  ASSERT_EQ(again->size(), 2U);
  EXPECT_EQ(again->find("key-2")->modulus(), set.find("key-2")->modulus());
  EXPECT_EQ(again->to_json(), set.to_json());
  EXPECT_EQ(KeySet().to_json(), R"({"keys":[]})");
}

TEST(KeySet, WritesKeysInCognitosForm) {
  const auto set = KeySet::parse(set_of(key_with(R"(,"kid":"a")")));
  EXPECT_EQ(set->to_json(), R"({"keys":[{"alg":"RS256","e":"AQAB","kid":"a","kty":"RSA","n":")" +
                                std::string(kRfc7515Modulus) + R"(","use":"sig"}]})");
}

TEST(KeySet, SkipsKeysForOtherPurposes) {
  EXPECT_EQ(accepted(key_with(R"(,"kid":"a")")), 1U);
  EXPECT_EQ(accepted(key_with(R"(,"kid":"a","key_ops":["verify"])")), 1U);
  for (const auto* more :
       {"", R"(,"kid":"")", R"(,"kid":7)", R"(,"kid":"a","use":"enc")", R"(,"kid":"a","use":1)",
        R"(,"kid":"a","alg":"RS512")", R"(,"kid":"a","alg":"RSA-OAEP")",
        R"(,"kid":"a","key_ops":["encrypt"])", R"(,"kid":"a","key_ops":"verify")", R"(,"kid":"a","kty":"EC")",
        R"(,"kid":"a","kty":"oct")", R"(,"kid":"a","n":"AQAB")", R"(,"kid":"a","e":"Aw")",
        R"(,"kid":"a","e":"AQAB=")", R"(,"kid":"a","n":null)"})
    EXPECT_EQ(accepted(key_with(more)), 0U) << more;
  EXPECT_EQ(accepted(key_with(","
                              R"("kid":")" +
                              std::string(257, 'k') + "\"")),
            0U);
  EXPECT_EQ(accepted(R"(1,null,"key",[],{},)" + key_with(R"(,"kid":"a")")), 1U);
  EXPECT_EQ(accepted(""), 0U);
}

TEST(KeySet, KeepsTheFirstKeyOfAnId) {
  const std::string other = std::string(kRfc7515Modulus.substr(0, kRfc7515Modulus.size() - 2)) + "ow";
  const auto set = KeySet::parse(set_of(key_with(R"(,"kid":"a")") + "," + key_with(R"(,"kid":"a")", other)));
  ASSERT_EQ(set->size(), 1U);
  EXPECT_TRUE(UnverifiedToken::parse(kRfc7515Token)->verify(*set->find("a")).has_value());
}

TEST(KeySet, RefusesTextsThatAreNoKeySet) {
  for (const auto* text :
       {"", "[]", "{}", "null", R"({"keys":{}})", R"({"keys":null})", R"({"keys":[)", "<html>"})
    EXPECT_FALSE(KeySet::parse(text).has_value()) << text;
  EXPECT_TRUE(KeySet::parse(R"({"keys":[],"other":1})").has_value());
}

TEST(KeySet, RefusesTextsAndSetsBeyondTheirLimits) {
  EXPECT_FALSE(KeySet::parse(set_of("") + std::string(kKeySetBytesMax, ' ')).has_value());
  std::string keys = "1";
  for (std::size_t i = 1; i < kKeysMax; ++i)
    keys += ",1";
  EXPECT_TRUE(KeySet::parse(set_of(keys)).has_value());
  EXPECT_FALSE(KeySet::parse(set_of(keys + ",1")).has_value());
}

}  // namespace
}  // namespace ddb::jwt
