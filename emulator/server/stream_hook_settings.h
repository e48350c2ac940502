#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/http/url.h"

namespace ddb::server {

/// Where a hook without a checkpoint begins in the stream that is there when it first finds one.
enum class HookStart {
  kTrimHorizon,  ///< With the oldest record that is left.
  kLatest,       ///< With the next record that is written.
};

/// How a stream hook delivers. The defaults are those of a Lambda event source mapping (Lambda Developer
/// Guide, "Lambda parameters for Amazon DynamoDB event source mappings"); docs/stream-hook.md explains each.
struct StreamHookSettings {
  std::uint32_t batch_size = 100;                         ///< Records of one event, 1 ... 10,000.
  std::uint32_t window_ms = 0;                            ///< How long a batch waits to become full.
  std::optional<std::uint32_t> max_attempts = {};         ///< The first delivery included; absent: no limit.
  std::optional<std::uint32_t> max_age_s = {};            ///< Older records are given up; absent: 24 hours.
  std::optional<std::filesystem::path> dead_letter = {};  ///< Where given up batches go; absent: nowhere.
  std::uint32_t timeout_ms = 60'000;                      ///< For one whole HTTP exchange.
  HookStart start = HookStart::kTrimHorizon;
};

inline constexpr std::uint32_t kHookBatchSizeMax = 10'000;
inline constexpr std::uint32_t kHookWindowMsMax = 300'000;
inline constexpr std::uint32_t kHookAttemptsMax = 10'001;  // the first delivery and 10,000 retries
inline constexpr std::uint32_t kHookAgeSecondsMax = 604'800;
inline constexpr std::uint32_t kHookTimeoutMsMax = 900'000;

/// Sets the setting called `name` ("batch-size", "window-ms", "max-attempts", "max-age-s", "dead-letter",
/// "timeout-ms", "start"). Fails with a sentence that names what is allowed.
Result<void> set_hook_setting(StreamHookSettings& settings, std::string_view name, std::string_view value);

/// A hook that posts to a URL: what `--stream-hook` says.
struct StreamHookOption {
  std::string table;
  http::Url url;
  std::string url_text;  ///< As given.
  StreamHookSettings settings;
};

/// Fails with a sentence unless `name` is 3 ... 255 of the characters a-z, A-Z, 0-9, '_', '-', '.'.
Result<void> check_hook_table_name(std::string_view name);

/// Reads `TABLE=URL[,NAME=VALUE...]`. A comma in the URL is written `%2C`. Fails with one plain sentence.
Result<StreamHookOption> parse_stream_hook(std::string_view text);

}  // namespace ddb::server
