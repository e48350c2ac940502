#include "emulator/server/stream_hook_admin.h"

#include <array>
#include <boost/json/object.hpp>
#include <charconv>
#include <optional>

#include "shared/json/json.h"
#include "shared/value/json.h"

namespace ddb::server {

namespace {

/// A member of the request, and the setting it is.
struct Member {
  std::string_view name;
  std::string_view setting;
};

constexpr std::array<Member, 6> kSettingMembers = {{
    {"BatchSize", "batch-size"},
    {"WindowMs", "window-ms"},
    {"MaxAttempts", "max-attempts"},
    {"MaxAgeSeconds", "max-age-s"},
    {"TimeoutMs", "timeout-ms"},
    {"Start", "start"},
}};

void append_text(std::string& out, std::string_view member, std::string_view text) {
  out += member;
  value::append_json_string(out, text);
}

void append_number(std::string& out, std::string_view member, std::uint64_t number) {
  out += member;
  out += std::to_string(number);
}

void append_hook(std::string& json, const StreamHookDescription& hook) {
  const StreamHookSettings& settings = hook.settings;
  append_number(json, R"({"Id":)", static_cast<std::uint64_t>(hook.number));
  append_text(json, R"(,"Table":)", hook.table);
  append_text(json, R"(,"Url":)", hook.name);
  append_number(json, R"(,"BatchSize":)", settings.batch_size);
  append_number(json, R"(,"WindowMs":)", settings.window_ms);
  if (settings.max_attempts) append_number(json, R"(,"MaxAttempts":)", *settings.max_attempts);
  if (settings.max_age_s) append_number(json, R"(,"MaxAgeSeconds":)", *settings.max_age_s);
  append_number(json, R"(,"TimeoutMs":)", settings.timeout_ms);
  append_text(json, R"(,"Start":)", settings.start == HookStart::kLatest ? "latest" : "trim-horizon");
  if (settings.dead_letter) append_text(json, R"(,"DeadLetterFile":)", settings.dead_letter->string());
  if (!hook.status.stream_arn.empty()) append_text(json, R"(,"StreamArn":)", hook.status.stream_arn);
  append_number(json, R"(,"DeliveredRecords":)", hook.status.delivered_records);
  append_number(json, R"(,"FailedAttempts":)", hook.status.failed_attempts);
  append_number(json, R"(,"GivenUpRecords":)", hook.status.given_up_records);
  if (!hook.status.last_error.empty()) append_text(json, R"(,"LastError":)", hook.status.last_error);
  json += '}';
}

/// Nothing unless it is there and a string.
std::optional<std::string> text_member(const boost::json::object& object, std::string_view name) {
  const boost::json::value* member = object.if_contains(name);
  if (member == nullptr || !member->is_string()) return std::nullopt;
  return std::string(member->get_string());
}

/// A setting's value as `set_hook_setting` reads it.
std::optional<std::string> setting_text(const boost::json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_int64()) return std::to_string(value.get_int64());
  return std::nullopt;
}

Result<void> set_member(StreamHookSettings& settings, std::string_view name,
                        const boost::json::value& value) {
  if (name == "Table" || name == "Url") return {};
  for (const Member& member : kSettingMembers) {
    if (member.name != name) continue;
    const std::optional<std::string> text = setting_text(value);
    if (!text) return Error{"A stream hook's " + std::string(name) + " is a whole number or a string."};
    return set_hook_setting(settings, member.setting, *text);
  }
  if (name == "DeadLetterFile")
    return Error{
        "A stream hook's dead-letter file can be set only where the server is started, with "
        "--stream-hook TABLE=URL,dead-letter=FILE."};
  return Error{"A stream hook has no \"" + std::string(name.substr(0, 100)) + "\"."};
}

http::Response json_response(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

http::Response error_response(int status, std::string_view sentence) {
  std::string body;
  append_text(body, R"({"message":)", sentence);
  return json_response(status, body + '}');
}

std::optional<int> hook_number(std::string_view query) {
  constexpr std::string_view kName = "Id=";
  int number = 0;
  if (!query.starts_with(kName)) return std::nullopt;
  const char* end = query.data() + query.size();
  const auto [stopped, error] = std::from_chars(query.data() + kName.size(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

}  // namespace

std::string stream_hooks_json(const StreamHooks& hooks) {
  std::string json = R"({"StreamHooks":[)";
  for (const StreamHookDescription& hook : hooks.list()) {
    if (json.back() == '}') json += ',';
    append_hook(json, hook);
  }
  return json + "]}";
}

Result<int> add_stream_hook_json(StreamHooks& hooks, std::string_view body) {
  DDB_TRY(document, json::Document::parse(body));
  if (!document.root().is_object()) return Error{"A stream hook is a JSON object with Table and Url."};
  const boost::json::object& object = document.root().get_object();
  StreamHookOption option;
  const std::optional<std::string> table = text_member(object, "Table");
  const std::optional<std::string> url_text = text_member(object, "Url");
  if (!table || !url_text) return Error{"A stream hook needs Table and Url, both strings."};
  option.table = *table;
  option.url_text = *url_text;
  DDB_TRY(url, http::parse_url(option.url_text));
  option.url = std::move(url);
  for (const auto& member : object)
    DDB_CHECK(set_member(option.settings, member.key(), member.value()));
  return hooks.add(option);
}

http::Response answer_stream_hooks_request(StreamHooks& hooks, std::string_view method,
                                           std::string_view query, std::string_view body) {
  if (method == "GET") return json_response(200, stream_hooks_json(hooks));
  if (method == "POST") {
    const Result<int> added = add_stream_hook_json(hooks, body);
    if (!added) return error_response(400, added.error().message);
    return json_response(200, R"({"Id":)" + std::to_string(*added) + '}');
  }
  if (method == "DELETE") {
    const std::optional<int> number = hook_number(query);
    if (!number) return error_response(400, "Name the stream hook to remove as ?Id=NUMBER.");
    if (!hooks.remove(*number)) return error_response(404, "There is no such stream hook.");
    return json_response(200, "{}");
  }
  return error_response(405, "Stream hooks know GET, POST and DELETE.");
}

}  // namespace ddb::server
