#include "backend/stream/stream_poller_thread.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include "tests/unit/backend/support/fake_message_store.h"
#include "tests/unit/backend/support/fake_stream_checkpoints.h"

namespace ddb::backend {
namespace {

/// Holds each call until it is interrupted, or answers it as it is told to.
class HeldDynamoDb final : public aws::DynamoDb {
 public:
  enum class Manner { kHold, kRefuse, kThrow };
  explicit HeldDynamoDb(Manner manner) : manner_(manner) {}

  aws::CallResult call(std::string_view, const boost::json::object&) override {
    std::unique_lock lock(mutex_);
    ++calls_;
    changed_.notify_all();
    if (manner_ == Manner::kThrow) throw std::runtime_error("a bug");
    if (manner_ == Manner::kHold) changed_.wait(lock, [this] { return is_interrupted_; });
    return aws::CallError{
        .kind = aws::CallError::Kind::kNoAnswer, .type = {}, .message = "No answer.", .body = {}};
  }
  void wait_for_call() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return calls_ > 0; });
  }
  void interrupt() {
    const std::lock_guard lock(mutex_);
    is_interrupted_ = true;
    changed_.notify_all();
  }
  int calls() {
    const std::lock_guard lock(mutex_);
    return calls_;
  }

 private:
  const Manner manner_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int calls_ = 0;
  bool is_interrupted_ = false;
};

class StreamPollerThreadTest : public testing::TestWithParam<HeldDynamoDb::Manner> {
 protected:
  ManualClock clock_;
  std::ostringstream out_;
  Log log_{out_, clock_, LogLevel::kInfo};
  SeededRandom random_{1};
  FakeMessageStore store_{clock_};
  FakeStreamCheckpoints checkpoints_;
  LastMessageUpdater updater_{store_, log_};
  HeldDynamoDb dynamodb_{GetParam()};
  StreamPoller poller_{{dynamodb_, updater_, checkpoints_, clock_, random_, log_}, "t"};
};

TEST_P(StreamPollerThreadTest, EndsDuringACallAPauseAndAfterABug) {
  StreamPollerThread thread(poller_, log_, [this] { dynamodb_.interrupt(); });
  dynamodb_.wait_for_call();
  thread.stop();
  const int calls = dynamodb_.calls();
  thread.stop();
  EXPECT_EQ(dynamodb_.calls(), calls);
  if (GetParam() == HeldDynamoDb::Manner::kHold) {
    EXPECT_EQ(out_.str(), "") << "what a stop breaks off is no trouble";
  }
}

INSTANTIATE_TEST_SUITE_P(Manners, StreamPollerThreadTest,
                         testing::Values(HeldDynamoDb::Manner::kHold, HeldDynamoDb::Manner::kRefuse,
                                         HeldDynamoDb::Manner::kThrow));

}  // namespace
}  // namespace ddb::backend
