#include "shared/http/thread_choice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace ddb::http {
namespace {

using Counts = std::vector<std::size_t>;

TEST(ThreadChoice, ConnectionsFromAnUnknownCoreGoToTheThreadWithTheFewest) {
  EXPECT_EQ(choose_thread(Counts{3, 1, 2}, std::nullopt), 1U);
  EXPECT_EQ(choose_thread(Counts{2, 2, 2}, std::nullopt), 0U);
}

TEST(ThreadChoice, ConnectionsOfOneCoreGoToOneThread) {
  EXPECT_EQ(choose_thread(Counts{0, 0}, 1), 1U);
  EXPECT_EQ(choose_thread(Counts{0, 3}, 1), 1U);
  EXPECT_EQ(choose_thread(Counts{0, 3}, 0), 0U);
}

TEST(ThreadChoice, CoresBeyondTheThreadsShareThem) {
  EXPECT_EQ(choose_thread(Counts{0, 0, 0}, 4), 1U);
  EXPECT_EQ(choose_thread(Counts{0}, 63), 0U);
}

TEST(ThreadChoice, NoThreadGetsFarAheadForAClientOfOneCore) {
  Counts counts(3);
  for (int i = 0; i < 100; ++i) {
    ++counts[choose_thread(counts, 2)];
    const auto [fewest, most] = std::minmax_element(counts.begin(), counts.end());
    ASSERT_LE(*most, *fewest + kConnectionsAheadMax + 1);
  }
  EXPECT_EQ(std::max_element(counts.begin(), counts.end()) - counts.begin(), 2);
}

TEST(ThreadChoice, TwoClientsOfEightConnectionsEachAreServedBesideEachOther) {
  Counts counts(2);
  for (const std::size_t core : {0U, 1U})
    for (int i = 0; i < 8; ++i)
      ++counts[choose_thread(counts, core)];
  EXPECT_EQ(counts, (Counts{8, 8}));
}

}  // namespace
}  // namespace ddb::http
