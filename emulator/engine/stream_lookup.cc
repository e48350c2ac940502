#include "emulator/engine/stream_lookup.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "emulator/engine/table_lifecycle.h"
#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/model/stream_messages.h"

namespace ddb::engine {

namespace messages = model::messages;

namespace {

constexpr std::chrono::hours kRetention(model::kStreamRetentionHours);

bool is_readable(const TableStream& stream, Clock::TimePoint now) {
  return !stream.disabled || now - *stream.disabled <= kRetention;
}

void append_readable(std::vector<FoundStream>& streams, const TablePointer& table, Clock::TimePoint now) {
  for (std::size_t index = 0; index < table->streams.size(); ++index)
    if (is_readable(table->streams[index], now)) streams.push_back({table, index});
}

model::ServiceError invalid_arn() {
  return model::validation_error(std::string(messages::kInvalidStreamArn));
}

}  // namespace

Clock::TimePoint stream_records_created_min(Clock::TimePoint now) {
  return now - kRetention;
}

model::ServiceResult<StreamArnParts> parse_stream_arn(std::string_view stream_arn) {
  constexpr std::string_view kTable = "table/";
  constexpr std::string_view kStream = "/stream/";
  constexpr std::size_t kColons = 5;
  std::string_view rest = stream_arn;
  for (std::size_t part = 0; part < kColons; ++part) {
    const std::size_t colon = rest.find(':');
    if (colon == std::string_view::npos) return invalid_arn();
    const std::string_view text = rest.substr(0, colon);
    if ((part == 0 && text != "arn") || (part == 1 && !text.starts_with("aws")) ||
        (part == 2 && text != "dynamodb") || text.empty())
      return invalid_arn();
    rest.remove_prefix(colon + 1);
  }
  const std::size_t middle = rest.find(kStream);
  if (!rest.starts_with(kTable) || middle == std::string_view::npos || middle < kTable.size())
    return invalid_arn();
  const StreamArnParts parts{rest.substr(kTable.size(), middle - kTable.size()),
                             rest.substr(middle + kStream.size())};
  if (parts.table_name.empty() || parts.label.empty() || parts.table_name.find('/') != std::string_view::npos)
    return invalid_arn();
  return parts;
}

model::ServiceResult<FoundStream> find_stream(Engine& engine, std::string_view stream_arn) {
  DDB_TRY(parts, parse_stream_arn(stream_arn));
  for (FoundStream& found : readable_streams_of(engine, parts.table_name))
    if (found.stream().label == parts.label && found.arn() == stream_arn) return std::move(found);
  return model::ServiceError{model::ErrorCode::kResourceNotFound,
                             messages::fill(messages::kStreamNotFound, {stream_arn})};
}

std::vector<FoundStream> readable_streams_of(Engine& engine, std::string_view table_name) {
  std::vector<FoundStream> streams;
  const Clock::TimePoint now = engine.clock().now();
  if (const TablePointer table = engine.catalog().find(table_name)) append_readable(streams, table, now);
  for (const TablePointer& table : engine.catalog().deleted_tables())
    if (table->name == table_name) append_readable(streams, table, now);
  std::ranges::sort(streams, {}, [](const FoundStream& found) { return found.stream().id; });
  return streams;
}

std::vector<FoundStream> readable_streams(Engine& engine) {
  std::vector<FoundStream> streams;
  const Clock::TimePoint now = engine.clock().now();
  for (const TablePointer& table : engine.catalog().tables())
    append_readable(streams, table, now);
  for (const TablePointer& table : engine.catalog().deleted_tables())
    append_readable(streams, table, now);
  std::ranges::sort(streams, [](const FoundStream& left, const FoundStream& right) {
    return std::tie(left.table->name, left.stream().label) <
           std::tie(right.table->name, right.stream().label);
  });
  return streams;
}

namespace {

/// A deleted table goes as a whole, once its last stream can't be read any more.
void forget_deleted_table(Engine& engine, const Table& table, Clock::TimePoint now) {
  const auto readable = [now](const TableStream& stream) { return is_readable(stream, now); };
  if (!is_gone(table, now) || std::ranges::any_of(table.streams, readable)) return;
  WriteScope scope = engine.begin_write();
  const std::vector<TablePointer> deleted = engine.catalog().deleted_tables();
  if (std::ranges::none_of(deleted, [&](const TablePointer& other) { return other->id == table.id; })) return;
  for (const TableStream& stream : table.streams)
    ChangeFeed::drop(scope, stream.id);
  engine.catalog().erase_deleted(scope, table.id);
  scope.commit();
}

void drop_unreadable_streams(Engine& engine, const TablePointer& seen, Clock::TimePoint now) {
  const auto unreadable = [now](const TableStream& stream) { return !is_readable(stream, now); };
  if (std::ranges::none_of(seen->streams, unreadable)) return;
  WriteScope scope = engine.begin_write();
  const TablePointer current = engine.catalog().find(seen->name);
  if (current == nullptr || current->id != seen->id) return;
  Table table = *current;
  for (const TableStream& stream : table.streams)
    if (unreadable(stream)) ChangeFeed::drop(scope, stream.id);
  std::erase_if(table.streams, unreadable);
  engine.catalog().put(scope, std::move(table));
  scope.commit();
}

}  // namespace

void trim_streams(Engine& engine) {
  const Clock::TimePoint now = engine.clock().now();
  engine.changes().trim(stream_records_created_min(now));
  for (const TablePointer& table : engine.catalog().tables())
    drop_unreadable_streams(engine, table, now);
  for (const TablePointer& table : engine.catalog().deleted_tables())
    forget_deleted_table(engine, *table, now);
}

}  // namespace ddb::engine
