#pragma once

#include <string>
#include <vector>

#include "backend/dynamodb/rows.h"
#include "backend/dynamodb/store_context.h"

namespace ddb::backend {

/// The group rows of conversations.
class GroupRows {
 public:
  explicit GroupRows(const StoreContext& context) : context_(context) {}

  /// All rows of a conversation, by the index, which may be behind.
  StoreResult<std::vector<GroupRow>> by_index(const std::string& message_group_uuid) const;
  /// The rows of a conversation that a person has: one, or two after a crash where there are no
  /// transactions. Strongly consistent; reads through the person's conversations from the newest on.
  StoreResult<std::vector<GroupRow>> of_member(const std::string& user_uuid,
                                               const std::string& message_group_uuid) const;
  /// A row of `user_uuid` whose other member is `other_uuid`, strongly consistent; empty if there is none.
  StoreResult<std::vector<GroupRow>> of_pair(const std::string& user_uuid,
                                             const std::string& other_uuid) const;
  /// Gives the member a row, at the message's time or the next that is free among their rows. False if the
  /// row is there already.
  StoreResult<bool> add(const std::string& user_uuid, const Person& other, const Message& last) const;
  /// Deletes the row. False if it is not there, or another conversation's.
  StoreResult<bool> remove(const GroupRow& row) const;

 private:
  StoreResult<std::vector<GroupRow>> find(const std::string& user_uuid, RowQuery::Filter filter) const;

  const StoreContext context_;
};

/// What keeps a group row from its place.
enum class Obstacle {
  kNone,
  kOther,       ///< Another conversation of the member has that very time: the next one is to be tried.
  kSameShown,   ///< The conversation's row is there already and shows this message or a later one.
  kContention,  ///< Others are at it: later.
};

/// For the refusal of a `put_new` of a group row that shows `last`.
Obstacle obstacle_of(const Refusal& refusal, const Message& last);

}  // namespace ddb::backend
