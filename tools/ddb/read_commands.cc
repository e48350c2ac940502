#include <algorithm>
#include <future>

#include "tools/ddb/command.h"
#include "tools/ddb/item_sink.h"
#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::int64_t kItemsMax = 1'000'000'000'000;
constexpr std::int64_t kPageSizeMax = 1'000'000;
constexpr std::int64_t kSegmentsMax = 64;  // Each is a thread and a connection.

/// The input members that are strings, and the options they come from.
constexpr std::pair<std::string_view, std::string_view> kTextOptions[] = {
    {"index-name", "IndexName"},
    {"key-condition-expression", "KeyConditionExpression"},
    {"filter-expression", "FilterExpression"},
    {"projection-expression", "ProjectionExpression"},
    {"select", "Select"},
};

std::vector<OptionSpec> read_options() {
  return {
      {"table-name", "NAME", "The table, instead of as an argument"},
      {"index-name", "NAME", "Read this secondary index instead of the table"},
      {"filter-expression", "TEXT", "Leave out what does not match: 'size(message) > :n'"},
      {"projection-expression", "TEXT", "Only these attributes, such as 'pk, message'"},
      {"expression-attribute-names", "JSON", "What #names stand for: '{\"#n\": \"name\"}'"},
      {"expression-attribute-values", "JSON",
       "What :values stand for: '{\":v\": {\"S\": \"text\"}}';\nor file://PATH"},
      {"limit", "COUNT", "Show at most so many items (default: all)"},
      {"page-size", "COUNT", "Ask for so many items at a time (default: 1 MB of them)"},
      {"select", "WHAT", "COUNT shows only how many there are;\nALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES"},
      {"consistent-read", "", "See every write that was answered before"},
      {"no-consistent-read", "", "The default"},
  };
}

/// What both operations take.
Result<json::object, CommandError> read_input(Session& session, const std::string& table) {
  const auto& options = session.options();
  json::object input{{"TableName", table}};
  for (const auto& [option, member] : kTextOptions) {
    if (const auto text = options.find(option)) input.emplace(member, *text);
  }
  DDB_TRY(names, session.json_option("expression-attribute-names"));
  if (names) input.emplace("ExpressionAttributeNames", *std::move(names));
  DDB_TRY(values, session.json_option("expression-attribute-values"));
  if (values) input.emplace("ExpressionAttributeValues", *std::move(values));
  if (options.has("consistent-read")) input.emplace("ConsistentRead", true);
  if (session.is_verbose()) input.emplace("ReturnConsumedCapacity", "TOTAL");
  return input;
}

/// Reads page after page to the end, or until the sink has enough.
Result<void, CommandError> read_pages(Session& session, const std::string& operation, json::object input,
                                      ItemSink& sink) {
  const std::string table = text_member(input, "TableName");
  DDB_TRY(page_size, session.options().integer("page-size", 1, kPageSizeMax));
  while (true) {
    // With a filter most of a page may not match, so that what is still wanted says nothing about its size.
    std::optional<std::int64_t> limit = page_size;
    const auto wanted = sink.wanted();
    if (wanted && !input.contains("FilterExpression"))
      limit = std::min(*wanted, limit.value_or(kPageSizeMax));
    if (limit) input["Limit"] = std::max<std::int64_t>(1, *limit);
    DDB_TRY(page, session.call(operation, input, table));
    const bool goes_on = sink.add(page);
    const auto* last = page.if_contains("LastEvaluatedKey");
    if (!goes_on || !last || !last->is_object()) return {};
    input["ExclusiveStartKey"] = *last;
  }
}

Result<void, CommandError> read_segments(Session& session, const json::object& input, std::int64_t segments,
                                         ItemSink& sink) {
  std::vector<std::future<Result<void, CommandError>>> readers;
  for (std::int64_t segment = 0; segment < segments; ++segment) {
    json::object own = input;
    own["Segment"] = segment;
    own["TotalSegments"] = segments;
    readers.push_back(std::async(std::launch::async, [&session, &sink, own = std::move(own)] {
      return read_pages(session, "Scan", own, sink);
    }));
  }
  Result<void, CommandError> result;
  for (auto& reader : readers) {
    auto one = reader.get();
    if (!one && result) result = std::move(one);
  }
  return result;
}

/// The key attributes, as the first columns; none where the table may be read but not described.
std::vector<std::string> first_columns(Session& session, const std::string& table) {
  if (session.format() == OutputFormat::kJson) return {};
  const auto output = session.call_raw("DescribeTable", {{"TableName", table}});
  if (!output) return {};
  const auto* description = output->if_contains("Table");
  if (!description || !description->is_object()) return {};
  return key_names(description->get_object());
}

Result<void, CommandError> run_scan(Session& session) {
  DDB_TRY(table, table_name(session.options()));
  DDB_TRY(input, read_input(session, table));
  DDB_TRY(limit, session.options().integer("limit", 1, kItemsMax));
  DDB_TRY(segments, session.options().integer("segments", 1, kSegmentsMax));
  ItemSink sink(session, limit);
  if (segments.value_or(1) > 1) {
    DDB_CHECK(read_segments(session, input, *segments, sink));
  } else {
    DDB_CHECK(read_pages(session, "Scan", input, sink));
  }
  sink.finish(first_columns(session, table));
  return {};
}

Result<void, CommandError> run_query(Session& session) {
  const auto& options = session.options();
  DDB_TRY(table, table_name(options));
  if (!options.has("key-condition-expression")) {
    return usage_error(
        "--key-condition-expression is missing: write, for example, --key-condition-expression 'pk = :pk' "
        "--expression-attribute-values '{\":pk\": {\"S\": \"text\"}}'.");
  }
  if (options.has("scan-index-forward") && options.has("no-scan-index-forward")) {
    return usage_error("--scan-index-forward and --no-scan-index-forward exclude each other.");
  }
  DDB_TRY(input, read_input(session, table));
  if (options.has("no-scan-index-forward")) input.emplace("ScanIndexForward", false);
  DDB_TRY(limit, options.integer("limit", 1, kItemsMax));
  ItemSink sink(session, limit);
  DDB_CHECK(read_pages(session, "Query", input, sink));
  sink.finish(first_columns(session, table));
  return {};
}

constexpr std::string_view kReadOutput =
    "The columns of a table are the key attributes and then all others by name; their values\n"
    "are shown without DynamoDB's type names, long ones shortened to 60 characters. plain has\n"
    "the same columns with whole values. With --output json, each page is written as it comes,\n"
    "in DynamoDB's JSON form; the other formats hold all items in memory.";

}  // namespace

std::vector<Command> read_commands() {
  static const std::string scan_description =
      "Reads all items of a table or index, page by page to the end.\n\n" + std::string(kReadOutput);
  static const std::string query_description =
      "Reads the items of one partition of a table or index, in the order of the sort key, page\n"
      "by page to the end.\n\n" +
      std::string(kReadOutput);
  auto scan_options = read_options();
  scan_options.push_back({"segments", "COUNT", "Read so many segments at once, for a large table"});
  auto query_options = read_options();
  query_options.insert(query_options.begin() + 2, {"key-condition-expression", "TEXT",
                                                   "Which items: 'pk = :pk AND begins_with(sk, :year)'"});
  query_options.push_back({"scan-index-forward", "", "Ascending order of the sort key, the default"});
  query_options.push_back({"no-scan-index-forward", "", "Descending order of the sort key"});
  return {
      {.name = "scan",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Read all items of a table or index",
       .description = scan_description,
       .options = std::move(scan_options),
       .examples = {"ddb scan cruddur-messages --limit 10", "ddb scan cruddur-messages --select COUNT",
                    "ddb scan cruddur-messages --output json > backup.json"},
       .run = with_session(run_scan)},
      {.name = "query",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Read the items of one partition, in the order of the sort key",
       .description = query_description,
       .options = std::move(query_options),
       .examples = {"ddb query cruddur-messages --no-scan-index-forward --limit 20 \\",
                    "    --key-condition-expression 'pk = :pk AND begins_with(sk, :year)' \\",
                    "    --expression-attribute-values '{\":year\": {\"S\": \"2026\"},",
                    "        \":pk\": {\"S\": \"MSG#67cb2819-6e62-5a9b-b993-f475c1e9ef89\"}}'"},
       .run = with_session(run_query)},
  };
}

}  // namespace ddb::cli
