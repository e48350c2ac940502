#include "shared/crypto/sha256.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace ddb::crypto {
namespace {

// FIPS 180-4's examples, and a million 'a' as NIST publishes it.
TEST(Sha256, HashesThePublishedExamples) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
TEST(HmacSha256, HashesThePublishedExamples) {
  const auto hmac_hex = [](std::string_view key, std::string_view bytes) {
    return hex(as_bytes(hmac_sha256(key, bytes)));
  };
  EXPECT_EQ(hmac_hex(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hmac_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hmac_hex(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, TakesAnEmptyKeyAfterAnotherKey) {
  hmac_sha256("another key", "x");
  EXPECT_EQ(hex(as_bytes(hmac_sha256(std::string_view(), ""))),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Sha256, IsTheSameInEveryThread) {
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (auto& text : found) {
    threads.emplace_back([&text] {
      for (int i = 0; i < 1000; ++i)
        text = sha256_hex(std::to_string(i));
    });
  }
  for (auto& thread : threads)
    thread.join();
  for (const auto& text : found)
    EXPECT_EQ(text, sha256_hex("999"));
}

TEST(Hex, WritesTwoLowerCaseDigitsForEachByte) {
  EXPECT_EQ(hex(std::string_view("\x00\x0f\xa5\xff", 4)), "000fa5ff");
}

}  // namespace
}  // namespace ddb::crypto
