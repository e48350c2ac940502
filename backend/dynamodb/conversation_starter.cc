#include "backend/dynamodb/conversation_starter.h"

#include <algorithm>

#include "backend/domain/message_time.h"

namespace ddb::backend {
namespace {

/// The writes of one transaction, in this order.
enum Step : std::size_t { kPair, kSenderRow, kReceiverRow, kMessage, kSent };

std::vector<RowWrite> all_at_once(const RowKey& pair, const NewMessage& first, const Person& receiver,
                                  const std::string& created_at, long long now_seconds) {
  const Message message = kept_message(first, created_at);
  std::vector<RowWrite> writes{
      put_new(pair_row(pair, first.message_group_uuid, PairState::kFinished)),
      put_new(group_row(first.sender.uuid, receiver, message, created_at)),
      put_new(group_row(receiver.uuid, first.sender, message, created_at)),
      put_new(message_row(message, nullptr)),
  };
  if (first.idempotency_key)
    writes.push_back(put_new_or_expired(sent_row(sent_row_of(first, created_at), now_seconds), now_seconds));
  return writes;
}

StartedConversation was_there(std::string message_group_uuid) {
  return {.message_group_uuid = std::move(message_group_uuid), .was_there = true};
}

}  // namespace

StoreResult<StartedConversation> ConversationStarter::start(const NewMessage& first,
                                                            const Person& receiver) const {
  DDB_TRY(pair, context_.table.get(pair_key(first.sender.uuid, receiver.uuid)));
  if (!pair.empty()) return join(first, receiver, pair);
  DDB_TRY(existing, find_without_pair(first, receiver));
  if (!existing.empty()) return claim(first, receiver, existing, PairState::kFinished);
  if (context_.transactions == Transactions::kOn) return make_at_once(first, receiver);
  return claim(first, receiver, first.message_group_uuid, PairState::kUnfinished);
}

StoreResult<StartedConversation> ConversationStarter::join(const NewMessage& first, const Person& receiver,
                                                           const Row& pair) const {
  const std::string message_group_uuid = text_of(pair, "group_uuid");
  if (pair_state(pair) == PairState::kFinished) return was_there(message_group_uuid);
  return make_in_steps(first, receiver, message_group_uuid);
}

/// A conversation of the original service has no PAIR row, and after a crash there not even both group rows.
StoreResult<std::string> ConversationStarter::find_without_pair(const NewMessage& first,
                                                                const Person& receiver) const {
  DDB_TRY(own, group_rows_.of_pair(first.sender.uuid, receiver.uuid));
  if (!own.empty()) return own[0].conversation.message_group_uuid;
  DDB_TRY(others, group_rows_.of_pair(receiver.uuid, first.sender.uuid));
  if (!others.empty()) return others[0].conversation.message_group_uuid;
  return std::string();
}

/// Puts the PAIR row, or goes on with the one that somebody else has put meanwhile.
StoreResult<StartedConversation> ConversationStarter::claim(const NewMessage& first, const Person& receiver,
                                                            const std::string& message_group_uuid,
                                                            PairState state) const {
  const Row pair = pair_row(pair_key(first.sender.uuid, receiver.uuid), message_group_uuid, state);
  Backoff backoff(context_);
  for (;;) {
    DDB_TRY(refusals, context_.table.write({put_new(pair)}));
    if (refusals.empty()) return join(first, receiver, pair);
    if (!refusals[0].occupant.empty()) return join(first, receiver, refusals[0].occupant);
    if (!backoff.pause()) return too_contended("The PAIR row of two people");
  }
}

StoreResult<StartedConversation> ConversationStarter::make_at_once(const NewMessage& first,
                                                                   const Person& receiver) const {
  const RowKey pair = pair_key(first.sender.uuid, receiver.uuid);
  const long long now_seconds = unix_seconds(context_.clock.now());
  std::string created_at = message_time(context_.clock.now());
  Backoff backoff(context_);
  for (std::size_t tries = 0; tries < kTimesTriedMax; ++tries) {
    DDB_TRY(refusals, context_.table.write(all_at_once(pair, first, receiver, created_at, now_seconds)));
    if (refusals.empty()) return StartedConversation{.message_group_uuid = first.message_group_uuid};
    if (const Row& occupant = refusals[kPair].occupant; !occupant.empty()) {
      // Ours if the answer to an earlier request was lost.
      if (text_of(occupant, "group_uuid") == first.message_group_uuid)
        return StartedConversation{.message_group_uuid = first.message_group_uuid};
      return join(first, receiver, occupant);
    }
    if (refusals.size() > kSent && is_refused_by_condition(refusals[kSent])) {
      return StoreError{StoreError::Kind::kKeyReused, "An idempotency key of the person " +
                                                          first.sender.uuid +
                                                          " has been used in another conversation."};
    }
    if (has_conflict(refusals)) {
      if (!backoff.pause()) return too_contended("A new conversation");
    } else {
      // A conversation of one of the two has that very time; nothing is written yet, so all of it may move.
      created_at = next_sort_key(created_at);
    }
  }
  return too_contended("A new conversation");
}

/// Without transactions: the message, which names the receiver, then the group rows as the stream makes them
/// where they are missing. So after a crash before the message nothing is to be seen, and after one behind it
/// the stream, or the next to start, does the rest. Whoever finds the PAIR row unfinished takes these steps
/// with a message of their own.
StoreResult<StartedConversation> ConversationStarter::make_in_steps(
    NewMessage first, const Person& receiver, const std::string& message_group_uuid) const {
  first.message_group_uuid = message_group_uuid;
  DDB_TRY(message, writer_.write(first, &receiver));
  DDB_CHECK(last_message_.show(message));
  const RowKey pair = pair_key(first.sender.uuid, receiver.uuid);
  // If this one is refused, the row stays unfinished, and the next to start takes the steps again.
  DDB_CHECK(context_.table.write({put_over(pair_row(pair, message_group_uuid, PairState::kFinished),
                                           "group_uuid", message_group_uuid)}));
  return StartedConversation{.message_group_uuid = message_group_uuid};
}

}  // namespace ddb::backend
