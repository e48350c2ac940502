#include "emulator/storage/connection.h"

namespace ddb::storage {

std::vector<NamedBlob> Connection::definitions() {
  std::vector<NamedBlob> all;
  CachedQuery query = statements_.query(StatementKind::kDefinitions, 0);
  while (query->step())
    all.push_back({std::string(query->text(0)), std::string(query->blob(1))});
  return all;
}

std::optional<std::string> Connection::definition(std::string_view name) {
  return blob_by_name(StatementKind::kDefinition, name);
}

void Connection::put_definition(std::string_view name, std::string_view blob) {
  put_blob(StatementKind::kPutDefinition, name, blob);
}

void Connection::erase_definition(std::string_view name) {
  erase_by_name(StatementKind::kEraseDefinition, name);
}

std::vector<NamedBlob> Connection::settings(std::string_view prefix) {
  std::vector<NamedBlob> found;
  CachedQuery query = statements_.query(StatementKind::kSettings, 0);
  query->bind_text(1, prefix);
  while (query->step() && query->text(0).starts_with(prefix))
    found.push_back({std::string(query->text(0)), std::string(query->blob(1))});
  return found;
}

std::optional<std::string> Connection::setting(std::string_view name) {
  return blob_by_name(StatementKind::kSetting, name);
}

void Connection::put_setting(std::string_view name, std::string_view blob) {
  put_blob(StatementKind::kPutSetting, name, blob);
}

void Connection::erase_setting(std::string_view name) {
  erase_by_name(StatementKind::kEraseSetting, name);
}

std::int64_t Connection::counter(std::string_view name) {
  CachedQuery query = statements_.query(StatementKind::kCounter, 0);
  query->bind_text(1, name);
  return query->step() ? query->integer(0) : 0;
}

void Connection::put_counter(std::string_view name, std::int64_t value) {
  statements_.query(StatementKind::kPutCounter, 0)->bind_text(1, name).bind(2, value).run();
}

std::optional<std::string> Connection::blob_by_name(StatementKind kind, std::string_view name) {
  CachedQuery query = statements_.query(kind, 0);
  query->bind_text(1, name);
  if (!query->step()) return std::nullopt;
  return std::string(query->blob(0));
}

void Connection::put_blob(StatementKind kind, std::string_view name, std::string_view blob) {
  statements_.query(kind, 0)->bind_text(1, name).bind(2, blob).run();
}

void Connection::erase_by_name(StatementKind kind, std::string_view name) {
  statements_.query(kind, 0)->bind_text(1, name).run();
}

}  // namespace ddb::storage
