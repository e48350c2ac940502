#include "backend/dynamodb/dynamodb_message_store.h"

#include <algorithm>
#include <unordered_set>

namespace ddb::backend {

DynamoDbMessageStore::DynamoDbMessageStore(DynamoDbMessageStoreParts parts,
                                           DynamoDbMessageStoreOptions options)
    : table_(parts.dynamodb, std::move(options.table_name)),
      context_{.table = table_,
               .clock = parts.clock,
               .random = parts.random,
               .sleeper = parts.sleeper,
               .transactions = options.transactions},
      group_rows_(context_),
      writer_(context_),
      starter_(context_),
      last_message_(context_),
      memberships_(parts.clock, options.memberships_max, options.membership_lifetime) {}

/// One row more than the page holds is asked for, so that the last page is known to be the last.
StoreResult<Page<Row>> DynamoDbMessageStore::newest_rows(std::string partition,
                                                         const PageRequest& page) const {
  DDB_TRY(found,
          table_.query({.partition = std::move(partition), .before = page.cursor, .limit = page.limit + 1}));
  const bool is_more = found.rows.size() > page.limit || !found.last_key.empty();
  if (found.rows.size() > page.limit) found.rows.resize(page.limit);
  Page<Row> result{.rows = std::move(found.rows), .next_cursor = std::nullopt};
  if (is_more && !result.rows.empty()) result.next_cursor = text_of(result.rows.back(), "sk");
  return result;
}

StoreResult<Page<Conversation>> DynamoDbMessageStore::conversations_of(const std::string& user_uuid,
                                                                       const PageRequest& page) {
  DDB_TRY(found, newest_rows(group_partition(user_uuid), page));
  Page<Conversation> result{.rows = {}, .next_cursor = std::move(found.next_cursor)};
  result.rows.reserve(found.rows.size());
  std::unordered_set<std::string> groups;
  for (const Row& row : found.rows) {
    GroupRow group = read_group_row(row);
    if (groups.insert(group.conversation.message_group_uuid).second)
      result.rows.push_back(std::move(group.conversation));
  }
  return result;
}

StoreResult<Page<Message>> DynamoDbMessageStore::messages_of(const std::string& message_group_uuid,
                                                             const PageRequest& page) {
  DDB_TRY(found, newest_rows(message_partition(message_group_uuid), page));
  Page<Message> result{.rows = {}, .next_cursor = std::move(found.next_cursor)};
  result.rows.reserve(found.rows.size());
  for (const Row& row : found.rows)
    result.rows.push_back(read_message_row(row, message_group_uuid));
  return result;
}

StoreResult<std::vector<Message>> DynamoDbMessageStore::messages_after(const std::string& message_group_uuid,
                                                                       const std::string& created_at,
                                                                       std::size_t limit) {
  DDB_TRY(found, table_.query({.partition = message_partition(message_group_uuid),
                               .order = RowQuery::Order::kOldestFirst,
                               .after = created_at,
                               .limit = limit}));
  std::vector<Message> messages;
  messages.reserve(found.rows.size());
  for (const Row& row : found.rows)
    messages.push_back(read_message_row(row, message_group_uuid));
  return messages;
}

StoreResult<bool> DynamoDbMessageStore::is_member(const std::string& message_group_uuid,
                                                  const std::string& user_uuid) {
  if (memberships_.contains(message_group_uuid, user_uuid)) return true;
  DDB_TRY(rows, group_rows_.by_index(message_group_uuid));
  if (std::ranges::none_of(rows, [&](const GroupRow& row) { return row.user_uuid == user_uuid; })) {
    // The index may be behind: a no is the table's.
    DDB_TRY(own, group_rows_.of_member(user_uuid, message_group_uuid));
    if (own.empty()) return false;
  }
  memberships_.add(message_group_uuid, user_uuid);
  return true;
}

StoreResult<Message> DynamoDbMessageStore::add_message(const NewMessage& message) {
  return writer_.write(message);
}

StoreResult<StartedConversation> DynamoDbMessageStore::start_conversation(const NewMessage& first_message,
                                                                          const Person& receiver) {
  return starter_.start(first_message, receiver);
}

StoreResult<void> DynamoDbMessageStore::show_last_message(const Message& message) {
  return last_message_.show(message);
}

}  // namespace ddb::backend
