#include <atomic>
#include <future>
#include <thread>

#include "tests/unit/backend/identity/identity_fixture.h"

namespace ddb::backend {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class PoolKeysTest : public IdentityTest {
 protected:
  /// A token that was never seen: the cache of tokens does not know it.
  std::string fresh_token(std::string_view key_id = "key-1") {
    return sign(claims_with("jti", ++tokens_), key_id);
  }
  bool accepts(std::string_view key_id = "key-1") {
    return verifier_.verify(fresh_token(key_id)).has_value();
  }
  TokenError::Kind refusal(std::string_view key_id = "key-1") {
    return verifier_.verify(fresh_token(key_id)).error().kind;
  }
  std::size_t fetches() const { return transport_.requests.size(); }

 private:
  int tokens_ = 0;
};

TEST_F(PoolKeysTest, AreFetchedFromThePoolsPathWhenFirstNeeded) {
  EXPECT_EQ(fetches(), 0U);
  transport_.answer(200, key_set_json());
  EXPECT_TRUE(accepts());
  EXPECT_TRUE(accepts());
  ASSERT_EQ(fetches(), 1U);
  EXPECT_EQ(transport_.requests[0].url.origin(), "http://localhost:8000");
  EXPECT_EQ(transport_.requests[0].url.target(), "/us-east-1_Test12345/.well-known/jwks.json");
}

TEST_F(PoolKeysTest, AreFetchedAnewAfterAnHour) {
  transport_.answer(200, key_set_json());
  EXPECT_TRUE(accepts());
  clock_.advance(minutes(59));
  EXPECT_TRUE(accepts());
  EXPECT_EQ(fetches(), 1U);
  clock_.advance(minutes(1));
  transport_.answer(200, key_set_json());
  EXPECT_TRUE(accepts());
  EXPECT_EQ(fetches(), 2U);
}

TEST_F(PoolKeysTest, OldOnesServeWhileThePoolIsNotReached) {
  transport_.answer(200, key_set_json());
  EXPECT_TRUE(accepts());
  clock_.advance(minutes(61));
  transport_.fail(http::ClientFailure::kConnect);
  EXPECT_TRUE(accepts());
  EXPECT_TRUE(accepts());
  EXPECT_EQ(fetches(), 2U);
  clock_.advance(seconds(30));
  transport_.answer(500, "");
  EXPECT_TRUE(accepts());
  clock_.advance(seconds(30));
  transport_.answer(200, key_set_json("key-2"));
  EXPECT_TRUE(accepts("key-2"));
  EXPECT_FALSE(accepts("key-1"));
  EXPECT_EQ(fetches(), 4U);
}

TEST_F(PoolKeysTest, AnUnknownOneHasThemFetchedAtMostEveryThirtySeconds) {
  transport_.answer(200, key_set_json("key-1"));
  EXPECT_TRUE(accepts("key-1"));
  EXPECT_EQ(refusal("key-2"), TokenError::Kind::kInvalid);
  EXPECT_EQ(fetches(), 1U);
  clock_.advance(seconds(30));
  transport_.answer(200, key_set_json("key-2"));
  EXPECT_TRUE(accepts("key-2"));
  EXPECT_EQ(refusal("key-3"), TokenError::Kind::kInvalid);
  EXPECT_EQ(fetches(), 2U);
}

TEST_F(PoolKeysTest, WithoutAnyTheTokenIsNotToBlame) {
  transport_.fail(http::ClientFailure::kConnect);
  EXPECT_EQ(refusal(), TokenError::Kind::kUnavailable);
  EXPECT_EQ(refusal(), TokenError::Kind::kUnavailable);
  EXPECT_EQ(fetches(), 1U);
  for (const auto& [status, body] : std::vector<std::pair<int, std::string>>{
           {404, "{}"}, {200, "no JSON"}, {200, R"({"keys":[]})"}, {200, "{}"}, {302, ""}}) {
    clock_.advance(seconds(1));
    transport_.answer(status, body);
    EXPECT_EQ(refusal(), TokenError::Kind::kUnavailable) << status << body;
  }
  clock_.advance(seconds(1));
  transport_.answer(200, key_set_json());
  EXPECT_TRUE(accepts());
}

/// Answers when it is told to.
class HeldTransport final : public aws::Transport {
 public:
  Result<http::Response, http::ClientError> send(const http::ClientRequest&) override {
    ++requests;
    released.get_future().wait();
    return http::Response{200, {}, key_set_json()};
  }
  std::atomic<int> requests = 0;
  std::promise<void> released;
};

TEST_F(PoolKeysTest, ThoseWhoNeedThemAtOnceWaitForOneFetch) {
  HeldTransport transport;
  CognitoTokenVerifier verifier(test_pool(), transport, clock_);
  std::atomic<int> accepted = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i)
      callers.emplace_back([&, token = fresh_token()] { accepted += verifier.verify(token).has_value(); });
    while (transport.requests == 0)
      std::this_thread::yield();
    transport.released.set_value();
  }
  EXPECT_EQ(accepted, 8);
  EXPECT_EQ(transport.requests, 1);
}

TEST_F(PoolKeysTest, AVerifiedTokenNeedsNoneUntilItExpires) {
  transport_.answer(200, key_set_json());
  const std::string token = sign(claims());
  EXPECT_TRUE(verifier_.verify(token));
  clock_.advance(seconds(3599));
  EXPECT_EQ(*verifier_.verify(token), "sub-mara");
  clock_.advance(seconds(1));
  transport_.answer(200, key_set_json());
  EXPECT_FALSE(verifier_.verify(token));
}

TEST(VerifiedTokens, ForgetTheFirstWhenFull) {
  VerifiedTokens tokens(2);
  const Clock::TimePoint now{};
  const auto later = now + seconds(10);
  for (const std::string name : {"a", "b", "c", "c"})
    tokens.add(crypto::sha256(name), name, later);
  EXPECT_EQ(tokens.find(crypto::sha256("a"), now), std::nullopt);
  EXPECT_EQ(tokens.find(crypto::sha256("b"), now), "b");
  EXPECT_EQ(tokens.find(crypto::sha256("c"), now), "c");
  EXPECT_EQ(tokens.find(crypto::sha256("c"), later), std::nullopt);
}

TEST(UserPool, NamesItsRegionAndIssuer) {
  EXPECT_EQ(*region_of_pool("eu-west-2_aB3"), "eu-west-2");
  EXPECT_EQ((UserPool{"eu-west-2_aB3", "c", {}}.issuer()),
            "https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_aB3");
  EXPECT_EQ((UserPool{"cn-north-1_aB3", "c", {}}.issuer()),
            "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_aB3");
  for (const std::string text :
       {"", "_", "us-east-1", "us-east-1_", "_abc", "us-east-1_a/b", "US_abc", "a.b_c"})
    EXPECT_FALSE(region_of_pool(text)) << text;
}

}  // namespace
}  // namespace ddb::backend
