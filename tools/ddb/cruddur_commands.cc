#include <algorithm>

#include "tools/cli/text.h"
#include "tools/ddb/batch_writer.h"
#include "tools/ddb/command.h"
#include "tools/ddb/conversation.h"
#include "tools/ddb/embedded_files.h"
#include "tools/ddb/item_sink.h"
#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view kTable = "cruddur-messages";
constexpr OptionSpec kTableName{"table-name", "NAME", "The table (default cruddur-messages)"};
constexpr std::int64_t kMessagesShown = 20;
constexpr std::int64_t kMessagesShownMax = 1'000'000;
constexpr std::size_t kMessageCharactersShown = 40;

/// A table or conversation file of the user's own, or the one that is built in.
Result<std::string, CommandError> given_or_built_in(Session& session, std::string_view built_in) {
  const auto path = session.options().find("file");
  if (!path) return std::string(built_in);
  return session.read_file(*path);
}

std::string file_name(Session& session) {
  return session.options().value_or("file", "the built-in file");
}

/// The text of an attribute {"S": ...}; empty if the item has none.
std::string text_of(const json::value& item, std::string_view name) {
  const auto* attribute = item.get_object().if_contains(name);
  return attribute && attribute->is_object() ? text_member(attribute->get_object(), "S") : "";
}

Result<void, CommandError> run_schema_load(Session& session) {
  DDB_TRY(text, given_or_built_in(session, cruddur_messages_table()));
  DDB_TRY(input, parse_json_object(text, file_name(session)));
  if (const auto name = session.options().find("table-name")) input["TableName"] = *name;
  const std::string table = text_member(input, "TableName");
  if (table.empty()) return usage_error(file_name(session) + " has no \"TableName\".");
  const auto output = session.call_raw("CreateTable", input);
  const bool exists = !output && output.error().type == "ResourceInUseException";
  if (!output && !exists) return session.describe(output.error(), {"CreateTable", table});
  DDB_CHECK(wait_until_active(session, table));
  session.say(exists ? "The table " + table + " is there already; nothing was changed."
                     : "Created the table " + table + ".");
  return {};
}

Result<void, CommandError> run_seed(Session& session) {
  const std::string table = session.options().value_or("table-name", kTable);
  DDB_TRY(text, given_or_built_in(session, sample_conversation()));
  DDB_TRY(conversation, parse_conversation(text, file_name(session)));
  DDB_TRY(written, batch_write(session, table, conversation_items(conversation)));
  session.say_if_verbose(std::to_string(written.requests) + " requests, " +
                         capacity_text(written.capacity_units) + ".");
  session.say("Loaded the conversation of @" + conversation.people[0].handle + " and @" +
              conversation.people[1].handle + " into " + table + ": " +
              std::to_string(conversation.messages.size()) + " messages and " +
              std::to_string(conversation.people.size()) + " group rows.");
  return {};
}

/// The newest items of one partition, newest first; at most `count`.
Result<json::array, CommandError> newest_items(Session& session, const std::string& partition,
                                               std::int64_t count) {
  const std::string table = session.options().value_or("table-name", kTable);
  json::object input{{"TableName", table},
                     {"KeyConditionExpression", "pk = :pk"},
                     {"ExpressionAttributeValues", {{":pk", {{"S", partition}}}}},
                     {"ScanIndexForward", false},
                     {"ReturnConsumedCapacity", "TOTAL"}};
  json::array items;
  double units = 0;
  while (static_cast<std::int64_t>(items.size()) < count) {
    input["Limit"] = count - static_cast<std::int64_t>(items.size());
    DDB_TRY(page, session.call("Query", input, table));
    units += capacity_units(page);
    const auto* list = page.if_contains("Items");
    if (list && list->is_array())
      items.insert(items.end(), list->get_array().begin(), list->get_array().end());
    const auto* last = page.if_contains("LastEvaluatedKey");
    if (!last) break;
    input["ExclusiveStartKey"] = *last;
  }
  session.say_if_verbose("Consumed " + capacity_text(units) + ".");
  return items;
}

Result<std::string, CommandError> operand_or(Session& session,
                                             std::string (*of_sample)(const Conversation&)) {
  if (!session.options().operands().empty()) return session.options().operands()[0];
  DDB_TRY(conversation, parse_conversation(sample_conversation(), "the built-in file"));
  return of_sample(conversation);
}

Result<void, CommandError> run_get_conversations(Session& session) {
  DDB_TRY(limit, session.options().integer("limit", 1, kMessagesShownMax));
  DDB_TRY(group, operand_or(session, [](const Conversation& sample) { return sample.message_group_uuid; }));
  DDB_TRY(items, newest_items(session, "MSG#" + group, limit.value_or(kMessagesShown)));
  std::reverse(items.begin(), items.end());
  Table table;  // Without a heading: it reads as a conversation.
  for (const auto& item : items) {
    table.rows.push_back({text_of(item, "user_handle"), text_of(item, "sk"),
                          first_characters(text_of(item, "message"), kMessageCharactersShown)});
  }
  if (items.empty()) session.say("There is no message in this conversation; `ddb seed` loads the sample.");
  if (items.empty() && session.format() != OutputFormat::kJson) return {};
  session.print(table, json::object{{"Items", items}});
  return {};
}

Result<void, CommandError> run_list_conversations(Session& session) {
  DDB_TRY(user, operand_or(session, [](const Conversation& sample) { return sample.people[0].user_uuid; }));
  DDB_TRY(limit, session.options().integer("limit", 1, kMessagesShownMax));
  DDB_TRY(items, newest_items(session, "GRP#" + user, limit.value_or(kMessagesShownMax)));
  Table table{.names = {"Conversation", "Handle", "Name", "Last message at", "Last message"}, .rows = {}};
  for (const auto& item : items) {
    table.rows.push_back({text_of(item, "message_group_uuid"), text_of(item, "user_handle"),
                          text_of(item, "user_display_name"), text_of(item, "sk"),
                          first_characters(text_of(item, "message"), kMessageCharactersShown)});
  }
  if (items.empty()) session.say("This person has no conversation; `ddb seed` loads the sample.");
  if (items.empty() && session.format() != OutputFormat::kJson) return {};
  session.print(table, json::object{{"Items", items}});
  return {};
}

Command schema_load_command() {
  return {.name = "schema-load",
          .operands = "",
          .operands_max = 0,
          .summary = "Create the table cruddur-messages with its index and stream",
          .description =
              "Creates the table cruddur-messages: partition key pk, sort key sk, the global index\n"
              "message-group-sk-index (message_group_uuid, sk) and a stream of new images. If the\n"
              "table is there already, nothing changes.",
          .options = {{"file", "PATH", "Another table: CreateTable's input as JSON"},
                      {"table-name", "NAME", "Another name for the table"}},
          .examples = {"ddb schema-load"},
          .run = with_session(run_schema_load)};
}

Command seed_command() {
  return {.name = "seed",
          .operands = "",
          .operands_max = 0,
          .summary = "Load a sample conversation into cruddur-messages",
          .description =
              "Loads a conversation of two people: more than a hundred messages, and for each person\n"
              "the group row that lists it. Run again, it leaves the same data.",
          .options = {kTableName,
                      {"file", "PATH",
                       "Another conversation, in the form of the source's\ntestdata/seed/conversation.json"}},
          .examples = {"ddb seed"},
          .run = with_session(run_seed)};
}

Command get_conversations_command() {
  return {.name = "get-conversations",
          .operands = "[MESSAGE_GROUP_UUID]",
          .operands_max = 1,
          .summary = "Show the newest messages of a conversation",
          .description =
              "Shows sender, time and the first 40 characters of the newest messages of a\n"
              "conversation, oldest first; without a UUID, of the sample conversation. With --output\n"
              "json, the whole items. --verbose adds the consumed capacity.",
          .options = {kTableName, {"limit", "COUNT", "How many messages (default 20)"}},
          .examples = {"ddb get-conversations", "ddb get-conversations --limit 5 --verbose"},
          .run = with_session(run_get_conversations)};
}

Command list_conversations_command() {
  return {.name = "list-conversations",
          .operands = "[USER_UUID]",
          .operands_max = 1,
          .summary = "List a person's conversations, newest first",
          .description =
              "Lists the conversations of a person, newest first, with the other person's names and\n"
              "the last message; without a UUID, of the first person of the sample conversation.",
          .options = {kTableName, {"limit", "COUNT", "How many conversations (default all)"}},
          .examples = {"ddb list-conversations"},
          .run = with_session(run_list_conversations)};
}

}  // namespace

std::vector<Command> cruddur_commands() {
  return {schema_load_command(), seed_command(), get_conversations_command(), list_conversations_command()};
}

}  // namespace ddb::cli
