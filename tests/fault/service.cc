#include "tests/fault/service.h"

#include <sqlite3.h>

#include <boost/json/parse.hpp>
#include <exception>
#include <utility>

#include "emulator/operations/operation_table.h"
#include "emulator/storage/sqlite.h"

namespace ddb::fault {

namespace {

class Headers final : public protocol::HeaderLookup {
 public:
  explicit Headers(std::string_view target) : target_(target) {}
  std::string_view find(std::string_view name) const override {
    if (name == "content-type") return "application/x-amz-json-1.0";
    if (name == "x-amz-target") return target_;
    if (name == "x-amz-date") return "20261121T000000Z";
    if (name == "authorization") return kAuthorization;
    if (name == "host") return "localhost:8000";
    return {};
  }

 private:
  static constexpr std::string_view kAuthorization =
      "AWS4-HMAC-SHA256 Credential=fault/20261121/us-east-1/dynamodb/aws4_request, "
      "SignedHeaders=host;x-amz-date;x-amz-target, "
      "Signature=0000000000000000000000000000000000000000000000000000000000000000";
  std::string_view target_;
};

bool is_of_streams(std::string_view operation) {
  return operation == "DescribeStream" || operation == "GetShardIterator" || operation == "GetRecords" ||
         operation == "ListStreams";
}

std::string target_of(std::string_view operation) {
  return (is_of_streams(operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") +
         std::string(operation);
}

}  // namespace

std::string Answer::error() const {
  const auto* object = body.if_object();
  const auto* type = object ? object->if_contains("__type") : nullptr;
  if (is_ok() || !type || !type->is_string()) return {};
  const std::string text(type->get_string());
  return text.substr(text.find('#') + 1);
}

std::unique_ptr<Service> Service::start(const storage::StoreOptions& options, std::string& failure,
                                        storage::CommitMode commit_mode) {
  auto store = storage::Store::open(options);
  if (!store) {
    failure = store.error().message;
    return nullptr;
  }
  std::unique_ptr<Service> service(new Service);
  service->store_ = std::move(*store);
  try {
    service->engine_ = std::make_unique<engine::Engine>(*service->store_, service->clock_, service->random_);
  } catch (const std::exception& error) {
    failure = error.what();
    return nullptr;
  }
  protocol::DispatcherOptions dispatcher_options;
  dispatcher_options.commit_mode = commit_mode;
  service->dispatcher_ = std::make_unique<protocol::Dispatcher>(
      *service->engine_, service->log_, operations::operation_table(), dispatcher_options);
  return service;
}

Answer Service::call(std::string_view operation, std::string_view body) {
  return call_together({{std::string(operation), std::string(body)}}).front();
}

std::vector<Answer> Service::call_together(const std::vector<std::pair<std::string, std::string>>& requests) {
  std::vector<protocol::Response> responses;
  for (const auto& [operation, body] : requests)
    responses.push_back(handle(operation, body));
  commit(responses);
  std::vector<Answer> answers;
  for (const protocol::Response& response : responses)
    answers.push_back(
        {response.status, response.body.empty() ? boost::json::value() : boost::json::parse(response.body)});
  return answers;
}

int Service::status_of(std::string_view operation, std::string_view body) {
  std::vector<protocol::Response> responses;
  responses.push_back(handle(operation, body));
  commit(responses);
  return responses.front().status;
}

protocol::Response Service::handle(std::string_view operation, std::string_view body) const {
  const std::string target = target_of(operation);
  const Headers headers(target);
  return dispatcher_->handle({"POST", "/", headers, body});
}

void Service::commit(std::vector<protocol::Response>& responses) {
  try {
    store_->commit_group();
  } catch (const storage::StorageError& error) {
    log_.error(std::string("The last writes could not be kept: ") + error.what());
  }
  for (protocol::Response& response : responses)
    if (response.group && *response.group <= store_->last_lost_group())
      response = dispatcher_->lost(response);
}

std::string check_integrity(const storage::StoreOptions& options) {
  try {
    storage::Database database({.path = options.file->string(), .vfs_name = options.vfs_name});
    // The check's program has some steps for each table, and a run of the long form leaves hundreds of
    // tables.
    constexpr int kStepsMax = 1'000'000;
    sqlite3_limit(database.handle(), SQLITE_LIMIT_VDBE_OP, kStepsMax);
    return database.read_text("PRAGMA integrity_check");
  } catch (const storage::StorageError& error) {
    return error.what();
  }
}

std::string Service::take_log() {
  return std::exchange(log_text_, std::ostringstream()).str();
}

}  // namespace ddb::fault
