#include <boost/json/array.hpp>
#include <set>

#include "tools/ddb/command.h"
#include "tools/ddb/table_definition.h"
#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr OptionSpec kTableName{"table-name", "NAME", "The table, instead of as an argument"};
constexpr OptionSpec kNoWait{"no-wait", "", "Return at once instead of waiting until it is done"};

Result<void, CommandError> run_create_table(Session& session) {
  const auto& options = session.options();
  if (const auto path = options.find("file")) {
    DDB_TRY(text, session.read_file(*path));
    DDB_TRY(input, parse_json_object(text, *path));
    if (!options.operands().empty() || options.has("table-name")) {
      DDB_TRY(name, table_name(options));
      input["TableName"] = name;
    }
    DDB_CHECK(create_table(session, input));
    session.say("Created the table " + text_member(input, "TableName") + ".");
    return {};
  }
  DDB_TRY(name, table_name(options));
  DDB_TRY(input, table_definition(name, options));
  DDB_CHECK(create_table(session, input));
  session.say("Created the table " + name + ".");
  return {};
}

Result<void, CommandError> run_list_tables(Session& session) {
  Table table{.names = {"Table"}, .rows = {}};
  json::array names;
  json::object input;
  while (true) {
    DDB_TRY(page, session.call("ListTables", input));
    const auto* list = page.if_contains("TableNames");
    if (list && list->is_array()) {
      for (const auto& name : list->get_array()) {
        if (!name.is_string()) continue;
        table.rows.push_back({std::string(name.get_string())});
        names.push_back(name);
      }
    }
    const std::string last = text_member(page, "LastEvaluatedTableName");
    if (last.empty()) break;
    input["ExclusiveStartTableName"] = last;
  }
  if (names.empty()) session.say("There is no table yet; `ddb schema-load` or `ddb create-table` makes one.");
  if (names.empty() && session.format() == OutputFormat::kTable) return {};
  session.print(table, json::object{{"TableNames", names}});
  return {};
}

Result<void, CommandError> run_describe_table(Session& session) {
  DDB_TRY(name, table_name(session.options()));
  DDB_TRY(description, describe_table(session, name));
  session.print(description_table(description), json::object{{"Table", description}});
  return {};
}

Result<void, CommandError> run_drop(Session& session) {
  DDB_TRY(name, table_name(session.options()));
  const auto output = session.call_raw("DeleteTable", {{"TableName", name}});
  const bool is_absent = !output && output.error().type == "ResourceNotFoundException";
  if (is_absent && session.options().has("if-exists")) {
    session.say("There is no table " + name + "; nothing was done.");
    return {};
  }
  if (!output) return session.describe(output.error(), {"DeleteTable", name});
  if (!session.options().has("no-wait")) DDB_CHECK(wait_until_gone(session, name));
  session.say("Dropped the table " + name + ".");
  return {};
}

}  // namespace

std::vector<Command> table_commands() {
  std::vector<OptionSpec> create_options{kTableName};
  for (const auto& option : table_definition_options())
    create_options.push_back(option);
  create_options.push_back(
      {"file", "PATH", "Take CreateTable's whole input from a JSON file; - is\nstandard input"});
  create_options.push_back(kNoWait);
  return {
      {.name = "create-table",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Create a table and wait until it is usable",
       .description = "Creates a table and waits until it and its indexes are ACTIVE.",
       .options = std::move(create_options),
       .examples = {"ddb create-table music --partition-key artist --sort-key song",
                    "ddb create-table events --partition-key pk:S --sort-key at:N --stream NEW_IMAGE \\",
                    "    --global-index by-kind:kind:S,at:N", "ddb create-table --file table.json"},
       .run = with_session(run_create_table)},
      {.name = "list-tables",
       .operands = "",
       .operands_max = 0,
       .summary = "List the names of all tables",
       .description = "Lists the names of all tables of this account and region, page by page to the end.",
       .options = {},
       .examples = {"ddb list-tables", "ddb list-tables --output plain"},
       .run = with_session(run_list_tables)},
      {.name = "describe-table",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Show a table's keys, indexes, capacity, stream and size",
       .description =
           "Shows a table's keys, indexes, capacity, stream and size. With --output json, all that\n"
           "DynamoDB says of it.",
       .options = {kTableName},
       .examples = {"ddb describe-table cruddur-messages"},
       .run = with_session(run_describe_table)},
      {.name = "drop",
       .operands = "TABLE",
       .operands_max = 1,
       .summary = "Delete a table with all its items",
       .description = "Deletes a table with all its items, and waits until it is gone. There is no way back.",
       .options = {kTableName,
                   {"if-exists", "", "Do nothing, successfully, if there is no such table"},
                   kNoWait},
       .examples = {"ddb drop cruddur-messages", "ddb drop cruddur-messages --if-exists"},
       .run = with_session(run_drop)},
  };
}

}  // namespace ddb::cli
