// Answers one kind of request again and again in this process: everything the server does but its system
// calls, for counting instructions and for profiles.
//
//   request_benchmark REQUEST COUNT
//   request_benchmark REQUEST COUNT THREADS EACH_TENTH_REQUEST [FILE]
//   request_benchmark --list
//
// With THREADS each of them answers as many, and the requests a second of all are printed: what more cores
// bring to the server's own work, where there is no client that needs cores as well. The table is in memory,
// or in a new FILE.
//
// The table holds 10,000 items of about 150 bytes. Everything is the same in every run: clock, randomness and
// the order of the requests. tests/bench/instructions.py runs this under callgrind, which counts only what
// happens inside `answer_requests`.

#include <array>
#include <barrier>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "emulator/engine/engine.h"
#include "emulator/operations/operation_table.h"
#include "emulator/protocol/dispatcher.h"
#include "emulator/server/request_handler.h"
#include "emulator/storage/store.h"
#include "shared/base/service_process.h"
#include "shared/http/host_guard.h"
#include "shared/http/request_head.h"

namespace {

using namespace ddb;

constexpr std::size_t kItems = 10'000;
constexpr std::size_t kItemsInPartition = 100;
/// Of a busy server: how many requests are ready at one time, whose writes are one commit.
constexpr std::size_t kRequestsInRound = 8;

std::string padded(std::size_t number) {
  std::string digits = std::to_string(number);
  return std::string(5 - digits.size(), '0') + digits;
}

std::string key_members(std::size_t number) {
  return R"("pk":{"S":"user#)" + padded(number / kItemsInPartition) + R"("},"sk":{"S":"order#)" +
         padded(number % kItemsInPartition) + R"("})";
}

std::string key(std::size_t number) {
  return "{" + key_members(number) + "}";
}

/// `stock` tells a write from the item that was there: writing the same item again costs less.
std::string item(std::size_t number, std::size_t stock) {
  const std::string text = std::to_string(number);
  return "{" + key_members(number) + R"(,"name":{"S":"Item number )" + text + R"("},"price":{"N":")" +
         std::to_string(number % 1000) + R"(.99"},"stock":{"N":")" + std::to_string(stock) +
         R"("},"active":{"BOOL":true},"tags":{"SS":["alpha","beta"]},"note":{"S":")" + std::string(40, 'x') +
         R"("}})";
}

/// `one(i)` for i = 0 ... count - 1, with commas between.
template <class One>
std::string repeated(std::size_t count, One&& one) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += (i == 0 ? "" : ",") + one(i);
  return text;
}

struct Workload {
  std::string_view name;
  std::string_view operation;
  std::string (*body)(std::size_t number);
};

std::string put_request(std::size_t number, std::size_t stock) {
  return R"({"PutRequest":{"Item":)" + item(number % kItems, stock) + "}}";
}

const std::array<Workload, 10> kWorkloads = {{
    {"GetItem", "GetItem", [](std::size_t n) { return R"({"TableName":"bench","Key":)" + key(n) + "}"; }},
    {"PutItem", "PutItem",
     [](std::size_t n) { return R"({"TableName":"bench","Item":)" + item(n, 1) + "}"; }},
    {"UpdateItem", "UpdateItem",
     [](std::size_t n) {
       return R"({"TableName":"bench","Key":)" + key(n) +
              R"(,"UpdateExpression":"SET stock = stock + :one","ExpressionAttributeValues":{":one":{"N":"1"}}})";
     }},
    {"Query of 20", "Query",
     [](std::size_t n) {
       return R"({"TableName":"bench","KeyConditionExpression":"pk = :p AND sk >= :s","Limit":20,)"
              R"("ExpressionAttributeValues":{":p":{"S":"user#)" +
              padded(n / kItemsInPartition) + R"("},":s":{"S":"order#)" + padded(n % 80) + R"("}}})";
     }},
    {"BatchGetItem of 25", "BatchGetItem",
     [](std::size_t n) {
       return R"({"RequestItems":{"bench":{"Keys":[)" +
              repeated(25, [n](std::size_t i) { return key((n + i) % kItems); }) + "]}}}";
     }},
    {"BatchWriteItem of 25", "BatchWriteItem",
     [](std::size_t n) {
       return R"({"RequestItems":{"bench":[)" +
              repeated(25, [n](std::size_t i) { return put_request(n + i, 1 + n); }) + "]}}";
     }},
    {"TransactGetItems of 4", "TransactGetItems",
     [](std::size_t n) {
       return R"({"TransactItems":[)" +
              repeated(4,
                       [n](std::size_t i) {
                         return R"({"Get":{"TableName":"bench","Key":)" + key((n + 977 * i) % kItems) + "}}";
                       }) +
              "]}";
     }},
    {"TransactWriteItems of 4", "TransactWriteItems",
     [](std::size_t n) {
       return R"({"TransactItems":[)" +
              repeated(4,
                       [n](std::size_t i) {
                         return R"({"Put":{"TableName":"bench","Item":)" +
                                item((n + 977 * i) % kItems, 1 + n) + "}}";
                       }) +
              "]}";
     }},
    {"Scan page", "Scan", [](std::size_t) { return std::string(R"({"TableName":"bench"})"); }},
    {"Scan with filter", "Scan",
     [](std::size_t) {
       return std::string(R"~({"TableName":"bench","FilterExpression":"price > :p AND begins_with(#n, :n)",)~"
                          R"("ExpressionAttributeNames":{"#n":"name"},)"
                          R"("ExpressionAttributeValues":{":p":{"N":"10000"},":n":{"S":"Item"}}})");
     }},
}};

/// Takes the answers, which must be good ones, and runs what is posted at the end of the round.
class Sink final : public http::ResponseSink, private http::IoThread {
 public:
  explicit Sink(std::size_t thread_index) : index_(thread_index) {}

  void respond(http::Response&& response) override {
    if (response.status != 200) throw std::runtime_error(response.body);
    ++answer_count;
  }
  void abandon() override { throw std::runtime_error("a request was not answered"); }
  http::IoThread& io_thread() override { return *this; }

  void end_round() {
    while (!posted_.empty())
      for (const std::function<void()>& function : std::exchange(posted_, {}))
        function();
  }

  std::size_t answer_count = 0;

 private:
  void post(std::function<void()> function) override { posted_.push_back(std::move(function)); }
  void post_after(std::uint32_t, std::function<void()> function) override { post(std::move(function)); }
  std::size_t index() const override { return index_; }
  std::size_t connection_count() const override { return kConnectionCount; }

  static constexpr std::size_t kConnectionCount = 16;
  const std::size_t index_;
  std::vector<std::function<void()>> posted_;
};

std::string http_request(std::string_view operation, std::string_view body) {
  return "POST / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nContent-Type: application/x-amz-json-1.0\r\n"
         "X-Amz-Target: DynamoDB_20120810." +
         std::string(operation) +
         "\r\nX-Amz-Date: 20261121T000000Z\r\n"
         "Authorization: AWS4-HMAC-SHA256 "
         "Credential=bench/20261121/us-east-1/dynamodb/aws4_request, "
         "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" +
         std::string(64, '0') + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
}

struct WireRequest {
  std::string head;
  std::string body;
};

/// Named in tests/bench/instructions.py, for callgrind.
[[gnu::noinline]] void answer_requests(http::Handler& handler, const std::shared_ptr<Sink>& sink,
                                       const std::vector<WireRequest>& requests) {
  const http::Limits limits;
  std::size_t in_round = 0;
  for (const WireRequest& wire : requests) {
    http::RequestHeadScanner scanner;
    if (!scanner.scan(wire.head, limits)) throw std::logic_error("the request's head was refused");
    auto head = http::parse_request_head(wire.head, limits);
    if (!head) throw std::logic_error(head.error().sentence);
    head->request.body = wire.body;
    handler.handle(std::move(head->request), http::Responder(sink));
    if (++in_round % kRequestsInRound == 0) sink->end_round();
  }
  sink->end_round();
}

class Benchmark {
 public:
  Benchmark(std::size_t thread_count, const storage::StoreOptions& store_options)
      : thread_count_(thread_count), store_(*storage::Store::open(store_options)) {
    answer(
        "CreateTable",
        R"({"TableName":"bench","BillingMode":"PAY_PER_REQUEST",)"
        R"("AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},)"
        R"({"AttributeName":"sk","AttributeType":"S"}],)"
        R"("KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]})");
    for (std::size_t n = 0; n < kItems; n += 25)
      answer("BatchWriteItem", batch(n));
  }

  void run(const Workload& workload, std::size_t count) {
    answer_all(requests_of(workload, workload, count, 0), 0);
  }

  /// Requests a second of all threads together.
  double run_on_threads(const Workload& workload, const Workload& each_tenth, std::size_t count) {
    std::vector<std::vector<WireRequest>> requests;
    for (std::size_t index = 0; index < thread_count_; ++index)
      requests.push_back(requests_of(workload, each_tenth, count, index));
    std::barrier all_are_there(static_cast<std::ptrdiff_t>(thread_count_) + 1);
    std::vector<std::jthread> threads;
    for (std::size_t index = 0; index < thread_count_; ++index)
      threads.emplace_back([&, index] {
        all_are_there.arrive_and_wait();
        answer_all(requests[index], index);
        all_are_there.arrive_and_wait();
      });
    all_are_there.arrive_and_wait();
    const auto begin = std::chrono::steady_clock::now();
    all_are_there.arrive_and_wait();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(count * thread_count_) / seconds.count();
  }

 private:
  /// Each thread goes through the items from a place of its own.
  std::vector<WireRequest> requests_of(const Workload& workload, const Workload& each_tenth,
                                       std::size_t count, std::size_t thread_index) const {
    std::vector<WireRequest> requests;
    for (std::size_t i = 0; i < count; ++i) {
      const Workload& next = i % 10 == 9 ? each_tenth : workload;
      std::string body = next.body((i * 7919 + thread_index * kItems / thread_count_) % kItems);
      requests.push_back({http_request(next.operation, body), std::move(body)});
    }
    return requests;
  }

  void answer_all(const std::vector<WireRequest>& requests, std::size_t thread_index) {
    const auto sink = std::make_shared<Sink>(thread_index);
    answer_requests(handler_, sink, requests);
    if (sink->answer_count != requests.size()) throw std::logic_error("not every request was answered");
  }

  static protocol::DispatcherOptions dispatcher_options() {
    protocol::DispatcherOptions options;
    options.commit_mode = storage::CommitMode::kGroup;
    return options;
  }

  static std::string batch(std::size_t first) {
    return R"({"RequestItems":{"bench":[)" +
           repeated(25, [first](std::size_t i) { return put_request(first + i, 0); }) + "]}}";
  }

  void answer(std::string_view operation, std::string body) {
    // Not by way of `answer_requests`, where it would count.
    const http::Limits limits;
    auto head = http::parse_request_head(http_request(operation, body), limits);
    if (!head) throw std::logic_error(head.error().sentence);
    head->request.body = std::move(body);
    handler_.handle(std::move(head->request), http::Responder(sink_));
    sink_->end_round();
  }

  const std::size_t thread_count_;
  ManualClock clock_;
  SeededRandom seeded_random_{1};
  SystemRandom system_random_;
  Random& random_ = thread_count_ == 1 ? static_cast<Random&>(seeded_random_) : system_random_;
  Log log_{std::cerr, clock_, LogLevel::kError};
  std::unique_ptr<storage::Store> store_;
  engine::Engine engine_{*store_, clock_, random_};
  protocol::Dispatcher dispatcher_{engine_, log_, operations::operation_table(), dispatcher_options()};
  http::HostGuard guard_{{}};
  server::RequestHandler handler_{
      dispatcher_, *store_, guard_, {}, clock_, log_, {.thread_count = thread_count_}};
  std::shared_ptr<Sink> sink_ = std::make_shared<Sink>(0);
};

int list() {
  for (const Workload& workload : kWorkloads)
    std::printf("%.*s\n", int(workload.name.size()), workload.name.data());
  return 0;
}

std::optional<Workload> workload_called(std::string_view name) {
  for (const Workload& workload : kWorkloads)
    if (workload.name == name) return workload;
  return std::nullopt;
}

/// 0 for what is not a number.
std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

int run(const std::vector<std::string_view>& given) {
  const auto workload = given.size() >= 2 ? workload_called(given[0]) : std::nullopt;
  const std::size_t count = workload ? number_of(given[1]) : 0;
  const std::size_t thread_count = given.size() >= 4 ? number_of(given[2]) : 1;
  const auto each_tenth = given.size() >= 4 ? workload_called(given[3]) : workload;
  if (count == 0 || thread_count == 0 || !each_tenth || given.size() == 3 || given.size() > 5) {
    std::fprintf(stderr, "request_benchmark: needs one of the requests of --list, and how many of them\n");
    return 2;
  }
  storage::StoreOptions store_options;
  if (given.size() == 5) store_options.file = given[4];
  keep_freed_memory();
  Benchmark benchmark(thread_count, store_options);
  if (given.size() == 2)
    benchmark.run(*workload, count);
  else
    std::printf("%.0f\n", benchmark.run_on_threads(*workload, *each_tenth, count));
  return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
  const std::vector<std::string_view> given(arguments + 1, arguments + argument_count);
  if (given.size() == 1 && given[0] == "--list") return list();
  return run(given);
}
