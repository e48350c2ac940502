#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/shard_policy.h"
#include "emulator/storage/store.h"
#include "shared/base/log.h"
#include "shared/base/result.h"

namespace ddb::server {

/// What `ddb-emulator` was asked to do.
struct Options {
  enum class Action { kServe, kShowHelp, kShowVersion };
  Action action = Action::kServe;

  std::vector<std::string> hosts = {"127.0.0.1", "::1"};  ///< Numeric addresses to listen on.
  std::uint16_t port = 8000;                              ///< 0: a free one.
  std::size_t thread_count = 2;

  std::optional<std::filesystem::path> db_file;  ///< Nothing: in memory.
  storage::Durability durability = storage::Durability::kDefault;

  std::string region = "us-east-1";  ///< Of requests whose credentials name none.
  std::string account_id = "123456789012";
  std::chrono::milliseconds transient_status_duration{0};
  engine::ShardPolicy shard_policy;
  /// Transactions take so long at least: what meets their items meanwhile gets a
  /// TransactionConflictException.
  std::uint32_t transaction_duration_ms = 0;

  std::vector<std::string> allowed_origins;
  std::vector<std::string> allowed_hosts;
  std::vector<std::string> stream_hooks;  ///< As given: TABLE=URL[,setting=value...].
  std::vector<std::string> user_pools;    ///< As given: ID[:CLIENT_ID].

  LogLevel log_level = LogLevel::kInfo;
  std::optional<std::filesystem::path> ready_file;
  std::vector<std::string> notices;  ///< What to tell the user about options that have no effect here.
};

/// Reads the command line, without the program's name. Understands the flags of DynamoDB Local as well, so
/// that a script written for it works unchanged. The error is one sentence with its remedy.
Result<Options> parse_options(std::span<const std::string> arguments);

/// What `--help` prints.
std::string help_text();

/// "ddb-emulator 0.1.0".
std::string version_text();

}  // namespace ddb::server
