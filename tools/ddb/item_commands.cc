#include "tools/ddb/batch_writer.h"
#include "tools/ddb/command.h"
#include "tools/ddb/item_format.h"
#include "tools/ddb/item_input.h"
#include "tools/ddb/item_sink.h"
#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr OptionSpec kTableName{"table-name", "NAME", "The table, instead of as an argument"};
constexpr OptionSpec kAttributeNames{"expression-attribute-names", "JSON",
                                     "What #names stand for: '{\"#n\": \"name\"}'"};
constexpr OptionSpec kAttributeValues{"expression-attribute-values", "JSON",
                                      "What :values stand for: '{\":v\": {\"S\": \"text\"}}'"};

/// The JSON option, which must be there and hold attributes in DynamoDB's form.
Result<json::object, CommandError> item_option(Session& session, std::string_view name,
                                               const std::string& example) {
  DDB_TRY(item, session.json_option(name));
  if (!item)
    return usage_error("--" + std::string(name) + " is missing: write, for example, --" + std::string(name) +
                       " '" + example + "'.");
  DDB_CHECK(check_item(*item, "--" + std::string(name)));
  return *std::move(item);
}

/// Adds the expression options that were given.
Result<void, CommandError> add_expressions(Session& session, json::object& input) {
  const auto& options = session.options();
  if (const auto text = options.find("projection-expression")) input.emplace("ProjectionExpression", *text);
  if (const auto text = options.find("condition-expression")) input.emplace("ConditionExpression", *text);
  DDB_TRY(names, session.json_option("expression-attribute-names"));
  if (names) input.emplace("ExpressionAttributeNames", *std::move(names));
  DDB_TRY(values, session.json_option("expression-attribute-values"));
  if (values) input.emplace("ExpressionAttributeValues", *std::move(values));
  if (session.is_verbose()) input.emplace("ReturnConsumedCapacity", "TOTAL");
  return {};
}

/// An item as rows of attribute, type and value.
Table attribute_table(const json::object& item) {
  Table table{.names = {"Attribute", "Type", "Value"}, .rows = {}};
  std::map<std::string, const json::value*> sorted;
  for (const auto& [name, value] : item)
    sorted.emplace(name, &value);
  for (const auto& [name, value] : sorted) {
    const auto* typed = value->if_object();
    const std::string type = typed && typed->size() == 1 ? std::string(typed->begin()->key()) : "?";
    table.rows.push_back({name, type, plain_value(*value)});
  }
  return table;
}

Result<void, CommandError> run_get(Session& session) {
  DDB_TRY(table, table_name(session.options()));
  DDB_TRY(key, item_option(session, "key", R"({"pk": {"S": "text"}, "sk": {"S": "text"}})"));
  json::object input{{"TableName", table}, {"Key", key}};
  DDB_CHECK(add_expressions(session, input));
  if (session.options().has("consistent-read")) input.emplace("ConsistentRead", true);
  DDB_TRY(output, session.call("GetItem", input, table));
  session.say_if_verbose(capacity_text(capacity_units(output)) + ".");
  const auto* item = output.if_contains("Item");
  if (!item || !item->is_object()) {
    return CommandError{ExitCode::kFailed, "There is no item with this key in " + table + "."};
  }
  if (session.format() == OutputFormat::kPlain) {
    session.print(items_table({*item}, {}), {});
  } else {
    session.print(attribute_table(item->get_object()), json::object{{"Item", *item}});
  }
  return {};
}

Result<void, CommandError> run_put(Session& session) {
  DDB_TRY(table, table_name(session.options()));
  DDB_TRY(item, item_option(session, "item", R"({"pk": {"S": "text"}, "n": {"N": "1"}})"));
  json::object input{{"TableName", table}, {"Item", item}};
  DDB_CHECK(add_expressions(session, input));
  DDB_TRY(output, session.call("PutItem", input, table));
  session.say_if_verbose(capacity_text(capacity_units(output)) + ".");
  session.say("Put the item into " + table + ".");
  return {};
}

Result<void, CommandError> run_batch_write(Session& session) {
  DDB_TRY(table, table_name(session.options()));
  const std::string path = session.options().value_or("file", "-");
  DDB_TRY(text, session.read_file(path));
  DDB_TRY(items, parse_items(text, path == "-" ? "standard input" : path));
  DDB_TRY(written, batch_write(session, table, items));
  session.say_if_verbose(grouped(static_cast<std::int64_t>(written.requests)) + " requests, " +
                         capacity_text(written.capacity_units) + ".");
  session.say("Wrote " + grouped(static_cast<std::int64_t>(written.items)) + " items into " + table + ".");
  return {};
}

}  // namespace

std::vector<Command> item_commands() {
  return {
      {.name = "get",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Read one item by its key",
       .description = "Reads one item by its whole key. Exits with status 1 if there is none.",
       .options = {kTableName,
                   {"key", "JSON", "The key: '{\"pk\": {\"S\": \"text\"}}', or file://PATH"},
                   {"projection-expression", "TEXT", "Only these attributes, such as 'pk, message'"},
                   kAttributeNames,
                   {"consistent-read", "", "See every write that was answered before"}},
       .examples =
           {"ddb get music --key '{\"artist\": {\"S\": \"Nina Simone\"}, \"song\": {\"S\": \"Sinnerman\"}}'"},
       .run = with_session(run_get)},
      {.name = "put",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Write one item, in place of the one with the same key",
       .description = "Writes one item. If there is one with the same key, it is replaced as a whole.",
       .options = {kTableName,
                   {"item", "JSON",
                    "The item: '{\"pk\": {\"S\": \"text\"}, \"n\": {\"N\": \"1\"}}',\nor file://PATH"},
                   {"condition-expression", "TEXT", "Only if this holds, such as 'attribute_not_exists(pk)'"},
                   kAttributeNames,
                   kAttributeValues},
       .examples = {"ddb put music --item '{\"artist\": {\"S\": \"Nina Simone\"}, \"song\": {\"S\": "
                    "\"Sinnerman\"}}'"},
       .run = with_session(run_put)},
      {.name = "batch-write",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Write many items from a file or standard input",
       .description =
           "Writes many items, 25 a request, and sends again what DynamoDB could not take at once.\n"
           "The input is one item a line, in DynamoDB's JSON form; or one JSON array of items; or\n"
           "what `ddb scan --output json` prints.",
       .options = {kTableName, {"file", "PATH", "The input; - (the default) is standard input"}},
       .examples = {"ddb batch-write music --file songs.jsonl",
                    "ddb scan music --output json | ddb batch-write music-copy"},
       .run = with_session(run_batch_write)},
  };
}

}  // namespace ddb::cli
