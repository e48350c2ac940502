#include "tools/ddb/command.h"
#include "tools/ddb/stream_follower.h"
#include "tools/ddb/stream_record.h"
#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

constexpr std::int64_t kRecordsMax = 1'000'000'000'000;
// DynamoDB allows five GetRecords a second for each shard, and two readers.
constexpr std::int64_t kIntervalMsDefault = 1'000;
constexpr std::int64_t kIntervalMsMax = 60'000;

Result<aws::StreamStart, CommandError> start_of(const Options& options) {
  const std::string text = options.value_or("from", "LATEST");
  if (text == "LATEST") return aws::StreamStart::kLatest;
  if (text == "TRIM_HORIZON") return aws::StreamStart::kTrimHorizon;
  return usage_error("--from must be LATEST or TRIM_HORIZON, not \"" + text + "\".");
}

Result<void, CommandError> run_stream_tail(Session& session) {
  const auto& options = session.options();
  DDB_TRY(table, table_name(options));
  DDB_TRY(start, start_of(options));
  DDB_TRY(count, options.integer("count", 1, kRecordsMax));
  DDB_TRY(interval_ms, options.integer("interval-ms", 1, kIntervalMsMax));
  DDB_TRY(description, describe_table(session, table));
  const std::string arn = text_member(description, "LatestStreamArn");
  if (arn.empty()) {
    return CommandError{ExitCode::kFailed, "The table " + table +
                                               " has no stream: create it with --stream NEW_IMAGE, or "
                                               "turn the stream on with UpdateTable."};
  }
  StreamFollower follower(session, arn, start);
  std::int64_t shown = 0;
  const auto on_record = [&](const boost::json::object& record) {
    // Each line at once: whoever reads them through a pipe waits for them.
    session.out() << format_record(record, session.format()) << std::endl;
    ++shown;
    return session.out().good() && !(count && shown >= *count);
  };
  while (true) {
    DDB_TRY(goes_on, follower.poll(on_record));
    if (!goes_on) return {};
    if (follower.is_idle()) {
      session.sleeper().sleep(std::chrono::milliseconds(interval_ms.value_or(kIntervalMsDefault)));
    }
  }
}

}  // namespace

std::vector<Command> stream_commands() {
  return {{.name = "stream-tail",
           .operands = "TABLE",
           .operands_max = 1,
           .summary = "Print the changes of a table as they happen",
           .description =
               "Prints each record of the table's stream on a line, as it comes, until it is interrupted\n"
               "(Ctrl+C), --count records are shown, or the stream has ended. A table's line holds time,\n"
               "kind of change, key, and the image of the item that the stream has; a JSON line, the\n"
               "whole record.",
           .options = {{"table-name", "NAME", "The table, instead of as an argument"},
                       {"from", "WHERE",
                        "LATEST: from now on (the default); TRIM_HORIZON: from the\noldest record there is"},
                       {"count", "COUNT", "Stop after so many records"},
                       {"interval-ms", "TIME", "How long to wait when there is nothing new (default 1000)"}},
           .examples = {"ddb stream-tail cruddur-messages --from TRIM_HORIZON --count 5",
                        "ddb stream-tail cruddur-messages --output json | jq .eventName"},
           .run = with_session(run_stream_tail)}};
}

}  // namespace ddb::cli
