#include "backend/users/cached_user_directory.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/unit/backend/support/fake_user_directory.h"

namespace ddb::backend {

namespace {

using std::chrono::seconds;

class CachedUserDirectoryTest : public testing::Test {
 protected:
  /// Whom the cache finds while the directory answers nothing: those it remembers.
  std::string remembered(const std::string& handle) {
    people_.fail_with("down");
    const auto found = cache_.find_by_handle(handle);
    people_.fail_with(std::nullopt);
    return found ? (*found)->handle : found.error().message;
  }

  FakeUserDirectory people_;
  ManualClock clock_;
  CachedUserDirectory cache_{people_, clock_, {.people_max = 2, .time_to_live = seconds(30)}};
};

TEST_F(CachedUserDirectoryTest, WhoWasFoundIsRememberedForTheTime) {
  const Person mara = people_.add("mara");
  EXPECT_EQ(*cache_.find_by_handle("mara"), mara);
  clock_.advance(seconds(30) - std::chrono::microseconds(1));
  EXPECT_EQ(remembered("mara"), "mara");
  clock_.advance(std::chrono::microseconds(1));
  EXPECT_EQ(remembered("mara"), "down");
}

TEST_F(CachedUserDirectoryTest, BothWaysToAskAreRememberedApart) {
  const Person mara = people_.add("mara");
  EXPECT_EQ(*cache_.find_by_cognito_user_id("sub-mara"), mara);
  EXPECT_EQ(remembered("mara"), "down");
  people_.fail_with("down");
  EXPECT_EQ(*cache_.find_by_cognito_user_id("sub-mara"), mara);
}

TEST_F(CachedUserDirectoryTest, WhoIsNotThereIsAskedForAgain) {
  EXPECT_EQ(*cache_.find_by_handle("mara"), std::nullopt);
  people_.add("mara");
  EXPECT_TRUE(*cache_.find_by_handle("mara"));
}

TEST_F(CachedUserDirectoryTest, AnErrorIsNotRemembered) {
  people_.add("mara");
  EXPECT_EQ(remembered("mara"), "down");
  EXPECT_TRUE(*cache_.find_by_handle("mara"));
}

TEST_F(CachedUserDirectoryTest, TheOldestMakeRoom) {
  for (const char* handle : {"mara", "teo", "ines"}) {
    people_.add(handle);
    EXPECT_TRUE(*cache_.find_by_handle(handle));
  }
  EXPECT_EQ(remembered("mara"), "down");
  EXPECT_EQ(remembered("teo"), "teo");
  EXPECT_EQ(remembered("ines"), "ines");
}

TEST_F(CachedUserDirectoryTest, SeveralThreadsMayUseIt) {
  for (const char* handle : {"mara", "teo", "ines"})
    people_.add(handle);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([this] {
      for (int round = 0; round < 200; ++round)
        for (const char* handle : {"mara", "teo", "ines"})
          EXPECT_EQ((*cache_.find_by_handle(handle))->handle, handle);
    });
  for (std::thread& thread : threads)
    thread.join();
}

}  // namespace

}  // namespace ddb::backend
