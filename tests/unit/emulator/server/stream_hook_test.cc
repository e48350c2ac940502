#include "emulator/server/stream_hook.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <mutex>
#include <sstream>

#include "emulator/server/stream_hook_admin.h"
#include "shared/http/server.h"
#include "shared/json/json.h"
#include "tests/unit/emulator/engine/stream_fixture.h"

// The hooks with their threads, and with real HTTP. What they do and when is tested in
// stream_hook_delivery_test.cc.
namespace ddb::server {
namespace {

using model::StreamViewType;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Only a test that fails waits so long.
constexpr std::chrono::seconds kDeadline(30);

std::vector<std::string> sort_keys(std::string_view event_json) {
  std::vector<std::string> keys;
  const auto document = json::Document::parse(event_json);
  for (const auto& record : document.value().root().at("Records").as_array())
    keys.emplace_back(record.at("dynamodb").at("Keys").at("sk").at("N").as_string());
  return keys;
}

/// Gathers records from whichever thread delivers them.
class Gatherer {
 public:
  void add(const std::vector<std::string>& keys) {
    const std::lock_guard lock(mutex_);
    keys_.insert(keys_.end(), keys.begin(), keys.end());
    changed_.notify_all();
  }
  /// The records, once there are `count`.
  std::vector<std::string> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kDeadline, [&] { return keys_.size() >= count; });
    return keys_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> keys_;
};

/// A receiver of the outside world: an HTTP server that gathers what is posted to it.
class HttpReceiver : public http::Handler {
 public:
  HttpReceiver() {
    http::ServerOptions options;
    options.addresses = {"127.0.0.1"};
    options.limits.drain_timeout_ms = 10;  // for the requests that it leaves unanswered
    server_ = http::Server::start(options, *this).value();
  }

  void handle(http::Request&& request, http::Responder responder) override {
    const std::lock_guard lock(mutex_);
    requests_.push_back(std::string(request.method()) + ' ' + std::string(request.target()) + ' ' +
                        std::string(request.header("content-type")));
    if (is_silent_) {
      unanswered_.push_back(std::move(responder));
      unanswered_changed_.notify_all();
      return;
    }
    gatherer.add(sort_keys(request.body));
    responder.respond({200, {}, answer_});
  }

  std::string url() const { return server_->endpoints().front() + "/hook"; }
  std::vector<std::string> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  void be_silent() {
    const std::lock_guard lock(mutex_);
    is_silent_ = true;
  }
  bool wait_for_unanswered() {
    std::unique_lock lock(mutex_);
    return unanswered_changed_.wait_for(lock, kDeadline, [this] { return !unanswered_.empty(); });
  }

  Gatherer gatherer;

 private:
  std::mutex mutex_;
  std::condition_variable unanswered_changed_;
  std::vector<std::string> requests_;
  std::vector<http::Responder> unanswered_;
  std::string answer_;
  bool is_silent_ = false;
  std::unique_ptr<http::Server> server_;  // last: its threads use the rest
};

class StreamHooksTest : public engine::StreamFixture {
 protected:
  HookCallback gathering() {
    return [this](std::string_view event) {
      gatherer_.add(sort_keys(event));
      return HookOutcome::delivered();
    };
  }
  StreamHookOption option(const std::string& url) { return parse_stream_hook("orders=" + url).value(); }

  Gatherer gatherer_;
  std::ostringstream log_text_;
  Log log_{log_text_, clock_, LogLevel::kDebug};
};

TEST_F(StreamHooksTest, CallbackGetsWhatIsWrittenBeforeAndAfter) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  StreamHooks hooks(engine(), log_);
  ASSERT_TRUE(hooks.add("orders", "gatherer", {}, gathering()));
  EXPECT_THAT(gatherer_.wait_for(1), ElementsAre("1"));
  append_insert("orders", "a", 2);
  EXPECT_THAT(gatherer_.wait_for(2), ElementsAre("1", "2"));
}

TEST_F(StreamHooksTest, SleepingHookIsWokenByAWrite) {
  make_table("orders", StreamViewType::kKeysOnly);
  StreamHooks hooks(engine(), log_);
  ASSERT_TRUE(hooks.add("orders", "gatherer", {}, gathering()));
  std::vector<std::string> expected;
  for (int sk = 1; sk <= 20; ++sk) {
    append_insert("orders", "a", sk);
    expected.push_back(std::to_string(sk));
    EXPECT_EQ(gatherer_.wait_for(expected.size()), expected);
  }
}

TEST_F(StreamHooksTest, ReceiverThatNeverAnswersHoldsUpNoWriter) {
  make_table("orders", StreamViewType::kKeysOnly);
  StreamHooks hooks(engine(), log_);
  std::mutex mutex;
  std::condition_variable changed;
  bool is_called = false;
  bool may_answer = false;
  ASSERT_TRUE(hooks.add("orders", "slow", {.batch_size = 1}, [&](std::string_view event) {
    std::unique_lock lock(mutex);
    is_called = true;
    changed.notify_all();
    changed.wait(lock, [&] { return may_answer; });
    gatherer_.add(sort_keys(event));
    return HookOutcome::delivered();
  }));
  append_insert("orders", "a", 1);
  {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, kDeadline, [&] { return is_called; }));
  }
  for (int sk = 2; sk <= 200; ++sk)
    append_insert("orders", "a", sk);  // would never return if it waited for the receiver
  {
    const std::lock_guard lock(mutex);
    may_answer = true;
    changed.notify_all();
  }
  EXPECT_EQ(gatherer_.wait_for(200).size(), 200U);
}

TEST_F(StreamHooksTest, EveryHookOfATableGetsEveryRecord) {
  make_table("orders", StreamViewType::kKeysOnly);
  make_table("others", StreamViewType::kKeysOnly);
  StreamHooks hooks(engine(), log_);
  Gatherer second;
  ASSERT_TRUE(hooks.add("orders", "first", {}, gathering()));
  ASSERT_TRUE(hooks.add("orders", "second", {}, [&second](std::string_view event) {
    second.add(sort_keys(event));
    return HookOutcome::delivered();
  }));
  append_insert("others", "a", 99);
  append_insert("orders", "a", 1);
  EXPECT_THAT(gatherer_.wait_for(1), ElementsAre("1"));
  EXPECT_THAT(second.wait_for(1), ElementsAre("1"));
}

TEST_F(StreamHooksTest, PostsTheEventAsJson) {
  make_table("orders", StreamViewType::kKeysOnly);
  HttpReceiver receiver;
  StreamHooks hooks(engine(), log_);
  ASSERT_TRUE(hooks.add(option(receiver.url())));
  append_insert("orders", "a", 1);
  EXPECT_THAT(receiver.gatherer.wait_for(1), ElementsAre("1"));
  EXPECT_THAT(receiver.requests(), ElementsAre("POST /hook application/json"));
}

TEST_F(StreamHooksTest, HttpReceiverThatNeverAnswersHoldsUpNobody) {
  make_table("orders", StreamViewType::kKeysOnly);
  HttpReceiver receiver;
  receiver.be_silent();
  StreamHooks hooks(engine(), log_);
  const Result<int> number = hooks.add(option(receiver.url()));
  append_insert("orders", "a", 1);
  ASSERT_TRUE(receiver.wait_for_unanswered());
  for (int sk = 2; sk <= 100; ++sk)
    append_insert("orders", "a", sk);
  EXPECT_TRUE(hooks.remove(*number));  // breaks the request off
  EXPECT_TRUE(hooks.list().empty());
}

TEST_F(StreamHooksTest, FailureOfAnHttpReceiverIsShown) {
  make_table("orders", StreamViewType::kKeysOnly);
  StreamHooks hooks(engine(), log_);
  std::string url;
  {
    const HttpReceiver receiver;
    url = receiver.url();
  }
  ASSERT_TRUE(hooks.add(option(url + ",max-attempts=1")));
  ASSERT_TRUE(hooks.add("orders", "gatherer", {}, gathering()));
  append_insert("orders", "a", 1);
  gatherer_.wait_for(1);
  const auto has_failed = [&] { return hooks.list().front().status.given_up_records == 1; };
  const auto end = std::chrono::steady_clock::now() + kDeadline;
  while (!has_failed() && std::chrono::steady_clock::now() < end)
    std::this_thread::yield();
  EXPECT_TRUE(has_failed());
  EXPECT_THAT(hooks.list().front().status.last_error, HasSubstr("127.0.0.1"));
}

TEST_F(StreamHooksTest, GoesOnAfterARestartWithoutRepeating) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  {
    StreamHooks hooks(engine(), log_);
    ASSERT_TRUE(hooks.add("orders", "gatherer", {}, gathering()));
    gatherer_.wait_for(1);
  }
  append_insert("orders", "a", 2);
  reopen();
  StreamHooks hooks(engine(), log_);
  ASSERT_TRUE(hooks.add("orders", "gatherer", {}, gathering()));
  EXPECT_THAT(gatherer_.wait_for(2), ElementsAre("1", "2"));
}

TEST_F(StreamHooksTest, SecondHookOfTheSameNameIsRefused) {
  StreamHooks hooks(engine(), log_);
  ASSERT_TRUE(hooks.add("orders", "same", {}, gathering()));
  EXPECT_EQ(hooks.add("orders", "same", {}, gathering()).error().message,
            "Table orders has a stream hook to same already.");
  EXPECT_TRUE(hooks.add("others", "same", {}, gathering()));
}

TEST_F(StreamHooksTest, UnusableHookIsRefused) {
  StreamHooks hooks(engine(), log_);
  EXPECT_FALSE(hooks.add("no table", "name", {}, gathering()));
  EXPECT_FALSE(hooks.add("orders", "name", {.dead_letter = "/nonexistent-folder/dead"}, gathering()));
  EXPECT_FALSE(hooks.remove(1));
}

TEST_F(StreamHooksTest, AdminRequestsAddListAndRemove) {
  StreamHooks hooks(engine(), log_);
  const auto ask = [&hooks](std::string_view method, std::string_view query, std::string_view body) {
    const http::Response response = answer_stream_hooks_request(hooks, method, query, body);
    EXPECT_EQ(response.headers.find("content-type"), "application/json");
    return std::to_string(response.status) + ' ' + response.body;
  };
  EXPECT_EQ(ask("GET", "", ""), R"(200 {"StreamHooks":[]})");
  EXPECT_EQ(
      ask("POST", "", R"({"Table":"orders","Url":"http://127.0.0.1:1/","BatchSize":7,"Start":"latest"})"),
      R"(200 {"Id":1})");
  EXPECT_EQ(ask("POST", "", R"({"Table":"others","Url":"http://127.0.0.1:1/","MaxAttempts":"3"})"),
            R"(200 {"Id":2})");
  EXPECT_EQ(ask("GET", "", ""),
            R"(200 {"StreamHooks":[{"Id":1,"Table":"orders","Url":"http://127.0.0.1:1/","BatchSize":7,)"
            R"("WindowMs":0,"TimeoutMs":60000,"Start":"latest","DeliveredRecords":0,"FailedAttempts":0,)"
            R"("GivenUpRecords":0},{"Id":2,"Table":"others","Url":"http://127.0.0.1:1/","BatchSize":100,)"
            R"("WindowMs":0,"MaxAttempts":3,"TimeoutMs":60000,"Start":"trim-horizon","DeliveredRecords":0,)"
            R"("FailedAttempts":0,"GivenUpRecords":0}]})");
  EXPECT_EQ(ask("DELETE", "Id=1", ""), "200 {}");
  EXPECT_EQ(ask("DELETE", "Id=1", ""), R"(404 {"message":"There is no such stream hook."})");
  EXPECT_EQ(hooks.list().size(), 1U);
}

TEST_F(StreamHooksTest, AdminRequestsThatAreWrongAreRefusedInASentence) {
  StreamHooks hooks(engine(), log_);
  for (const std::string_view body :
       {"", "[]", "{}", R"({"Table":"orders"})", R"({"Table":"orders","Url":5})",
        R"({"Table":"orders","Url":"nonsense"})", R"({"Table":"o","Url":"http://localhost/"})",
        R"({"Table":"orders","Url":"http://localhost/","BatchSize":0})",
        R"({"Table":"orders","Url":"http://localhost/","BatchSize":1.5})",
        R"({"Table":"orders","Url":"http://localhost/","DeadLetterFile":"/etc/passwd"})",
        R"({"Table":"orders","Url":"http://localhost/","Colour":"red"})"}) {
    const http::Response response = answer_stream_hooks_request(hooks, "POST", "", body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_TRUE(response.body.starts_with(R"({"message":")")) << response.body;
  }
  EXPECT_EQ(answer_stream_hooks_request(hooks, "DELETE", "Id=x", "").status, 400);
  EXPECT_EQ(answer_stream_hooks_request(hooks, "DELETE", "", "").status, 400);
  EXPECT_EQ(answer_stream_hooks_request(hooks, "PUT", "", "").status, 405);
  EXPECT_TRUE(hooks.list().empty());
}

}  // namespace
}  // namespace ddb::server
