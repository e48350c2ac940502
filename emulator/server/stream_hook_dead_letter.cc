#include "emulator/server/stream_hook_dead_letter.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "emulator/engine/stream_sequence.h"
#include "shared/base/time_format.h"
#include "shared/value/json.h"

namespace ddb::server {

namespace {

void append_text(std::string& out, std::string_view member, std::string_view text) {
  out += member;
  value::append_json_string(out, text);
}

/// A file descriptor that is closed again.
class AppendFile {
 public:
  explicit AppendFile(const std::filesystem::path& file)
      : descriptor_(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {}
  ~AppendFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  bool write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  bool sync() { return ::fdatasync(descriptor_) == 0; }

 private:
  int descriptor_;
};

Error file_error(const std::filesystem::path& file) {
  return Error{"The dead-letter file " + file.string() + " can't be written: " + std::strerror(errno) + "."};
}

std::string whole_seconds(Clock::TimePoint time) {
  std::string text = iso8601(time);
  const std::size_t point = text.find('.');
  if (point != std::string::npos) text.erase(point, text.size() - 1 - point);
  return text;
}

}  // namespace

std::string dead_letter_line(const DeadLetter& letter) {
  const HookRecord& first = letter.records.front();
  const HookRecord& last = letter.records.back();
  std::string line;
  append_text(line, R"({"requestContext":{"requestId":)", letter.request_id);
  append_text(line, R"(,"functionArn":)", letter.function_name);
  append_text(line, R"(,"condition":)", letter.condition);
  line += R"(,"approximateInvokeCount":)" + std::to_string(letter.attempts) + '}';
  if (!letter.last_error.empty()) {
    append_text(line, R"(,"responseContext":{"functionError":"Unhandled","message":)", letter.last_error);
    line += '}';
  }
  append_text(line, R"(,"version":"1.0","timestamp":)", iso8601(letter.time));
  append_text(line, R"(,"DDBStreamBatchInfo":{"shardId":)", first.shard_id);
  append_text(line, R"(,"startSequenceNumber":)", engine::sequence_number_text(first.sequence));
  append_text(line, R"(,"endSequenceNumber":)", engine::sequence_number_text(last.sequence));
  append_text(line, R"(,"approximateArrivalOfFirstRecord":)", whole_seconds(first.created));
  append_text(line, R"(,"approximateArrivalOfLastRecord":)", whole_seconds(last.created));
  line += R"(,"batchSize":)" + std::to_string(letter.records.size());
  append_text(line, R"(,"streamArn":)", letter.stream_arn);
  line += R"(},"payload":)" + HookBatch::event_json(letter.records) + "}\n";
  return line;
}

Result<void> append_dead_letter(const std::filesystem::path& file, const DeadLetter& letter) {
  AppendFile output(file);
  if (!output.is_open() || !output.write_all(dead_letter_line(letter)) || !output.sync())
    return file_error(file);
  return {};
}

Result<void> check_dead_letter_file(const std::filesystem::path& file) {
  if (!AppendFile(file).is_open()) return file_error(file);
  return {};
}

}  // namespace ddb::server
