#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/model/service_error.h"
#include "emulator/operations/operation_table.h"
#include "emulator/protocol/authentication.h"
#include "emulator/protocol/body_codec.h"
#include "emulator/protocol/request.h"
#include "shared/base/log.h"
#include "shared/json/parsed_text.h"

namespace ddb::protocol {

struct DispatcherOptions {
  /// The emulator's own region, which the health answer names and an empty credential scope means.
  std::string region = "us-east-1";
  std::string account_id = "000000000000";  ///< Twelve digits.
  /// What is listened on, for requests without a Host header: "localhost:8000".
  std::string endpoint = "localhost:8000";
  /// Must outlive the dispatcher. Without a codec only plain bodies are understood.
  const BodyCodec* codec = nullptr;
  /// Must outlive the dispatcher. Without a check every well-formed signature is welcome.
  const SignatureCheck* signature_check = nullptr;
  /// With `kGroup` an answer that names a group is sent once that is committed.
  storage::CommitMode commit_mode = storage::CommitMode::kEach;
};

/// Turns a request of DynamoDB's JSON protocol into its answer. What is wrong with a request is judged in the
/// service's order: method and content type, JSON, target, authentication, then the input.
/// Thread-safe as far as the engine, the random source and the log are.
class Dispatcher {
 public:
  /// `engine` and `log` must outlive the dispatcher; so must the `table`, which is
  /// `operations::operation_table()` but in tests.
  Dispatcher(engine::Engine& engine, Log& log, std::span<const operations::OperationRow> table,
             DispatcherOptions options)
      : engine_(engine), log_(log), table_(table), options_(std::move(options)) {}

  Response handle(const Request& request) const;

  /// What to send instead of `answer` when its group was lost: InternalServerError.
  Response lost(const Response& answer) const;

 private:
  Response answer_to_post(const Request& request) const;
  Response answer_to_json(const Request& request, std::string_view body, std::string_view content_type) const;
  /// `json` is null when the request had no body.
  model::ServiceResult<void> run(const Request& request, const operations::OperationRow& row,
                                 const json::Value* json, Response& response) const;
  void seal(const Request& request, Response& response) const;

  engine::Engine& engine_;
  Log& log_;
  std::span<const operations::OperationRow> table_;
  DispatcherOptions options_;
};

}  // namespace ddb::protocol
