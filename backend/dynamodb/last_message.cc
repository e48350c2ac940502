#include "backend/dynamodb/last_message.h"

#include <algorithm>

namespace ddb::backend {
namespace {

/// How often a conversation without group rows is looked for: its rows may be on the way from one place to
/// another while the original service's handler moves them.
constexpr unsigned kLooksForNothing = 4;

}  // namespace

StoreResult<void> LastMessage::show(const Message& message) const {
  Backoff backoff(context_);
  for (unsigned looks = 1;; ++looks) {
    DDB_TRY(members, look(message));
    if (members.empty() && looks >= kLooksForNothing) return {};
    Step step = Step::kWait;
    if (!members.empty()) {
      DDB_TRY(mended, mend(members, message));
      step = mended;
    }
    if (step == Step::kDone) return {};
    // A second look at once, to see what others have done meanwhile; later ones may wait for the index.
    if ((step == Step::kWait || looks > 1) && !backoff.pause())
      return too_contended("The conversation " + message.message_group_uuid);
  }
}

/// Everyone who has a row, and everyone whom such a row names. The index is asked first: it knows all rows in
/// one answer, and where it is behind by so much that a row is missing, the table is asked for that one.
StoreResult<LastMessage::Members> LastMessage::look(const Message& message) const {
  DDB_TRY(rows, group_rows_.by_index(message.message_group_uuid));
  if (rows.empty()) return look_in_the_table(message);
  Members members;
  for (GroupRow& row : rows) {
    if (!row.conversation.other.uuid.empty()) members.try_emplace(row.conversation.other.uuid);
    Member& member = members[row.user_uuid];
    member.other = row.conversation.other;
    member.rows.push_back(std::move(row));
  }
  DDB_CHECK(look_up_missing(members, message));
  return members;
}

/// Where the index knows no row: the conversation is new, or its first message was the last thing done of a
/// start without transactions, or there is none.
StoreResult<LastMessage::Members> LastMessage::look_in_the_table(const Message& message) const {
  Members members;
  DDB_TRY(own, group_rows_.of_member(message.sender.uuid, message.message_group_uuid));
  std::optional<Person> other;
  if (!own.empty()) {
    other = own[0].conversation.other;
  } else {
    DDB_TRY(row, context_.table.get({message_partition(message.message_group_uuid), message.created_at}));
    other = read_receiver(row);
  }
  if (!other) return members;
  members[message.sender.uuid] = {.other = other, .rows = std::move(own), .sk = {}};
  members.try_emplace(other->uuid);
  DDB_CHECK(look_up_missing(members, message));
  return members;
}

/// Of each member without a row: the table's, or else the names to make one with, as far as the message tells
/// them.
StoreResult<void> LastMessage::look_up_missing(Members& members, const Message& message) const {
  for (auto& [user_uuid, member] : members) {
    if (member.rows.empty()) {
      DDB_TRY(rows, group_rows_.of_member(user_uuid, message.message_group_uuid));
      member.rows = std::move(rows);
    }
    std::ranges::sort(member.rows, is_earlier);
    member.sk = message.created_at;
    if (!member.rows.empty() || member.other) continue;
    if (message.sender.uuid != user_uuid) {
      if (members.contains(message.sender.uuid)) member.other = message.sender;
      continue;
    }
    DDB_TRY(row, context_.table.get({message_partition(message.message_group_uuid), message.created_at}));
    member.other = read_receiver(row);
  }
  return {};
}

StoreResult<LastMessage::Step> LastMessage::mend(Members& members, const Message& message) const {
  DDB_TRY(is_added, add_missing(members, message));
  for (const auto& [user_uuid, member] : members)
    for (std::size_t i = 0; i + 1 < member.rows.size(); ++i)
      DDB_CHECK(group_rows_.remove(member.rows[i]));
  DDB_TRY(moved, move(members, message));
  return moved == Step::kDone && is_added ? Step::kLookAgain : moved;
}

/// Whether a row was made. It shows the newest message there is, since those later than this one may have
/// been handled before.
StoreResult<bool> LastMessage::add_missing(const Members& members, const Message& message) const {
  bool is_added = false;
  for (const auto& [user_uuid, member] : members) {
    if (!member.rows.empty() || !member.other) continue;
    DDB_TRY(newest, newest_message(message));
    DDB_CHECK(group_rows_.add(user_uuid, *member.other, newest));
    is_added = true;
  }
  return is_added;
}

StoreResult<Message> LastMessage::newest_message(const Message& message) const {
  DDB_TRY(page, context_.table.query({.partition = message_partition(message.message_group_uuid),
                                      .consistency = RowQuery::Consistency::kStrong,
                                      .limit = 1}));
  if (page.rows.empty()) return message;
  return read_message_row(page.rows[0], message.message_group_uuid);
}

StoreResult<LastMessage::Step> LastMessage::move(Members& members, const Message& message) const {
  std::vector<Member*> behind;
  for (auto& [user_uuid, member] : members)
    if (!member.rows.empty() && member.rows.back().conversation.created_at < message.created_at)
      behind.push_back(&member);
  if (behind.empty()) return Step::kDone;
  return context_.transactions == Transactions::kOn ? move_together(std::move(behind), message)
                                                    : move_in_steps(behind, message);
}

StoreResult<LastMessage::Step> LastMessage::move_together(std::vector<Member*> members,
                                                          const Message& message) const {
  for (std::size_t tries = 0; tries < kTimesTriedMax; ++tries) {
    std::vector<RowWrite> writes;
    for (Member* member : members) {
      const GroupRow& old = member->rows.back();
      while (member->sk == old.key.sk)
        member->sk = next_sort_key(member->sk);  // One transaction can't delete and put the same key.
      writes.push_back(put_new(group_row(old.user_uuid, old.conversation.other, message, member->sk)));
      writes.push_back(delete_group_row(old.key, message.message_group_uuid));
    }
    DDB_TRY(refusals, context_.table.write(writes));
    if (refusals.empty()) return Step::kDone;
    bool is_retry = !has_conflict(refusals);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const Obstacle obstacle = obstacle_of(refusals[2 * i], message);
      if (obstacle == Obstacle::kOther) members[i]->sk = next_sort_key(members[i]->sk);
      const bool is_old_gone = is_refused_by_condition(refusals[2 * i + 1]);
      is_retry = is_retry && !is_old_gone && obstacle != Obstacle::kSameShown;
    }
    if (!is_retry) return Step::kWait;
  }
  return Step::kWait;
}

/// The new row first: a crash before the old one is deleted leaves two, of which the newest counts.
StoreResult<LastMessage::Step> LastMessage::move_in_steps(const std::vector<Member*>& members,
                                                          const Message& message) const {
  for (Member* member : members) {
    const GroupRow& old = member->rows.back();
    DDB_CHECK(group_rows_.add(old.user_uuid, old.conversation.other, message));
    DDB_CHECK(group_rows_.remove(old));
  }
  return Step::kLookAgain;
}

}  // namespace ddb::backend
