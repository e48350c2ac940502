// Lets the k-th allocation of each kind of request fail, of operator new and of SQLite alike, for every k,
// once and from then on until the request ends, in memory and on a file: the request is answered with
// InternalServerError or rightly, and has then happened as a whole or not at all, in the store as in what the
// engine remembers of it; the next request is served as ever. Each kind has a process of its own, whose end
// is watched; with the address sanitizer it is searched for leaks.

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <new>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "shared/value/json.h"
#include "tests/fault/allocation_plan.h"
#include "tests/fault/program.h"
#include "tests/fault/workload.h"

namespace ddb::fault {

namespace {

enum class Medium { kMemory, kFile };

/// A kind of request; `body` may differ each time.
struct Kind {
  const char* operation;
  const char* variant;
  std::function<std::string()> body;
  /// Brings back what a success has changed besides the items of the workload's tables.
  std::optional<std::pair<const char*, const char*>> undo = {};
};

/// What a process tells the one that watches it.
struct Progress {
  std::uint64_t current = 0;  // the allocation that is being failed
  std::uint64_t tried = 0;
  std::uint64_t answered_with_error = 0;
  std::uint64_t unanswered = 0;
  std::uint64_t refusals = 0;  // of all further writes, until the store is opened again
  std::uint64_t happened = 0;  // though answered with an error, or not at all
  std::uint64_t succeeded = 0;
  std::uint64_t wrong = 0;
};

std::function<std::string()> fixed(std::string body) {
  return [body = std::move(body)] { return body; };
}

std::string item_body(const char* more) {
  static std::int64_t number = 0;
  ++number;
  return R"({"TableName":"other","Item":{"pk":{"S":"key)" + std::to_string(number % 3) + R"("},"n":{"N":")" +
         std::to_string(number) + R"("},"t":{"S":")" +
         std::string(static_cast<std::size_t>(number * 501 % 5'000), 'x') + R"("}})" + more + "}";
}

constexpr const char* kKey = R"({"TableName":"other","Key":{"pk":{"S":"key1"}})";
constexpr const char* kDeleteExtra = R"({"TableName":"extra"})";

std::string create_table_body(std::string_view name) {
  return R"({"TableName":")" + std::string(name) + R"(","BillingMode":"PAY_PER_REQUEST",
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"n","AttributeType":"N"}],
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
    "GlobalSecondaryIndexes":[{"IndexName":"by-n","Projection":{"ProjectionType":"ALL"},
      "KeySchema":[{"AttributeName":"n","KeyType":"HASH"}]}],
    "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}})";
}

constexpr const char* kUpdate =
    R"(,"UpdateExpression":"SET #t = :t ADD n :one","ExpressionAttributeNames":{"#t":"t"},)"
    R"("ExpressionAttributeValues":{":t":{"S":"text"},":one":{"N":"1"}})";

void add_item_requests(std::vector<Kind>& kinds) {
  const std::string key = kKey;
  kinds.push_back({"PutItem", "", [] { return item_body(""); }});
  kinds.push_back(
      {"PutItem", "with old values and a condition", [] {
         return item_body(
             R"json(,"ReturnValues":"ALL_OLD","ConditionExpression":"attribute_not_exists(z)")json");
       }});
  kinds.push_back({"UpdateItem", "", fixed(key + kUpdate + R"(,"ReturnValues":"ALL_NEW"})")});
  kinds.push_back({"DeleteItem", "", fixed(key + R"(,"ReturnValues":"ALL_OLD"})")});
  kinds.push_back({"GetItem", "", fixed(key + R"(,"ProjectionExpression":"pk,n"})")});
  kinds.push_back(
      {"BatchWriteItem", "",
       fixed(R"({"RequestItems":{"other":[{"PutRequest":{"Item":{"pk":{"S":"a"},"n":{"N":"1"}}}},)"
             R"({"DeleteRequest":{"Key":{"pk":{"S":"b"}}}}]}})")});
  kinds.push_back({"BatchGetItem", "",
                   fixed(R"({"RequestItems":{"other":{"Keys":[{"pk":{"S":"a"}},{"pk":{"S":"key1"}}]}}})")});
  kinds.push_back({"TransactWriteItems", "",
                   fixed(R"({"TransactItems":[{"Put":{"TableName":"other","Item":{"pk":{"S":"a"}}}},)"
                         R"({"Update":)" +
                         key + kUpdate + R"(}},{"Delete":{"TableName":"other","Key":{"pk":{"S":"c"}}}}]})")});
  kinds.push_back({"TransactWriteItems", "with a token", [] {
                     static int number = 0;
                     return R"({"ClientRequestToken":"token-)" + std::to_string(++number) +
                            R"(","TransactItems":[{"Put":{"TableName":"other","Item":{"pk":{"S":"a"}}}}]})";
                   }});
  kinds.push_back({"TransactGetItems", "", fixed(R"({"TransactItems":[{"Get":)" + key + "}}]}")});
  kinds.push_back(
      {"ExecuteStatement", "", fixed(R"({"Statement":"UPDATE other SET n = 5 WHERE pk = 'key1'"})")});
}

void add_read_requests(std::vector<Kind>& kinds) {
  kinds.push_back(
      {"Query", "of an index",
       fixed(
           R"({"TableName":"items","IndexName":"by-owner","KeyConditionExpression":"#o = :o",)"
           R"("ExpressionAttributeNames":{"#o":"owner"},"ExpressionAttributeValues":{":o":{"S":"owner1"}}})")});
  kinds.push_back({"Scan", "with a filter",
                   fixed(R"({"TableName":"items","FilterExpression":"version > :v",)"
                         R"("ExpressionAttributeValues":{":v":{"N":"3"}}})")});
  kinds.push_back({"DescribeTable", "", fixed(R"({"TableName":"items"})")});
  kinds.push_back({"ListTables", "", fixed("{}")});
  kinds.push_back({"ListStreams", "", fixed("{}")});
}

void add_table_requests(std::vector<Kind>& kinds) {
  kinds.push_back({"CreateTable", "", fixed(create_table_body("extra")), {{"DeleteTable", kDeleteExtra}}});
  kinds.push_back(
      {"UpdateTable",
       "that adds an index",
       fixed(R"({"TableName":"other","AttributeDefinitions":[{"AttributeName":"t","AttributeType":"S"}],)"
             R"("GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-t",)"
             R"("Projection":{"ProjectionType":"ALL"},)"
             R"("KeySchema":[{"AttributeName":"t","KeyType":"HASH"}]}}]})"),
       {{"UpdateTable", R"({"TableName":"other","GlobalSecondaryIndexUpdates":)"
                        R"([{"Delete":{"IndexName":"by-t"}}]})"}}});
  kinds.push_back(
      {"UpdateTimeToLive",
       "",
       fixed(R"({"TableName":"other","TimeToLiveSpecification":{"AttributeName":"ttl","Enabled":true}})"),
       {{"UpdateTimeToLive",
         R"({"TableName":"other","TimeToLiveSpecification":{"AttributeName":"ttl","Enabled":false}})"}}});
  kinds.push_back({"TagResource", "",
                   fixed(R"({"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/other",)"
                         R"("Tags":[{"Key":"k","Value":"v"}]})")});
}

std::vector<Kind> all_kinds() {
  std::vector<Kind> kinds;
  add_item_requests(kinds);
  add_read_requests(kinds);
  add_table_requests(kinds);
  return kinds;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "ddb-fault-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// One kind of request on one service, allocation by allocation.
class Trial {
 public:
  Trial(const Kind& kind, Medium medium, bool once, const Arguments& arguments, Progress& progress)
      : kind_(kind), medium_(medium), once_(once), arguments_(arguments), progress_(progress) {}

  void run() {
    if (!prepare()) return;
    const std::uint64_t step = arguments_.is_long ? 1 : once_ ? 11 : 41;
    fail_from(0);
    for (std::uint64_t first = 1 + arguments_.seed % step; fail_from(first); first += step) {
      if (progress_.wrong > 3) return;
    }
    service_.reset();
    if (medium_ == Medium::kMemory) return;
    const std::string integrity = check_integrity(options());
    if (integrity != "ok") wrong("integrity_check: " + integrity);
  }

 private:
  storage::StoreOptions options() const {
    storage::StoreOptions options;
    if (medium_ == Medium::kFile) options.file = folder_.path() / "memory.db";
    return options;
  }

  /// Opens the store: a new one, or its file again.
  bool start() {
    std::string failure;
    service_.reset();
    service_ = Service::start(options(), failure, storage::CommitMode::kGroup);
    if (!service_) wrong("does not start: " + failure);
    return service_ != nullptr;
  }

  bool prepare() {
    if (!start()) return false;
    for (const std::string& body : Workload::create_table_bodies())
      must_succeed("CreateTable", body);
    must_succeed("CreateTable", create_table_body("other"));
    Workload workload(arguments_.seed);
    for (int i = 0; i < 8; ++i) {
      const Write write = workload.next();
      must_succeed(write.operation, write.body);
      write.apply_to(model_);
    }
    must_succeed("PutItem", item_body(""));
    return progress_.wrong == 0;
  }

  /// Whether there was an allocation to fail.
  bool fail_from(std::uint64_t first) {
    progress_.current = first;
    const std::string body = kind_.body();
    const std::string before = other_table();
    std::optional<int> status;
    allocation_plan() = {.armed = true, .once = once_, .first = first};
    try {
      status = service_->status_of(kind_.operation, body);
    } catch (const std::bad_alloc&) {
    }
    allocation_plan().armed = false;
    if (allocation_plan().failed_count == 0 && status == 200) {
      undo();
      return false;
    }
    ++progress_.tried;
    judge(status, before);
    return true;
  }

  void judge(std::optional<int> status, const std::string& before) {
    const bool has_happened = other_table() != before;
    if (status == 200)
      ++progress_.succeeded;
    else
      ++(status ? progress_.answered_with_error : progress_.unanswered);
    if (status && status != 200 && status != 500) wrong("it was answered with " + std::to_string(*status));
    if (status != 200 && has_happened) ++progress_.happened;
    if (refuses_writes()) {
      begin_anew(before);
      return;
    }
    check_all();
    if (status == 200 || has_happened) undo();
    must_succeed("PutItem", item_body(""));
  }

  /// Whether the store could not even undo, and says so.
  bool refuses_writes() {
    service_->take_log();
    const bool refuses =
        !service_->call("PutItem", item_body("")).is_ok() &&
        service_->take_log().find("No more writes are taken since an earlier failure") != std::string::npos;
    if (refuses && once_) wrong("no more writes are taken");
    return refuses;
  }

  /// After a refusal to write: what a file holds is whole.
  void begin_anew(const std::string& before) {
    ++progress_.refusals;
    if (medium_ == Medium::kMemory) {
      model_.clear();
      service_.reset();
      prepare();
      return;
    }
    if (!start()) return;
    check_all();
    if (other_table() != before) undo();
  }

  void undo() {
    if (!kind_.undo) return;
    must_succeed(kind_.undo->first, kind_.undo->second);
  }

  /// What the requests change, as text.
  std::string other_table() {
    std::string text;
    for (const auto& [operation, body] :
         {std::pair("Scan", R"({"TableName":"other"})"),
          std::pair("Scan", R"({"TableName":"other","IndexName":"by-n"})"),
          std::pair("DescribeTable", R"({"TableName":"other"})"), std::pair("ListTables", "{}"),
          std::pair("DescribeTimeToLive", R"({"TableName":"other"})")}) {
      const Answer answer = service_->call(operation, body);
      if (!answer.is_ok()) wrong(std::string(operation) + " fails: " + boost::json::serialize(answer.body));
      text += boost::json::serialize(answer.body);
    }
    return text;
  }

  /// The other tables are as they were, and what the engine remembers is what a new one finds in the
  /// store.
  void check_all() {
    std::vector<std::string> differences;
    if (read_model(*service_, differences) != model_) wrong("other items have changed");
    for (const std::string& difference : differences)
      wrong(difference);
    check_index();
    try {
      compare_with_restart();
    } catch (const storage::StorageError& error) {
      wrong(std::string("the store fails: ") + error.what());
    }
  }

  /// Attributes may come in any order.
  static std::string encoded(const boost::json::value& item) {
    return value::item_from_json(item.as_object())->encoded();
  }

  void check_index() {
    std::multiset<std::string> items;
    std::multiset<std::string> entries;
    for (const boost::json::value& item : items_of(R"({"TableName":"other"})"))
      if (item.as_object().contains("n")) items.insert(encoded(item));
    for (const boost::json::value& entry : items_of(R"({"TableName":"other","IndexName":"by-n"})"))
      entries.insert(encoded(entry));
    if (items != entries) wrong("the index is not what the items make it");
  }

  boost::json::array items_of(std::string_view scan_body) {
    const Answer answer = service_->call("Scan", scan_body);
    if (answer.is_ok()) return answer.body.at("Items").as_array();
    wrong("Scan fails: " + boost::json::serialize(answer.body));
    return {};
  }

  void compare_with_restart() {
    SeededRandom random(1);
    engine::Engine fresh(service_->store(), service_->clock(), random);
    for (const std::string& name : fresh.catalog().names("", 100)) {
      const auto known = service_->engine().catalog().find(name);
      const auto stored = fresh.catalog().find(name);
      if (!known || encode_table(*known) != encode_table(*stored))
        wrong("a restart would change the table " + name);
    }
    if (fresh.catalog().count() != service_->engine().catalog().count())
      wrong("a restart would lose a table");
  }

  void must_succeed(const char* operation, const std::string& body) {
    must_succeed(std::string(operation), body);
  }
  void must_succeed(const std::string& operation, const std::string& body) {
    const Answer answer = service_->call(operation, body);
    if (!answer.is_ok())
      wrong("then " + operation + " fails: " + boost::json::serialize(answer.body) + " " +
            service_->take_log());
  }

  void wrong(const std::string& what) {
    if (++progress_.wrong > 5) return;
    std::printf("  WRONG: %s %s, %s, allocation %llu %s: %s\n", kind_.operation, kind_.variant,
                medium_ == Medium::kFile ? "file" : "memory",
                static_cast<unsigned long long>(progress_.current), once_ ? "alone" : "and all after it",
                what.c_str());
    std::fflush(stdout);
  }

  const Kind& kind_;
  const Medium medium_;
  const bool once_;
  const Arguments& arguments_;
  Progress& progress_;
  TemporaryFolder folder_;
  std::unique_ptr<Service> service_;
  Model model_;
};

struct Totals {
  std::uint64_t failed = 0;
  std::uint64_t answered_with_error = 0;
  std::uint64_t unanswered = 0;
  std::uint64_t refusals = 0;
  std::uint64_t happened = 0;
  std::uint64_t succeeded = 0;
};

void run_in_process(const Kind& kind, Medium medium, bool once, const Arguments& arguments, Figures& figures,
                    Totals& totals) {
  void* shared = ::mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::bad_alloc();
  Progress& progress = *new (shared) Progress;
  const pid_t child = ::fork();
  if (child == 0) {
    Trial(kind, medium, once, arguments, progress).run();
    std::exit(progress.wrong == 0 ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  const std::string name = std::string(kind.operation) + " " + kind.variant;
  figures.check(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || progress.wrong > 0),
                name + ": a crash or a leak (status " + std::to_string(status) + ") at allocation " +
                    std::to_string(progress.current) + (once ? " alone" : " and all after it"));
  figures.check(progress.wrong == 0, name + ": " + std::to_string(progress.wrong) + " wrong");
  figures.check(progress.tried > 0, name + " allocates nothing");
  totals.failed += progress.tried;
  totals.answered_with_error += progress.answered_with_error;
  totals.unanswered += progress.unanswered;
  totals.refusals += progress.refusals;
  totals.happened += progress.happened;
  totals.succeeded += progress.succeeded;
  ::munmap(shared, sizeof(Progress));
}

}  // namespace

}  // namespace ddb::fault

int main(int argc, char** argv) {
  using namespace ddb::fault;
  fail_allocations_of_sqlite();
  const Arguments arguments = parse_arguments(argc, argv, 1, 1);
  Figures figures("allocation failures", arguments);
  const std::vector<Kind> all = all_kinds();
  for (const Medium medium : {Medium::kMemory, Medium::kFile}) {
    for (const bool once : {true, false}) {
      Totals totals;
      for (const Kind& kind : all)
        run_in_process(kind, medium, once, arguments, figures, totals);
      figures.show(std::string(medium == Medium::kFile ? "on a file" : "in memory") +
                       (once ? ", one allocation" : ", all from one on"),
                   std::to_string(totals.failed) + " failed of " + std::to_string(all.size()) +
                       " kinds of requests: " + std::to_string(totals.answered_with_error) +
                       " answered with an error, " + std::to_string(totals.succeeded) + " served, " +
                       std::to_string(totals.unanswered) + " left to the HTTP server's own answer; " +
                       std::to_string(totals.happened) + " of those had happened, as a whole; after " +
                       std::to_string(totals.refusals) + " no more writes were taken");
    }
  }
  return figures.finish();
}
