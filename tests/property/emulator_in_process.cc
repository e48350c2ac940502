#include "tests/property/emulator_in_process.h"

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_shards.h"
#include "emulator/engine/time_to_live.h"
#include "emulator/operations/operation_table.h"

namespace ddb::property {
namespace {

constexpr std::size_t kExpiredItemsMax = 10'000;

/// The headers of every well-formed request.
class Headers final : public protocol::HeaderLookup {
 public:
  explicit Headers(std::string target) : target_(std::move(target)) {}

  std::string_view find(std::string_view name) const override {
    if (name == "x-amz-target") return target_;
    if (name == "host") return "localhost:8000";
    if (name == "content-type") return "application/x-amz-json-1.0";
    if (name == "x-amz-date") return "20261121T043000Z";
    if (name == "authorization")
      return "AWS4-HMAC-SHA256 Credential=any/20261121/eu-west-2/dynamodb/aws4_request, "
             "SignedHeaders=host;x-amz-date, "
             "Signature=0000000000000000000000000000000000000000000000000000000000000000";
    return {};
  }

 private:
  std::string target_;
};

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "ddb-property-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder: " + name);
  return name;
}

bool is_stream_operation(std::string_view operation) {
  return operation == "DescribeStream" || operation == "GetShardIterator" || operation == "GetRecords";
}

std::string error_of(const boost::json::value& body) {
  const boost::json::object* object = body.if_object();
  if (!object || !object->contains("__type")) return "no error body";
  std::string type(object->at("__type").as_string());
  type.erase(0, type.find('#') + 1);
  for (const char* member : {"message", "Message"})
    if (const boost::json::value* message = object->if_contains(member))
      return type + ": " + std::string(message->as_string());
  return type;
}

}  // namespace

EmulatorInProcess::EmulatorInProcess(Storage storage, engine::EngineOptions options)
    : storage_(storage), options_(options) {
  if (storage_ == Storage::kFile) folder_ = new_folder();
  start();
}

EmulatorInProcess::~EmulatorInProcess() {
  dispatcher_.reset();
  engine_.reset();
  store_.reset();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

void EmulatorInProcess::start() {
  if (!store_) {
    storage::StoreOptions options;
    if (storage_ == Storage::kFile) options.file = folder_ / "tables.db";
    store_ = storage::Store::open(options).value();
  }
  engine_ = std::make_unique<engine::Engine>(*store_, clock_, random_, options_);
  dispatcher_ = std::make_unique<protocol::Dispatcher>(*engine_, log_, operations::operation_table(),
                                                       protocol::DispatcherOptions());
}

void EmulatorInProcess::restart(Stop stop) {
  dispatcher_.reset();
  if (stop == Stop::kGraceful) engine_->catalog().save_statistics();
  engine_.reset();
  if (storage_ == Storage::kFile) store_.reset();
  start();
}

void EmulatorInProcess::sweep() {
  engine::TimeToLiveSweeper(*engine_).sweep(kExpiredItemsMax);
  engine::trim_streams(*engine_);
  engine::roll_shards(*engine_, options_.shard_policy);
}

Answer EmulatorInProcess::call(std::string_view operation, const boost::json::object& request) {
  const std::string prefix =
      is_stream_operation(operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.";
  const Headers headers(prefix + std::string(operation));
  const std::string body = boost::json::serialize(request);
  const protocol::Response response =
      dispatcher_->handle({.method = "POST", .target = "/", .headers = headers, .body = body});
  Answer answer;
  answer.status = response.status;
  boost::json::parse_options options;
  options.max_depth = 256;
  answer.body = boost::json::parse(response.body, {}, options);
  if (response.status != 200) answer.error = error_of(answer.body);
  if (response.status >= 500) answer.error += " (" + log_text_.str() + ")";
  return answer;
}

}  // namespace ddb::property
