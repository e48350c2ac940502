#include "emulator/server/checkpoint_thread.h"

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>
#include <thread>

#include "shared/base/clock.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::server {

namespace {

constexpr std::size_t kCheckpointSizeBytes = 1024 * 1024;
constexpr int kPageSizeBytes = 4096;

using storage::CollectionId;
using storage::Store;

class CheckpointThreadTest : public testing::Test {
 protected:
  CheckpointThreadTest() {
    options_.file = directory_ / "store.db";
    options_.wal_size_bytes_checkpoint = kCheckpointSizeBytes;
    options_.page_size_bytes = kPageSizeBytes;
    store_ = storage::open_store(options_);
    collection_ = storage::new_collection(*store_);
  }

  std::uintmax_t file_size_bytes() const { return std::filesystem::file_size(*options_.file); }

  /// Makes a checkpoint due; commits that leave it to the thread do it themselves at twice as much.
  void write_what_makes_it_due() {
    for (std::size_t number = 0; number < kCheckpointSizeBytes * 5 / 4 / kPageSizeBytes; ++number)
      storage::put_row(*store_, collection_, "row", std::to_string(number));
  }

  const storage::TemporaryDirectory directory_;
  storage::StoreOptions options_;
  std::unique_ptr<Store> store_;
  CollectionId collection_ = 0;
  ManualClock clock_;
  std::ostringstream log_text_;
  Log log_{log_text_, clock_, LogLevel::kWarning};
};

TEST_F(CheckpointThreadTest, MovesTheLogIntoTheFile) {
  const CheckpointThread thread(*store_, log_);
  const std::uintmax_t before = file_size_bytes();
  write_what_makes_it_due();
  while (file_size_bytes() == before)
    std::this_thread::yield();
  EXPECT_EQ(log_text_.str(), "");
}

TEST_F(CheckpointThreadTest, CommitsDoItAgainOnceItIsGone) {
  { const CheckpointThread thread(*store_, log_); }
  const std::uintmax_t before = file_size_bytes();
  write_what_makes_it_due();
  EXPECT_GT(file_size_bytes(), before);
}

}  // namespace

}  // namespace ddb::server
