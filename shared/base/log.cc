#include "shared/base/log.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "shared/base/time_format.h"

namespace ddb {
namespace {

constexpr std::array<std::string_view, 4> kLevelNames{"error", "warning", "info", "debug"};

/// As a JSON string (RFC 8259 section 7).
void append_quoted(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      (line += '\\') += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      line += escape.data();
    } else {
      line += c;
    }
  }
  line += '"';
}

bool is_plain_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return c > ' ' && c != '"' && c != '\\' && c != 0x7f; });
}

std::string text_line(std::string_view time, LogLevel level, std::string_view message,
                      std::span<const LogField> fields) {
  std::string line(time);
  line.append(" ").append(kLevelNames[static_cast<std::size_t>(level)]).append(" ").append(message);
  for (const LogField& field : fields) {
    line.append(" ").append(field.name).append("=");
    if (const auto* number = std::get_if<long long>(&field.value))
      line += std::to_string(*number);
    else if (const auto text = std::get<std::string_view>(field.value); is_plain_word(text))
      line += text;
    else
      append_quoted(line, text);
  }
  return line;
}

std::string json_line(std::string_view time, LogLevel level, std::string_view message,
                      std::span<const LogField> fields) {
  std::string line = "{\"time\":\"";
  line.append(time).append("\",\"level\":\"").append(kLevelNames[static_cast<std::size_t>(level)]);
  append_quoted(line.append("\",\"message\":"), message);
  for (const LogField& field : fields) {
    append_quoted(line += ',', field.name);
    line += ':';
    if (const auto* number = std::get_if<long long>(&field.value))
      line += std::to_string(*number);
    else
      append_quoted(line, std::get<std::string_view>(field.value));
  }
  return line += '}';
}

}  // namespace

void Log::write(LogLevel level, std::string_view message, std::span<const LogField> fields) {
  if (!enabled(level)) return;
  const std::string time = iso8601(clock_.now());
  std::string line = format_ == LogFormat::kJson ? json_line(time, level, message, fields)
                                                 : text_line(time, level, message, fields);
  line += '\n';
  // One write for the whole line: standard error is not buffered.
  const std::lock_guard lock(mutex_);
  out_.write(line.data(), static_cast<std::streamsize>(line.size())).flush();
}

}  // namespace ddb
