#include "emulator/storage/page_number_bound.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace ddb::storage {

TEST(PageNumberBoundTest, EmptyCacheReachesNowhere) {
  EXPECT_FALSE(PageNumberBound().may_reach(1));
}

TEST(PageNumberBoundTest, ReachesUpToTheHighestPage) {
  PageNumberBound bound;
  bound.add(7);
  bound.add(3);
  EXPECT_TRUE(bound.may_reach(7));
  EXPECT_FALSE(bound.may_reach(8));
  bound.cut(5);
  EXPECT_FALSE(bound.may_reach(5));
  EXPECT_TRUE(bound.may_reach(4));
}

/// What SQLite does when it splits a page, and why this class is there.
TEST(PageNumberBoundTest, PageThatWasFarAwayForAMomentLeavesNoTrace) {
  PageNumberBound bound;
  bound.add(100);
  bound.rename(50, 131'073);
  EXPECT_TRUE(bound.may_reach(101));
  bound.rename(51, 50);
  bound.rename(131'073, 51);
  EXPECT_FALSE(bound.may_reach(101));
}

TEST(PageNumberBoundTest, PagesThatStayFarAwayAreSeenUntilTheyAreCut) {
  PageNumberBound bound;
  bound.add(100);
  bound.rename(10, 500);
  bound.rename(20, 700);
  EXPECT_TRUE(bound.may_reach(700));
  bound.cut(600);
  EXPECT_TRUE(bound.may_reach(500));
  bound.cut(101);
  EXPECT_FALSE(bound.may_reach(101));
}

/// Never "no" where there is a page: that would leave a page in the cache that is not in the file.
TEST(PageNumberBoundTest, NeverMissesAPageInRandomHistories) {
  std::mt19937 engine(9);
  const auto random = [&] { return static_cast<unsigned>(engine()); };
  for (int history = 0; history < 500; ++history) {
    PageNumberBound bound;
    std::set<unsigned> pages;
    for (int step = 0; step < 60; ++step) {
      const unsigned number = 1 + random() % 40;
      const unsigned other = random() % 3 == 0 ? 1'000 + random() % 3 : 1 + random() % 40;
      switch (random() % 4) {
        case 0:
          pages.insert(number);
          bound.add(number);
          break;
        case 1:
          if (!pages.empty() && !pages.contains(other)) {
            const unsigned from = *std::next(pages.begin(), static_cast<long>(random() % pages.size()));
            pages.erase(from);
            pages.insert(other);
            bound.rename(from, other);
          }
          break;
        case 2:
          pages.erase(number);  // Evicted: the bound is not told.
          break;
        default:
          if (!bound.may_reach(number)) {
            EXPECT_EQ(pages.lower_bound(number), pages.end());
          } else if (random() % 3 == 0) {
            pages.erase(pages.lower_bound(number), pages.end());
            bound.cut(number);
          }
      }
      const unsigned probe = random() % 2 == 0 ? other : number;
      if (!bound.may_reach(probe)) {
        ASSERT_EQ(pages.lower_bound(probe), pages.end());
      }
    }
  }
}

}  // namespace ddb::storage
