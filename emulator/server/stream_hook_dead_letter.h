#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "emulator/server/stream_hook_batch.h"
#include "shared/base/result.h"

namespace ddb::server {

/// Records that a hook gives up, and why.
struct DeadLetter {
  std::string request_id;      ///< A UUID.
  std::string function_name;   ///< The URL, or the name of the callback.
  std::string_view condition;  ///< "RetryAttemptsExhausted" or "RecordAgeExceeded".
  std::uint32_t attempts = 0;
  std::string last_error;  ///< Of the last attempt; empty if there was none.
  std::string stream_arn;
  Clock::TimePoint time;
  std::span<const HookRecord> records;  ///< At least one.
};

/// What Lambda sends to an on-failure destination, with the event itself in `payload`, as one line of JSON.
/// Source: Lambda Developer Guide, "Retain discarded records for a DynamoDB event source".
std::string dead_letter_line(const DeadLetter& letter);

/// Adds the line to the file, which is made if it is not there, and waits until it is safe on the disk.
/// Fails with a sentence that names the file.
Result<void> append_dead_letter(const std::filesystem::path& file, const DeadLetter& letter);

/// Whether `append_dead_letter` could write to `file` now. Makes the file. Fails with the same sentence.
Result<void> check_dead_letter_file(const std::filesystem::path& file);

}  // namespace ddb::server
