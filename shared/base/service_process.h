#pragma once

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

/// What every program that serves until it is told to stop does with its process.
namespace ddb {

inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;

/// Says the sentence on standard error, behind the program's name, and gives `exit_status` back.
int fail(std::string_view program, const Error& error, int exit_status);

/// The exit status that `body` gives; what it throws is a bug or a lack of memory: the sentence says so.
int run_program(std::string_view program, const std::function<int()>& body);

/// SIGTERM and SIGINT wait for `wait_for_stop` from now on; SIGPIPE and SIGXFSZ are ignored, so that a write
/// fails as to a full disk. To be called before other threads start: they inherit it.
sigset_t block_stop_signals();

/// Has malloc keep up to 16 MB that were freed, and buffers of up to 8 MB among them. By itself glibc gives
/// large buffers back to the system after each use and gets them anew for the next, as fresh pages: half the
/// time of a request that takes some megabytes.
void keep_freed_memory();

/// A program that touches a part of a mapped file which the disk fails to give back (SIGBUS) can't go on: has
/// it say so in a sentence, and exit with `kExitFailure`.
void explain_failing_disk();

/// Returns when one of those signals comes.
void wait_for_stop(const sigset_t& signals);

/// Writes the endpoint to a file that appears whole: whoever waits for it never reads half an endpoint. The
/// error is a sentence.
Result<void> write_ready_file(const std::filesystem::path& path, const std::string& endpoint);

}  // namespace ddb
