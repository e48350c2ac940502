#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "backend/ports/message_store.h"
#include "backend/stream/stream_event.h"
#include "backend/stream/stream_receiver.h"
#include "shared/base/log.h"

namespace ddb::backend {

/// Shows each conversation's newest message in its members' lists, as the table's stream tells of it. Records
/// may come again and in any order: `MessageStore::show_last_message` never moves a conversation back.
class LastMessageUpdater final : public StreamReceiver {
 public:
  /// Asked before each conversation; false: no more of them, the rest has to come again.
  using GoesOn = std::function<bool()>;

  /// All of it must outlive the updater.
  LastMessageUpdater(MessageStore& store, Log& log) : store_(store), log_(log) {}

  Result<std::string> handle_event(std::string_view event_json) override {
    return handle_event(event_json, [] { return true; });
  }
  Result<std::string> handle_event(std::string_view event_json, const GoesOn& goes_on);

  /// Handles a batch of records: of each conversation the newest message. Returns the index of the first
  /// record that has to come again, with all after it; nothing if all is done. A message that lacks something
  /// is passed over with a warning.
  std::optional<std::size_t> handle(std::span<const StreamRecord> records, const GoesOn& goes_on);

 private:
  void warn_of_faults(std::span<const StreamRecord> records);

  MessageStore& store_;
  Log& log_;
};

}  // namespace ddb::backend
