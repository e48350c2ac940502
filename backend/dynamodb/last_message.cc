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
  Members members;
  for (unsigned looks = 1;; ++looks) {
    if (members.empty()) {
      DDB_TRY(seen, look(message));
      members = std::move(seen);
    } else {
      for (auto& [user_uuid, member] : members)
        DDB_CHECK(look_up(member, user_uuid, message));
    }
    if (members.empty() && looks >= kLooksForNothing) return {};
    Step step = Step::kWait;
    if (!members.empty()) {
      DDB_TRY(mended, mend(members, message));
      step = mended;
    }
    if (step == Step::kDone) return {};
    if ((step == Step::kWait || looks > kTimesTriedMax) && !backoff.pause())
      return too_contended("The conversation " + message.message_group_uuid);
  }
}

/// Everyone who has a row, and everyone whom such a row names. The index knows all rows in one answer; where
/// it is behind by so much that a row is missing, the table is asked for that one. Later looks are at the
/// table alone, so that nobody waits for the index.
StoreResult<LastMessage::Members> LastMessage::look(const Message& message) const {
  DDB_TRY(rows, group_rows_.by_index(message.message_group_uuid));
  if (rows.empty()) return look_in_the_table(message);
  Members members;
  for (GroupRow& row : rows) {
    if (!row.conversation.other.uuid.empty()) members.try_emplace(row.conversation.other.uuid);
    Member& member = members[row.user_uuid];
    member.other = row.conversation.other;  // Of a row that is behind, the names are right, too.
    member.sk = message.created_at;
    member.rows.push_back(std::move(row));
  }
  // Without transactions only the table tells whether a crash has left a second row.
  const bool is_table_asked = context_.transactions == Transactions::kOff;
  for (auto& [user_uuid, member] : members) {
    std::ranges::sort(member.rows, is_earlier);
    if (member.rows.empty() || is_table_asked) DDB_CHECK(look_up(member, user_uuid, message));
  }
  DDB_CHECK(learn_names(members, message));
  return members;
}

/// Where the index knows no row: the conversation is new, or its first message was the last thing done of a
/// start without transactions, or there is none.
StoreResult<LastMessage::Members> LastMessage::look_in_the_table(const Message& message) const {
  Members members;
  Member sender;
  DDB_CHECK(look_up(sender, message.sender.uuid, message));
  if (sender.rows.empty()) {
    DDB_TRY(row, context_.table.get({message_partition(message.message_group_uuid), message.created_at}));
    sender.other = read_receiver(row);
  } else {
    sender.other = sender.rows.back().conversation.other;
  }
  if (!sender.other || sender.other->uuid.empty()) return members;
  Member& other = members[sender.other->uuid];
  DDB_CHECK(look_up(other, sender.other->uuid, message));
  members.insert_or_assign(message.sender.uuid, std::move(sender));
  DDB_CHECK(learn_names(members, message));
  return members;
}

StoreResult<void> LastMessage::look_up(Member& member, const std::string& user_uuid,
                                       const Message& message) const {
  DDB_TRY(rows, group_rows_.of_member(user_uuid, message.message_group_uuid));
  member.rows = std::move(rows);
  std::ranges::sort(member.rows, is_earlier);
  member.sk = message.created_at;
  member.looks_in_vain = member.rows.empty() ? member.looks_in_vain + 1 : 0;
  return {};
}

/// The names to make a missing row with, as far as the message tells them: its sender is the other one, or
/// its row names the receiver. Only of members: anyone could write anywhere in the original service.
StoreResult<void> LastMessage::learn_names(Members& members, const Message& message) const {
  for (auto& [user_uuid, member] : members) {
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
  DDB_TRY(added, add_missing(members, message));
  for (const auto& [user_uuid, member] : members)
    for (std::size_t i = 0; i + 1 < member.rows.size(); ++i)
      DDB_CHECK(group_rows_.remove(member.rows[i]));  // Not there any more where the index is behind.
  DDB_TRY(moved, move(members, message));
  return std::max(added, moved);
}

/// Makes a row where none is. It shows the newest message there is, since those later than this one may have
/// been handled before. A row that a transaction is moving can look missing, since a Query may see half of
/// it; so the table is asked twice.
StoreResult<LastMessage::Step> LastMessage::add_missing(const Members& members,
                                                        const Message& message) const {
  Step step = Step::kDone;
  for (const auto& [user_uuid, member] : members) {
    if (!member.rows.empty() || !member.other) continue;
    if (context_.transactions == Transactions::kOn && member.looks_in_vain < 2) return Step::kWait;
    DDB_TRY(newest, newest_message(message));
    DDB_CHECK(group_rows_.add(user_uuid, *member.other, newest));
    step = Step::kLookAgain;
  }
  return step;
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

/// The new row first: a crash before the old one is deleted leaves two, of which the newest counts. If
/// anything was changed, another look shows whether somebody else has moved the row at the same time.
StoreResult<LastMessage::Step> LastMessage::move_in_steps(const std::vector<Member*>& members,
                                                          const Message& message) const {
  bool is_changed = false;
  for (const Member* member : members) {
    const GroupRow& old = member->rows.back();
    DDB_TRY(added, group_rows_.add(old.user_uuid, old.conversation.other, message));
    DDB_TRY(removed, group_rows_.remove(old));
    is_changed = is_changed || added || removed;
  }
  return is_changed ? Step::kLookAgain : Step::kDone;
}

}  // namespace ddb::backend
