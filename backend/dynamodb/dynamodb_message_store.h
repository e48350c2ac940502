#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "backend/dynamodb/conversation_starter.h"
#include "backend/dynamodb/last_message.h"
#include "backend/dynamodb/memberships.h"
#include "backend/dynamodb/message_writer.h"
#include "backend/dynamodb/store_context.h"
#include "backend/dynamodb/table.h"
#include "backend/ports/message_store.h"

namespace ddb::backend {

struct DynamoDbMessageStoreOptions {
  std::string table_name = "cruddur-messages";
  Transactions transactions = Transactions::kOn;
  std::size_t memberships_max = 10'000;
  std::chrono::seconds membership_lifetime{60};
};

/// What the store needs; everything referred to must outlive it.
struct DynamoDbMessageStoreParts {
  aws::DynamoDb& dynamodb;
  const Clock& clock;
  Random& random;
  aws::Sleeper& sleeper;
};

/// Conversations and messages in DynamoDB. A page costs one Query, and so does the first `is_member` of a
/// person and a conversation in a minute; the next ones nothing.
class DynamoDbMessageStore final : public MessageStore {
 public:
  DynamoDbMessageStore(DynamoDbMessageStoreParts parts, DynamoDbMessageStoreOptions options);

  /// The cursor is a `sk`. Of a conversation's two rows after a crash without transactions, the newer one
  /// counts if both are in the page.
  StoreResult<Page<Conversation>> conversations_of(const std::string& user_uuid,
                                                   const PageRequest& page) override;
  StoreResult<Page<Message>> messages_of(const std::string& message_group_uuid,
                                         const PageRequest& page) override;
  StoreResult<std::vector<Message>> messages_after(const std::string& message_group_uuid,
                                                   const std::string& created_at, std::size_t limit) override;
  StoreResult<bool> is_member(const std::string& message_group_uuid, const std::string& user_uuid) override;
  StoreResult<Message> add_message(const NewMessage& message) override;
  StoreResult<StartedConversation> start_conversation(const NewMessage& first_message,
                                                      const Person& receiver) override;
  StoreResult<void> show_last_message(const Message& message) override;

 private:
  StoreResult<Page<Row>> newest_rows(std::string partition, const PageRequest& page) const;

  const Table table_;
  const StoreContext context_;
  const GroupRows group_rows_;
  const MessageWriter writer_;
  const ConversationStarter starter_;
  const LastMessage last_message_;
  Memberships memberships_;
};

}  // namespace ddb::backend
