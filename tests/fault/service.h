#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/engine/engine.h"
#include "emulator/protocol/dispatcher.h"
#include "emulator/storage/store.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"

namespace ddb::fault {

/// One answer: its status and its body as JSON (null when it has none).
struct Answer {
  int status = 0;
  boost::json::value body;

  bool is_ok() const { return status == 200; }
  /// "ResourceNotFoundException"; empty when all went well.
  std::string error() const;
};

/// The emulator without its HTTP server: requests go to its dispatcher as they come from the network.
class Service {
 public:
  /// Null when the store can't be opened or read; `failure` says why. With `kGroup`, writes are committed and
  /// answered as the server does it with a file.
  static std::unique_ptr<Service> start(const storage::StoreOptions& options, std::string& failure,
                                        storage::CommitMode commit_mode = storage::CommitMode::kEach);

  /// `operation` of DynamoDB, or of its streams.
  Answer call(std::string_view operation, std::string_view body);
  /// Requests (operation and body) that arrive together: in groups, they are committed once.
  std::vector<Answer> call_together(const std::vector<std::pair<std::string, std::string>>& requests);
  /// The same, where the answer's body does not matter: nothing is allocated but by what is tested. May
  /// throw.
  int status_of(std::string_view operation, std::string_view body);

  storage::Store& store() { return *store_; }
  engine::Engine& engine() { return *engine_; }
  ManualClock& clock() { return clock_; }
  /// What was logged since the last call.
  std::string take_log();

 private:
  Service() = default;

  protocol::Response handle(std::string_view operation, std::string_view body) const;
  /// Commits what the answers wait for; those whose writes are lost become errors.
  void commit(std::vector<protocol::Response>& responses);

  ManualClock clock_;
  SeededRandom random_{1};
  std::ostringstream log_text_;
  Log log_{log_text_, clock_, LogLevel::kError};
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<protocol::Dispatcher> dispatcher_;
};

/// What SQLite's own check says of a store's file, which nobody has open: "ok".
std::string check_integrity(const storage::StoreOptions& options);

}  // namespace ddb::fault
