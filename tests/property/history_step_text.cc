#include <boost/json/serialize.hpp>

#include "tests/property/history_step.h"

namespace ddb::property {
namespace {

std::string text(const std::string& operation, const boost::json::object& request) {
  return operation + " " + boost::json::serialize(request);
}

std::string describe_step(const WriteItem& step) {
  return text(operation_name(step.write.kind), write_request(step));
}
std::string describe_step(const BatchWriteItem& step) {
  return text("BatchWriteItem", batch_write_request(step));
}
std::string describe_step(const TransactWriteItems& step) {
  return text("TransactWriteItems", transact_write_request(step));
}
std::string describe_step(const GetItem& step) {
  return text("GetItem", get_request(step));
}
std::string describe_step(const BatchGetItem& step) {
  return text("BatchGetItem", batch_get_request(step));
}
std::string describe_step(const TransactGetItems& step) {
  return text("TransactGetItems", transact_get_request(step));
}
std::string describe_step(const Query& step) {
  return text("Query", query_request(step));
}
std::string describe_step(const Scan& step) {
  return text("Scan", scan_request(step));
}
std::string describe_step(const AdvanceClock& step) {
  return std::to_string(step.seconds) + " seconds go by";
}
std::string describe_step(const Sweep&) {
  return "expired items are deleted";
}
std::string describe_step(const Restart& step) {
  return step.stop == EmulatorInProcess::Stop::kGraceful ? "restart" : "restart after a sudden end";
}
std::string describe_step(const CompareEverything&) {
  return "everything is compared";
}
std::string describe_step(const CreateIndex& step) {
  reference::TableDefinition table;
  table.name = step.table_name;
  return text("UpdateTable", create_index_request(table, step.index));
}
std::string describe_step(const DeleteIndex& step) {
  return "the index " + step.index_name + " of " + step.table_name + " is deleted";
}
std::string describe_step(const SetStream& step) {
  return "the stream of " + step.table_name + " is turned " +
         (step.view_type.empty() ? "off" : "on: " + step.view_type);
}
std::string describe_step(const SetTimeToLive& step) {
  return "time to live of " + step.table_name + " is turned " +
         (step.enabled ? "on: " + step.attribute : "off");
}
std::string describe_step(const RecreateTable& step) {
  return text("anew: CreateTable", create_table_request(step.definition));
}

}  // namespace

std::string describe(const Step& step) {
  return std::visit([](const auto& each) { return describe_step(each); }, step);
}

}  // namespace ddb::property
