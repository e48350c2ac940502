#include "tools/ddb/table_life.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "shared/base/time_format.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;
using ddb::json::array_member;
using ddb::json::object_member;

constexpr std::chrono::minutes kWaitMax{5};
// The first look comes at once: the emulator's tables are ready by then.
constexpr std::chrono::milliseconds kWaitStep{500};

bool is_active(const json::object& description) {
  if (text_member(description, "TableStatus") != "ACTIVE") return false;
  const auto& indexes = array_member(description, "GlobalSecondaryIndexes");
  return std::all_of(indexes.begin(), indexes.end(), [](const json::value& index) {
    return text_member(index.get_object(), "IndexStatus") == "ACTIVE";
  });
}

/// Asks again and again until `is_done` says so of DescribeTable's answer.
template <class IsDone>
Result<void, CommandError> wait_for(Session& session, const std::string& table, const std::string& what,
                                    IsDone is_done) {
  const auto deadline = session.clock().now() + kWaitMax;
  Progress progress(session.err(), session.clock(), session.progress_mode());
  while (true) {
    const auto output = session.call_raw("DescribeTable", {{"TableName", table}});
    DDB_TRY(done, is_done(output));
    if (done) return {};
    if (session.clock().now() >= deadline) {
      return CommandError{ExitCode::kFailed, "The table \"" + table + "\" is still not " + what +
                                                 " after five minutes; look again with "
                                                 "`ddb describe-table " +
                                                 table + "`."};
    }
    progress.line("Waiting until " + table + " is " + what + "...");
    session.sleeper().sleep(kWaitStep);
  }
}

std::string key_text(const json::object& owner, const json::array& definitions) {
  std::string text;
  for (const auto& element : array_member(owner, "KeySchema")) {
    const auto& key = element.get_object();
    const std::string name = text_member(key, "AttributeName");
    std::string type = "?";
    for (const auto& definition : definitions) {
      if (text_member(definition.get_object(), "AttributeName") == name) {
        type = text_member(definition.get_object(), "AttributeType");
      }
    }
    if (!text.empty()) text += ", ";
    text.append(name).append(" ").append(type).append(" (").append(text_member(key, "KeyType")).append(")");
  }
  return text;
}

std::string number_text(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_number() ? json::serialize(*value) : "0";
}

std::string capacity_text(const json::object& description) {
  if (text_member(object_member(description, "BillingModeSummary"), "BillingMode") == "PAY_PER_REQUEST") {
    return "on demand (PAY_PER_REQUEST)";
  }
  const auto throughput = object_member(description, "ProvisionedThroughput");
  return "provisioned, " + number_text(throughput, "ReadCapacityUnits") + " read and " +
         number_text(throughput, "WriteCapacityUnits") + " write units";
}

std::string stream_text(const json::object& description) {
  const std::string view = text_member(object_member(description, "StreamSpecification"), "StreamViewType");
  return view.empty() ? "off" : view;
}

void append_indexes(Table& table, const json::object& description, std::string_view member,
                    const std::string& kind) {
  for (const auto& element : array_member(description, member)) {
    const auto& index = element.get_object();
    std::string text = key_text(index, array_member(description, "AttributeDefinitions"));
    text += ", projection " + text_member(object_member(index, "Projection"), "ProjectionType");
    const std::string status = text_member(index, "IndexStatus");
    if (!status.empty()) text += ", " + status;
    table.rows.push_back({kind + " " + text_member(index, "IndexName"), text});
  }
}

}  // namespace

Result<void, CommandError> create_table(Session& session, const json::object& input) {
  const std::string table = text_member(input, "TableName");
  DDB_CHECK(session.call("CreateTable", input, table));
  if (session.options().has("no-wait")) return {};
  return wait_until_active(session, table);
}

Result<void, CommandError> wait_until_active(Session& session, const std::string& table) {
  return wait_for(session, table, "ACTIVE", [&](const aws::CallResult& output) -> Result<bool, CommandError> {
    if (!output) return session.describe(output.error(), {"DescribeTable", table});
    return is_active(object_member(*output, "Table"));
  });
}

Result<void, CommandError> wait_until_gone(Session& session, const std::string& table) {
  return wait_for(session, table, "gone", [&](const aws::CallResult& output) -> Result<bool, CommandError> {
    if (output) return false;
    if (output.error().type == "ResourceNotFoundException") return true;
    return session.describe(output.error(), {"DescribeTable", table});
  });
}

Result<json::object, CommandError> describe_table(Session& session, const std::string& table) {
  DDB_TRY(output, session.call("DescribeTable", {{"TableName", table}}, table));
  return object_member(output, "Table");
}

std::vector<std::string> key_names(const json::object& description, const std::string& index) {
  std::vector<std::string> names;
  const auto add = [&names](const json::object& owner) {
    for (const auto& key : array_member(owner, "KeySchema")) {
      names.push_back(text_member(key.get_object(), "AttributeName"));
    }
  };
  for (const auto* member : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"}) {
    for (const auto& element : array_member(description, member)) {
      if (text_member(element.get_object(), "IndexName") == index) add(element.get_object());
    }
  }
  if (names.empty()) add(description);
  return names;
}

Table description_table(const json::object& description) {
  Table table{.names = {"Property", "Value"}, .rows = {}};
  table.rows.push_back({"Name", text_member(description, "TableName")});
  table.rows.push_back({"Status", text_member(description, "TableStatus")});
  table.rows.push_back({"Key", key_text(description, array_member(description, "AttributeDefinitions"))});
  append_indexes(table, description, "GlobalSecondaryIndexes", "Global index");
  append_indexes(table, description, "LocalSecondaryIndexes", "Local index");
  table.rows.push_back({"Capacity", capacity_text(description)});
  table.rows.push_back({"Stream", stream_text(description)});
  table.rows.push_back({"Items", number_text(description, "ItemCount")});
  table.rows.push_back({"Size in bytes", number_text(description, "TableSizeBytes")});
  table.rows.push_back({"ARN", text_member(description, "TableArn")});
  return table;
}

}  // namespace ddb::cli
