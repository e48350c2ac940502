#include "shared/crypto/password_hash.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/base/base64.h"
#include "shared/crypto/secure_random.h"

namespace ddb::crypto {
namespace {

constexpr PasswordCost kCheap{.log2_n = 4};

TEST(PasswordHash, MatchesThePasswordAlone) {
  const std::string kept = hash_password("Correct-horse1", kCheap);
  EXPECT_TRUE(password_matches("Correct-horse1", kept));
  for (const auto* other : {"", "correct-horse1", "Correct-horse", "Correct-horse11"})
    EXPECT_FALSE(password_matches(other, kept)) << other;
  EXPECT_FALSE(password_matches(std::string_view("\0Correct-horse1", 15), kept));
}

TEST(PasswordHash, TakesAnyBytes) {
  for (const std::string& password : {std::string(), std::string(1, '\0'), std::string(10'000, '\xFF')})
    EXPECT_TRUE(password_matches(password, hash_password(password, kCheap)));
}

TEST(PasswordHash, HasASaltOfItsOwnAndSaysItsCost) {
  const std::string kept = hash_password("secret", kCheap);
  EXPECT_TRUE(kept.starts_with("scrypt$ln=4,r=8,p=1$"));
  EXPECT_NE(kept, hash_password("secret", kCheap));
  EXPECT_EQ(kept.find("secret"), std::string::npos);
}

TEST(PasswordHash, WorksAtTheCostOfEveryDay) {
  const std::string kept = hash_password("secret");
  EXPECT_TRUE(kept.starts_with("scrypt$ln=15,r=8,p=1$"));
  EXPECT_TRUE(password_matches("secret", kept));
  EXPECT_FALSE(password_matches("Secret", kept));
}

// The hash of "password" with the salt "NaCl", but of 16 bytes, computed by Python's hashlib.scrypt.
TEST(PasswordHash, IsScrypt) {
  EXPECT_TRUE(password_matches(
      "password",
      "scrypt$ln=10,r=8,p=16$TmFDbE5hQ2xOYUNsTmFDbA$ruflYSr7JKwcyP4taFgPBJI7nqmwRVvjonthQb2MSCI"));
}

TEST(PasswordHash, MatchesNothingThatIsNoHash) {
  const std::string kept = hash_password("secret", kCheap);
  const std::string rest = kept.substr(kept.find('$', 7));
  for (const std::string& text :
       {std::string(), std::string("secret"), kept.substr(0, kept.size() - 1), kept + "A",
        "scrypt$ln=0,r=8,p=1" + rest, "scrypt$ln=21,r=8,p=1" + rest, "scrypt$ln=4,r=33,p=1" + rest,
        "scrypt$ln=4,r=8,p=17" + rest, "scrypt$ln=4,r=8" + rest, "scrypt$ln=4,r=8,p=1x" + rest,
        "scrypt$ln=99999999999,r=8,p=1" + rest, std::string("scrypt$ln=4,r=8,p=1$"),
        std::string("scrypt$ln=4,r=8,p=1$$")})
    EXPECT_FALSE(password_matches("secret", text)) << text;
  EXPECT_TRUE(password_matches("secret", "scrypt$ln=4,r=8,p=1" + rest));
}

TEST(SecureRandom, NeverGivesTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i)
    seen.insert(secure_random_bytes(16));
  EXPECT_EQ(seen.size(), 100U);
  EXPECT_EQ(secure_random_bytes(0), "");
  SecureRandom random;
  EXPECT_NE(random.next(), random.next());
  EXPECT_EQ(random_uuid(random).size(), 36U);
}

}  // namespace
}  // namespace ddb::crypto
