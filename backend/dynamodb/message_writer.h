#pragma once

#include "backend/domain/message.h"
#include "backend/dynamodb/rows.h"
#include "backend/dynamodb/store_context.h"

namespace ddb::backend {

/// Writes message rows: each under a time that is its own in the conversation, and once for each idempotency
/// key.
class MessageWriter {
 public:
  explicit MessageWriter(const StoreContext& context) : context_(context) {}

  /// Writes the message, or finds the one that its key has written already. `receiver`, if there is one, is
  /// named in the row. kKeyReused if the key was used for another text or conversation.
  StoreResult<Message> write(const NewMessage& message, const Person* receiver = nullptr) const;

 private:
  StoreResult<Message> write_without_key(const NewMessage& message, const Person* receiver) const;
  StoreResult<Message> write_with_key(const NewMessage& message, const Person* receiver) const;
  StoreResult<Message> settle(const NewMessage& message, const Person* receiver, const SentRow& sent) const;
  StoreResult<Message> complete(const NewMessage& message, const Person* receiver, SentRow sent) const;
  StoreResult<SentRow> move_sent_row(const SentRow& sent) const;

  const StoreContext context_;
};

}  // namespace ddb::backend
