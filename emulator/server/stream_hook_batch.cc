#include "emulator/server/stream_hook_batch.h"

#include <algorithm>

#include "emulator/engine/stream_sequence.h"

namespace ddb::server {

namespace {
constexpr std::string_view kHead = R"({"Records":[)";
constexpr std::string_view kTail = "]}";
}  // namespace

bool HookBatch::has_room(std::size_t json_size_bytes) const {
  const std::size_t commas = records_.size();
  return records_.empty() ||
         kHead.size() + json_size_bytes_ + commas + json_size_bytes + kTail.size() <= kHookEventBytesMax;
}

void HookBatch::add(HookRecord record) {
  json_size_bytes_ += record.json.size();
  records_.push_back(std::move(record));
}

void HookBatch::drop_front(std::size_t count) {
  for (const HookRecord& record : records().first(count))
    json_size_bytes_ -= record.json.size();
  records_.erase(records_.begin(), records_.begin() + static_cast<std::ptrdiff_t>(count));
}

std::string HookBatch::event_json(std::span<const HookRecord> records) {
  std::string event(kHead);
  for (const HookRecord& record : records) {
    if (event.size() > kHead.size()) event += ',';
    event += record.json;
  }
  event += kTail;
  return event;
}

std::optional<std::size_t> HookBatch::lowest(const std::vector<std::string>& sequence_numbers) const {
  std::size_t lowest = records_.size();
  for (const std::string& text : sequence_numbers) {
    const std::optional<std::uint64_t> sequence = engine::parse_sequence_number(text);
    if (!sequence) return std::nullopt;
    const auto record = std::ranges::lower_bound(records_, *sequence, {}, &HookRecord::sequence);
    if (record == records_.end() || record->sequence != *sequence) return std::nullopt;
    lowest = std::min(lowest, static_cast<std::size_t>(record - records_.begin()));
  }
  if (lowest == records_.size()) return std::nullopt;
  return lowest;
}

}  // namespace ddb::server
