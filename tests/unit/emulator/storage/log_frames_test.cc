#include "emulator/storage/log_frames.h"

#include <gtest/gtest.h>

#include <string>

namespace ddb::storage {

namespace {

constexpr std::uint64_t kLogHeaderBytes = 32;
constexpr std::size_t kPageBytes = 512;
constexpr std::uint64_t kFrameBytes = 24 + kPageBytes;

std::string frame_header(bool ends_transaction) {
  std::string header(24, 'h');
  header.replace(4, 4, ends_transaction ? std::string("\0\0\0\7", 4) : std::string(4, '\0'));
  return header;
}

std::uint64_t offset_of(std::uint64_t frame) {
  return kLogHeaderBytes + frame * kFrameBytes;
}

class LogFramesTest : public testing::Test {
 protected:
  LogFramesTest() { frames_.passed(std::string(kLogHeaderBytes, 'l'), 0); }

  bool take_frame(std::uint64_t number, bool ends_transaction) {
    return frames_.take(frame_header(ends_transaction), offset_of(number)) &&
           frames_.take(page_, offset_of(number) + 24);
  }

  const std::string page_ = std::string(kPageBytes, 'p');
  LogFrames frames_;
};

}  // namespace

TEST_F(LogFramesTest, HoldsATransactionBackUntilItsEnd) {
  EXPECT_TRUE(take_frame(0, false));
  EXPECT_FALSE(frames_.ends_transaction());
  EXPECT_TRUE(frames_.take(frame_header(true), offset_of(1)));
  EXPECT_FALSE(frames_.ends_transaction());
  EXPECT_TRUE(frames_.take(page_, offset_of(1) + 24));
  EXPECT_TRUE(frames_.ends_transaction());
  EXPECT_EQ(frames_.held(), frame_header(false) + page_ + frame_header(true) + page_);
  EXPECT_EQ(frames_.held_offset(), offset_of(0));
}

TEST_F(LogFramesTest, GoesOnBehindATransaction) {
  EXPECT_TRUE(take_frame(0, true));
  frames_.release();
  EXPECT_TRUE(frames_.held().empty());
  EXPECT_TRUE(take_frame(1, true));
  EXPECT_EQ(frames_.held_offset(), offset_of(1));
}

TEST_F(LogFramesTest, TakesNothingThatIsWrittenElsewhere) {
  EXPECT_TRUE(take_frame(0, true));
  frames_.release();
  EXPECT_FALSE(frames_.take(frame_header(true), offset_of(5)));
  EXPECT_FALSE(frames_.take(page_, offset_of(0) + 24));
}

TEST_F(LogFramesTest, TakesNoHeaderThatIsWrittenAnew) {
  // SQLite does so at the end of a transaction that has changed a page which it had written before: nothing
  // would come behind it.
  EXPECT_TRUE(take_frame(0, false));
  frames_.release();
  frames_.passed(page_, offset_of(0) + 24);
  EXPECT_FALSE(frames_.take(frame_header(true), offset_of(1)));
  frames_.passed(frame_header(true), offset_of(1));
  EXPECT_FALSE(frames_.take(page_, offset_of(1) + 24)) << "its header went by itself";
}

TEST_F(LogFramesTest, GoesOnWhereTheLogIsWrittenAgain) {
  // After a rollback.
  EXPECT_TRUE(take_frame(0, true));
  EXPECT_TRUE(take_frame(1, false));
  frames_.release();
  EXPECT_FALSE(frames_.take(frame_header(false), offset_of(1)));
  frames_.passed(frame_header(false), offset_of(1));
  frames_.passed(page_, offset_of(1) + 24);
  EXPECT_TRUE(take_frame(2, true));
}

TEST_F(LogFramesTest, HoldsNoMoreThanItHasRoomFor) {
  std::uint64_t taken = 0;
  while (take_frame(taken, false))
    ++taken;
  EXPECT_GT(taken, 100U);
  EXPECT_LT(taken, 1000U);
  EXPECT_EQ(frames_.held().size(), taken * kFrameBytes) << "no header without its page";
  frames_.release();
  EXPECT_TRUE(take_frame(taken, true));
}

TEST_F(LogFramesTest, TellsThePageOfEachFrameBeforeItIsWritten) {
  ChangedPages changed;
  frames_.tell_changes_to(&changed);
  std::string header = frame_header(true);
  header.replace(0, 4, std::string("\0\1\0\2", 4));
  EXPECT_TRUE(frames_.take(header, offset_of(0)));
  frames_.passed(header, offset_of(9));
  frames_.passed(page_, offset_of(9) + 24);
  std::array<ChangedPages::PageNumber, ChangedPages::kToldAtOnceMax> pages;
  ASSERT_EQ(changed.since(0, pages), 2U);
  EXPECT_EQ(pages[0], 0x10002U);
  EXPECT_EQ(pages[1], 0x10002U);
}

TEST_F(LogFramesTest, TellsThatAPageWrittenWithoutItsHeaderIsNotKnown) {
  ChangedPages changed;
  frames_.tell_changes_to(&changed);
  frames_.passed(page_, offset_of(3) + 24);
  std::array<ChangedPages::PageNumber, ChangedPages::kToldAtOnceMax> pages;
  EXPECT_FALSE(changed.since(0, pages));
}

}  // namespace ddb::storage
