#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "backend/dynamodb/group_rows.h"

namespace ddb::backend {

/// Moves a conversation's group rows to its last message. Rows only ever move to later messages, and a row is
/// deleted only where a later one of the same member was seen; so it does not matter how often, in which
/// order and by how many at once this is done, nor that the index is behind: what it shows is a state from
/// before, and a write on its ground fails or is right.
class LastMessage {
 public:
  explicit LastMessage(const StoreContext& context) : context_(context), group_rows_(context) {}

  /// As `MessageStore::show_last_message`. Also mends what a crash has left: a second row of a member is
  /// deleted, a missing one is made where the message tells the names to put into it. A message whose
  /// conversation has no group row at all, which somebody put by hand, is passed over after a few looks:
  /// there is nothing to move.
  StoreResult<void> show(const Message& message) const;

 private:
  /// What there is of one member.
  struct Member {
    std::optional<Person> other;  ///< Their row's names, if known.
    std::vector<GroupRow> rows;   ///< The latest one last; none: missing.
    unsigned looks_in_vain = 0;   ///< How often the table was asked for the row and had none.
    std::string sk;               ///< Where their row is to go.
  };
  using Members = std::map<std::string, Member>;  ///< By user_uuid.
  enum class Step { kDone, kLookAgain, kWait };   ///< In this order: the last one counts.

  StoreResult<Members> look(const Message& message) const;
  StoreResult<Members> look_in_the_table(const Message& message) const;
  StoreResult<void> look_up(Member& member, const std::string& user_uuid, const Message& message) const;
  StoreResult<void> learn_names(Members& members, const Message& message) const;
  StoreResult<Step> mend(Members& members, const Message& message) const;
  StoreResult<Step> add_missing(const Members& members, const Message& message) const;
  StoreResult<Step> move(Members& members, const Message& message) const;
  StoreResult<Step> move_together(std::vector<Member*> members, const Message& message) const;
  StoreResult<Step> move_in_steps(const std::vector<Member*>& members, const Message& message) const;
  StoreResult<Message> newest_message(const Message& message) const;

  const StoreContext context_;
  const GroupRows group_rows_;
};

}  // namespace ddb::backend
