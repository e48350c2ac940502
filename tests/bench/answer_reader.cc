#include "answer_reader.h"

#include <strings.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace ddb::bench {
namespace {

constexpr std::string_view kLastChunk = "0\r\n\r\n";

/// The field's value in the head of an answer; names are compared without regard to case.
std::optional<std::string_view> field_value(std::string_view head, std::string_view name) {
  for (std::size_t begin = head.find("\r\n"); begin != std::string_view::npos;) {
    begin += 2;
    const std::size_t end = head.find("\r\n", begin);
    const std::string_view line = head.substr(begin, end - begin);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        ::strncasecmp(line.data(), name.data(), name.size()) == 0) {
      const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
      return value == std::string_view::npos ? std::string_view() : line.substr(value);
    }
    begin = end;
  }
  return std::nullopt;
}

}  // namespace

bool AnswerReader::take(std::string_view bytes) {
  switch (part_) {
    case Part::kHead:
      return take_head(bytes);
    case Part::kSizedBody:
      return take_sized(bytes.size());
    case Part::kChunkedBody:
      return take_chunked(bytes);
  }
  return false;
}

bool AnswerReader::take_head(std::string_view bytes) {
  head_ += bytes;
  const std::size_t end = head_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string taken = std::move(head_);
  head_.clear();
  const std::string_view head = std::string_view(taken).substr(0, end);
  const std::string_view body = std::string_view(taken).substr(end + 4);
  is_error_ = head.size() < 12 || head.substr(9, 3) != "200";
  body_bytes_ = 0;
  if (const auto length = field_value(head, "Content-Length")) {
    std::from_chars(length->data(), length->data() + length->size(), missing_bytes_);
    body_bytes_ = missing_bytes_;
    part_ = Part::kSizedBody;
    return take_sized(body.size());
  }
  if (!field_value(head, "Transfer-Encoding")) throw std::runtime_error("an answer that tells no length");
  tail_.clear();
  part_ = Part::kChunkedBody;
  return take_chunked(body);
}

bool AnswerReader::take_sized(std::size_t size) {
  missing_bytes_ -= std::min(missing_bytes_, size);
  if (missing_bytes_ != 0) return false;
  part_ = Part::kHead;
  return true;
}

bool AnswerReader::take_chunked(std::string_view bytes) {
  body_bytes_ += bytes.size();
  tail_ += bytes;
  if (tail_.size() > kLastChunk.size() + 2) tail_.erase(0, tail_.size() - kLastChunk.size() - 2);
  const bool is_whole = tail_ == kLastChunk || tail_.ends_with("\r\n" + std::string(kLastChunk));
  if (is_whole) part_ = Part::kHead;
  return is_whole;
}

}  // namespace ddb::bench
