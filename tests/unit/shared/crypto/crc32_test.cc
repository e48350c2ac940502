#include "shared/crypto/crc32.h"

#include <gtest/gtest.h>

#include "shared/crypto/constant_time.h"

namespace ddb::crypto {
namespace {

// "123456789" is the check value of CRC-32/ISO-HDLC; the x-amz-crc32 that DynamoDB sends for "{}" is
// 2745614147.
TEST(Crc32, SumsThePublishedExamples) {
  EXPECT_EQ(crc32(""), 0U);
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(crc32("{}"), 2745614147U);
}

TEST(Crc32, SumsPiecesLikeTheWhole) {
  EXPECT_EQ(crc32("6789", crc32("", crc32("12345"))), crc32("123456789"));
}

TEST(ConstantTimeEqual, ComparesAllBytes) {
  EXPECT_TRUE(constant_time_equal("", ""));
  EXPECT_TRUE(constant_time_equal("signature", "signature"));
  EXPECT_FALSE(constant_time_equal("signature", "signaturf"));
  EXPECT_FALSE(constant_time_equal("tignature", "signature"));
  EXPECT_FALSE(constant_time_equal("signature", "signatur"));
  EXPECT_FALSE(constant_time_equal(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace ddb::crypto
