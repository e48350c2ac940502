#pragma once

#include "backend/dynamodb/group_rows.h"
#include "backend/dynamodb/last_message.h"
#include "backend/dynamodb/message_writer.h"

namespace ddb::backend {

/// Finds or makes the one conversation of two people. The PAIR row decides: whoever puts it first has made
/// the conversation, whatever both do at once.
class ConversationStarter {
 public:
  explicit ConversationStarter(const StoreContext& context)
      : context_(context), group_rows_(context), writer_(context), last_message_(context) {}

  /// As `MessageStore::start_conversation`.
  StoreResult<StartedConversation> start(const NewMessage& first, const Person& receiver) const;

 private:
  StoreResult<StartedConversation> join(const NewMessage& first, const Person& receiver,
                                        const Row& pair) const;
  StoreResult<std::string> find_without_pair(const NewMessage& first, const Person& receiver) const;
  StoreResult<StartedConversation> claim(const NewMessage& first, const Person& receiver,
                                         const std::string& message_group_uuid, PairState state) const;
  StoreResult<StartedConversation> make_at_once(const NewMessage& first, const Person& receiver) const;
  StoreResult<StartedConversation> make_in_steps(NewMessage first, const Person& receiver,
                                                 const std::string& message_group_uuid) const;

  const StoreContext context_;
  const GroupRows group_rows_;
  const MessageWriter writer_;
  const LastMessage last_message_;
};

}  // namespace ddb::backend
