#include "emulator/server/options.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "shared/base/command_line.h"
#include "shared/base/option_values.h"

namespace ddb::server {
namespace {

/// DynamoDB Local keeps its tables in a file of this kind below the folder that -dbPath names.
constexpr std::string_view kFileInFolder = "ddb-emulator.db";

/// How long a state that passes lasts when nobody says: DynamoDB Local's CREATING and DELETING are of this
/// order.
constexpr std::chrono::milliseconds kTransientStatusDefault{500};

ApplyOption append_list(std::vector<std::string>& target) {
  return [&target](std::string_view value) -> Result<void> {
    while (!value.empty()) {
      const std::size_t comma = value.find(',');
      if (comma != 0) target.emplace_back(value.substr(0, comma));
      value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
    }
    return {};
  };
}

ApplyOption append_text(std::vector<std::string>& target) {
  return [&target](std::string_view value) -> Result<void> {
    target.emplace_back(value);
    return {};
  };
}

ApplyOption notice(Options& options, std::string_view sentence) {
  return [&options, sentence](std::string_view) -> Result<void> {
    options.notices.emplace_back(sentence);
    return {};
  };
}

Result<void> set_account(Options& options, std::string_view value) {
  const bool digits = std::all_of(value.begin(), value.end(), [](char c) { return '0' <= c && c <= '9'; });
  if (value.size() != 12 || !digits) return Error{"\"" + std::string(value) + "\" is not twelve digits."};
  options.account_id = value;
  return {};
}

Result<void> set_shard_lifetime(Options& options, std::string_view value) {
  constexpr long long kLifetimeMaxSeconds = 24 * 60 * 60;  // then a shard's first records are gone
  DDB_TRY(seconds, parse_integer(value, 1, kLifetimeMaxSeconds));
  options.shard_policy.lifetime = std::chrono::seconds(seconds);
  return {};
}

Result<void> set_transient_statuses(Options& options, std::string_view) {
  options.transient_status_duration = kTransientStatusDefault;
  return {};
}

std::vector<CommandOption> server_options(Options& options) {
  return {
      {"port", "NUMBER", "Port to listen on; 0 picks a free one. Default 8000.",
       set_integer(options.port, 0, 65535)},
      {"host", "ADDRESS", "Address to listen on; 0.0.0.0 for every one. Default 127.0.0.1 and ::1.",
       set_hosts(options.hosts)},
      {"threads", "NUMBER", "Threads that serve requests. Default 2.",
       set_integer(options.thread_count, 1, 64)},
      {"allow-origin", "LIST",
       "Web origins whose pages may call, such as http://localhost:3000; * for all.\nSplit by commas. "
       "Default "
       "none.",
       append_list(options.allowed_origins), "cors"},
      {"allow-host", "LIST",
       "Further names by which clients may call this server (Host header).\nSplit by commas. Loopback names, "
       "IP "
       "addresses and containers' names need none.",
       append_list(options.allowed_hosts)},
      {"log-level", "LEVEL", "error, warning, info or debug. Default info.",
       set_log_level(options.log_level)},
      {"ready-file", "FILE", "File to write the endpoint to once requests are served.",
       set_path(options.ready_file)},
  };
}

std::vector<CommandOption> data_options(Options& options) {
  return {
      {"in-memory", "", "Keep everything in memory; gone at the end. The default.",
       [&options](std::string_view) -> Result<void> {
         options.db_file.reset();
         return {};
       },
       "inMemory"},
      {"db-path", "FILE", "Keep everything in this file. Of a folder, the file ddb-emulator.db in it.",
       [&options](std::string_view value) -> Result<void> {
         if (value.empty()) return Error{"it must not be empty."};
         options.db_file = std::filesystem::path(value);
         return {};
       },
       "dbPath"},
      {"durability", "WHAT",
       "What an answered write has survived: default (the end of the process, kill -9\nincluded) or full (a "
       "power "
       "failure, too).",
       set_choice(options.durability,
                  std::array<std::pair<std::string_view, storage::Durability>, 2>{
                      {{"default", storage::Durability::kDefault}, {"full", storage::Durability::kFull}}})},
      {"region", "NAME", "Region of requests whose credentials name none. Default us-east-1.",
       set_text(options.region)},
      {"account-id", "DIGITS", "Account in the ARNs. Default 123456789012.",
       [&options](std::string_view value) { return set_account(options, value); }},
      {"stream-hook", "TABLE=URL",
       "POST every change of the table to the URL, as AWS Lambda gets it. May be given\nseveral times. See "
       "docs/stream-hook.md for batch size, retries and more.",
       append_text(options.stream_hooks)},
      {"stream-shards", "NUMBER",
       "Open shards of each stream, among which the partition keys are spread. Default 1.",
       set_integer(options.shard_policy.open_shards, 1, engine::kOpenShardsMax)},
      {"shard-lifetime", "SECONDS",
       "Close the shards of a stream after this time, and open children of them. Default\nnever; in AWS "
       "about "
       "four hours.",
       [&options](std::string_view value) { return set_shard_lifetime(options, value); }},
      {"user-pool", "ID[:CLIENT_ID]",
       "Have a local Cognito user pool of this id, and in it a client of this id. May be\ngiven several "
       "times. "
       "See docs/user-pool.md.",
       append_text(options.user_pools)},
      {"delay-transient-statuses", "",
       "Let tables be CREATING, UPDATING and DELETING for half a second, as in AWS.",
       [&options](std::string_view value) { return set_transient_statuses(options, value); },
       "delayTransientStatuses"},
      {"transaction-duration", "MILLISECONDS",
       "Let transactions that write take so long at least. Requests that meet their items\nmeanwhile get the "
       "conflicts that AWS answers. Default 0.",
       set_integer(options.transaction_duration_ms, 0, 60'000)},
      {"version", "", "Print the version.", set_to(options.action, Options::Action::kShowVersion)},
      {"help", "", "Print this.", set_to(options.action, Options::Action::kShowHelp)},
  };
}

/// What else DynamoDB Local understands.
std::vector<CommandOption> foreign_options(Options& options) {
  return {
      {"sharedDb", "", "", notice(options, "-sharedDb has no effect: every client sees the same tables.")},
      {"optimizeDbBeforeStartup", "", "",
       notice(options, "-optimizeDbBeforeStartup has no effect: the file needs no optimizing.")},
      {"disableTelemetry", "", "",
       notice(options, "-disableTelemetry has no effect: there is no telemetry.")},
  };
}

CommandLine command_line(Options& options) {
  std::vector<CommandOption> all = server_options(options);
  for (auto* more : {&data_options, &foreign_options}) {
    std::vector<CommandOption> added = (*more)(options);
    std::move(added.begin(), added.end(), std::back_inserter(all));
  }
  return CommandLine(std::move(all));
}

}  // namespace

Result<Options> parse_options(std::span<const std::string> arguments) {
  Options options;
  DDB_CHECK(command_line(options).parse_options(arguments));
  if (options.db_file && std::filesystem::is_directory(*options.db_file)) *options.db_file /= kFileInFolder;
  return options;
}

std::string help_text() {
  Options options;
  return "Usage: ddb-emulator [OPTION]...\n"
         "Serves Amazon DynamoDB's API on this machine. Any AWS SDK or the AWS CLI can use it:\n"
         "  aws dynamodb list-tables --endpoint-url http://localhost:8000\n"
         "\n"
         "Options:\n" +
         command_line(options).help() +
         "\n"
         "The flags of DynamoDB Local (-port, -inMemory, -sharedDb, -dbPath, -cors,\n"
         "-delayTransientStatuses, -optimizeDbBeforeStartup, -disableTelemetry) are understood as well.\n";
}

std::string version_text() {
  return "ddb-emulator " DDB_VERSION;
}

}  // namespace ddb::server
