#include "shared/http/thread_places.h"

#include <gtest/gtest.h>

namespace ddb::http {
namespace {

using Cores = ThreadPlaces::Cores;

constexpr std::uint64_t kNowMs = 1'000'000;

/// What the thread is told at the last of so many sightings as make it sure.
std::optional<std::size_t> see_for_long(ThreadPlaces& places, std::size_t thread, Cores cores,
                                        std::uint64_t now_ms = kNowMs) {
  std::optional<std::size_t> core;
  for (std::uint32_t i = 0; i < ThreadPlaces::kSightings && !core; ++i)
    core = places.core_to_move_to(thread, cores, now_ms);
  return core;
}

TEST(ThreadPlaces, ThreadsOnTheCoresOfEachOthersClientsChangePlaces) {
  ThreadPlaces places(2);
  EXPECT_EQ(places.core_to_move_to(0, {1, 0}, kNowMs), std::nullopt);
  EXPECT_EQ(see_for_long(places, 1, {0, 1}), 1U);
  EXPECT_EQ(places.core_to_move_to(0, {1, 0}, kNowMs), 0U);

  EXPECT_EQ(see_for_long(places, 0, {0, 0}), std::nullopt);
  EXPECT_EQ(see_for_long(places, 1, {1, 1}), std::nullopt);
}

TEST(ThreadPlaces, AThreadStaysUntilItHasSeenTheSameSeveralTimesRunning) {
  ThreadPlaces places(2);
  places.core_to_move_to(1, {0, 1}, kNowMs);
  for (int i = 0; i < 10; ++i) {
    for (std::uint32_t sighting = 1; sighting < ThreadPlaces::kSightings; ++sighting)
      ASSERT_EQ(places.core_to_move_to(0, {1, 0}, kNowMs), std::nullopt);
    ASSERT_EQ(places.core_to_move_to(0, {1, 1}, kNowMs), std::nullopt);
  }
}

TEST(ThreadPlaces, AThreadBesideItsOwnClientsIsNotSentAway) {
  ThreadPlaces places(2);
  see_for_long(places, 1, {0, 0});
  EXPECT_EQ(see_for_long(places, 0, {1, 0}), std::nullopt);
  EXPECT_EQ(places.core_to_move_to(1, {0, 0}, kNowMs), std::nullopt);
}

TEST(ThreadPlaces, AThreadDoesNotCrowdACoreThatNoOtherThreadLeaves) {
  ThreadPlaces places(3);
  EXPECT_EQ(see_for_long(places, 0, {1, 0}), std::nullopt);  // nobody was ever seen there
  see_for_long(places, 1, {2, 0});
  EXPECT_EQ(see_for_long(places, 0, {1, 0}), std::nullopt);  // that one is elsewhere
  places.core_to_move_to(2, {0, 1}, kNowMs);
  const std::uint64_t later_ms = kNowMs + ThreadPlaces::kBusyMs + 1;
  EXPECT_EQ(see_for_long(places, 0, {1, 0}, later_ms), std::nullopt);  // that one has nothing to do
}

TEST(ThreadPlaces, AThreadThatHasMovedMeanwhileStaysWhereItIs) {
  ThreadPlaces places(3);
  places.core_to_move_to(1, {0, 1}, kNowMs);
  EXPECT_EQ(see_for_long(places, 0, {1, 0}), 0U);
  EXPECT_EQ(places.core_to_move_to(1, {2, 1}, kNowMs), std::nullopt);
}

TEST(ThreadPlaces, ARingOfThreadsComesToItsClientsStepByStep) {
  ThreadPlaces places(3);
  std::size_t cores[] = {1, 2, 0};  // of thread 0, 1 and 2; the clients of thread i are on core i
  const auto see = [&](std::size_t thread) {
    return Cores{static_cast<std::uint32_t>(cores[thread]), static_cast<std::uint32_t>(thread)};
  };
  for (int i = 0; i < 20; ++i)
    for (std::size_t thread = 0; thread < 3; ++thread)
      cores[thread] = places.core_to_move_to(thread, see(thread), kNowMs).value_or(cores[thread]);
  for (std::size_t thread = 0; thread < 3; ++thread)
    EXPECT_EQ(cores[thread], thread);
}

}  // namespace
}  // namespace ddb::http
