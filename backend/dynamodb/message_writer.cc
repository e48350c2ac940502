#include "backend/dynamodb/message_writer.h"

#include "backend/domain/message_time.h"

namespace ddb::backend {
namespace {

StoreError no_free_time(const std::string& message_group_uuid) {
  return {StoreError::Kind::kUnavailable,
          "No free time was found for a message of the conversation " + message_group_uuid + "."};
}

}  // namespace

StoreResult<Message> MessageWriter::write(const NewMessage& message, const Person* receiver) const {
  return message.idempotency_key ? write_with_key(message, receiver) : write_without_key(message, receiver);
}

StoreResult<Message> MessageWriter::write_without_key(const NewMessage& message,
                                                      const Person* receiver) const {
  Message kept = kept_message(message, message_time(context_.clock.now()));
  Backoff backoff(context_);
  for (std::size_t tries = 0; tries < kTimesTriedMax; ++tries) {
    DDB_TRY(refusals, context_.table.write({put_new(message_row(kept, receiver))}));
    if (refusals.empty()) return kept;
    if (has_conflict(refusals)) {
      if (!backoff.pause()) return too_contended("A message");
      continue;
    }
    // The row is ours if the answer to an earlier request was lost.
    if (text_of(refusals[0].occupant, "message_uuid") == kept.uuid) return kept;
    kept.created_at = next_sort_key(kept.created_at);
  }
  return no_free_time(message.message_group_uuid);
}

StoreResult<Message> MessageWriter::write_with_key(const NewMessage& message, const Person* receiver) const {
  const long long now_seconds = unix_seconds(context_.clock.now());
  SentRow sent = sent_row_of(message, message_time(context_.clock.now()));
  Backoff backoff(context_);
  for (std::size_t tries = 0; tries < kTimesTriedMax; ++tries) {
    std::vector<RowWrite> writes{put_new_or_expired(sent_row(sent, now_seconds), now_seconds)};
    const Message kept = kept_message(message, sent.created_at);
    if (context_.transactions == Transactions::kOn) writes.push_back(put_new(message_row(kept, receiver)));
    DDB_TRY(refusals, context_.table.write(writes));
    if (refusals.empty()) {
      if (context_.transactions == Transactions::kOff) return complete(message, receiver, sent);
      return kept;
    }
    if (is_refused_by_condition(refusals[0]) && !refusals[0].occupant.empty())
      return settle(message, receiver, read_sent_row(refusals[0].occupant));
    if (has_conflict(refusals) || is_refused_by_condition(refusals[0])) {
      if (!backoff.pause()) return too_contended("A message");
    } else {
      sent.created_at = next_sort_key(sent.created_at);
    }
  }
  return no_free_time(message.message_group_uuid);
}

/// The message that the key stands for, which is written if whoever took the key did not come so far.
StoreResult<Message> MessageWriter::settle(const NewMessage& message, const Person* receiver,
                                           const SentRow& sent) const {
  const SentRow own = sent_row_of(message, sent.created_at);
  if (sent.message_group_uuid != own.message_group_uuid || sent.message_sha256 != own.message_sha256) {
    return StoreError{
        StoreError::Kind::kKeyReused,
        "An idempotency key of the person " + message.sender.uuid + " has been used for another message."};
  }
  const RowKey key{message_partition(sent.message_group_uuid), sent.created_at};
  DDB_TRY(row, context_.table.get(key));
  if (text_of(row, "message_uuid") == sent.message_uuid)
    return read_message_row(row, sent.message_group_uuid);
  return complete(message, receiver, sent);
}

/// Writes the message that the SENT row announces. Whoever does so, and however many at once, writes the same
/// row: its uuid and time are the SENT row's. The time moves only off a row of another message, which stays
/// where it is, so that nobody who still has the old time can write there.
StoreResult<Message> MessageWriter::complete(const NewMessage& message, const Person* receiver,
                                             SentRow sent) const {
  Backoff backoff(context_);
  for (std::size_t tries = 0; tries < kTimesTriedMax; ++tries) {
    Message kept = kept_message(message, sent.created_at);
    kept.uuid = sent.message_uuid;
    DDB_TRY(refusals, context_.table.write({put_new(message_row(kept, receiver))}));
    if (refusals.empty()) return kept;
    const Row& occupant = refusals[0].occupant;
    if (has_conflict(refusals)) {
      if (!backoff.pause()) return too_contended("A message");
    } else if (text_of(occupant, "message_uuid") == kept.uuid) {
      return read_message_row(occupant, message.message_group_uuid);
    } else {
      DDB_TRY(moved, move_sent_row(sent));
      if (moved.message_uuid != sent.message_uuid) return too_contended("A used idempotency key");
      sent = moved;
    }
  }
  return no_free_time(message.message_group_uuid);
}

/// The SENT row with the next time, by this call or by another one.
StoreResult<SentRow> MessageWriter::move_sent_row(const SentRow& sent) const {
  SentRow moved = sent;
  moved.created_at = next_sort_key(sent.created_at);
  RowWrite write =
      put_over(sent_row(moved, unix_seconds(context_.clock.now())), "created_at", sent.created_at);
  write.condition += " AND message_uuid = :uuid";
  write.values[":uuid"] = text_value(sent.message_uuid);
  DDB_TRY(refusals, context_.table.write({write}));
  if (refusals.empty()) return moved;
  if (has_conflict(refusals)) return sent;
  return read_sent_row(refusals[0].occupant);
}

}  // namespace ddb::backend
