#include "backend/dynamodb/group_rows.h"

namespace ddb::backend {
namespace {

std::vector<GroupRow> read_group_rows(const std::vector<Row>& rows) {
  std::vector<GroupRow> result;
  result.reserve(rows.size());
  for (const Row& row : rows)
    result.push_back(read_group_row(row));
  return result;
}

}  // namespace

StoreResult<std::vector<GroupRow>> GroupRows::by_index(const std::string& message_group_uuid) const {
  DDB_TRY(page,
          context_.table.query({.partition = message_group_uuid, .source = RowQuery::Source::kGroupIndex}));
  auto rows = read_group_rows(page.rows);
  std::erase_if(rows, [](const GroupRow& row) { return row.user_uuid.empty(); });
  return rows;
}

StoreResult<std::vector<GroupRow>> GroupRows::of_member(const std::string& user_uuid,
                                                        const std::string& message_group_uuid) const {
  return find(user_uuid, {"message_group_uuid", message_group_uuid});
}

StoreResult<std::vector<GroupRow>> GroupRows::of_pair(const std::string& user_uuid,
                                                      const std::string& other_uuid) const {
  return find(user_uuid, {"user_uuid", other_uuid});
}

StoreResult<std::vector<GroupRow>> GroupRows::find(const std::string& user_uuid,
                                                   RowQuery::Filter filter) const {
  DDB_TRY(rows, context_.table.find({.partition = group_partition(user_uuid),
                                     .consistency = RowQuery::Consistency::kStrong,
                                     .filter = std::move(filter)}));
  return read_group_rows(rows);
}

StoreResult<bool> GroupRows::add(const std::string& user_uuid, const Person& other,
                                 const Message& last) const {
  std::string sk = last.created_at;
  Backoff backoff(context_);
  for (std::size_t tries = 0; tries < kTimesTriedMax; ++tries) {
    DDB_TRY(refusals, context_.table.write({put_new(group_row(user_uuid, other, last, sk))}));
    if (refusals.empty()) return true;
    switch (obstacle_of(refusals[0], last)) {
      case Obstacle::kNone:
      case Obstacle::kSameShown:
        return false;
      case Obstacle::kOther:
        sk = next_sort_key(sk);
        break;
      case Obstacle::kContention:
        if (!backoff.pause()) return too_contended("A group row");
        break;
    }
  }
  return too_contended("A group row");
}

StoreResult<bool> GroupRows::remove(const GroupRow& row) const {
  Backoff backoff(context_);
  for (;;) {
    DDB_TRY(refusals, context_.table.write({delete_group_row(row.key, row.conversation.message_group_uuid)}));
    if (!has_conflict(refusals)) return refusals.empty();
    if (!backoff.pause()) return too_contended("A group row");
  }
}

Obstacle obstacle_of(const Refusal& refusal, const Message& last) {
  if (refusal.reason == Refusal::Reason::kNone) return Obstacle::kNone;
  if (refusal.reason == Refusal::Reason::kConflict || refusal.occupant.empty()) return Obstacle::kContention;
  const GroupRow occupant = read_group_row(refusal.occupant);
  const bool is_same = occupant.conversation.message_group_uuid == last.message_group_uuid;
  return is_same && occupant.conversation.created_at >= last.created_at ? Obstacle::kSameShown
                                                                        : Obstacle::kOther;
}

}  // namespace ddb::backend
