// links: backend_stream
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "backend/stream/last_message_updater.h"

namespace {

using namespace ddb::backend;

/// Holds what is read to its promises.
class CheckingStore final : public MessageStore {
 public:
  StoreResult<Page<Conversation>> conversations_of(const std::string&, const PageRequest&) override {
    return none();
  }
  StoreResult<Page<Message>> messages_of(const std::string&, const PageRequest&) override { return none(); }
  StoreResult<std::vector<Message>> messages_after(const std::string&, const std::string&,
                                                   std::size_t) override {
    return none();
  }
  StoreResult<bool> is_member(const std::string&, const std::string&) override { return none(); }
  StoreResult<Message> add_message(const NewMessage&) override { return none(); }
  StoreResult<StartedConversation> start_conversation(const NewMessage&, const Person&) override {
    return none();
  }
  StoreResult<void> show_last_message(const Message& message) override {
    if (message.message_group_uuid.empty() || message.created_at.size() != kTimeLength)
      throw std::logic_error("a message that is none");
    if (message.text.size() % 2 == 1) return none();
    return {};
  }

 private:
  static constexpr std::size_t kTimeLength = 32;
  static StoreError none() { return {StoreError::Kind::kUnavailable, "No."}; }
};

}  // namespace

/// The event of a stream, as a hook or Lambda delivers it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ddb::ManualClock clock;
  std::ostringstream out;
  ddb::Log log(out, clock, ddb::LogLevel::kError);
  CheckingStore store;
  LastMessageUpdater updater(store, log);
  const auto answer = updater.handle_event({reinterpret_cast<const char*>(data), size});
  if (answer && !answer->starts_with(R"({"batchItemFailures":[)")) throw std::logic_error("no answer");
  return 0;
}
