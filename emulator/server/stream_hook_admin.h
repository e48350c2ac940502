#pragma once

#include <string>
#include <string_view>

#include "emulator/server/stream_hook.h"
#include "shared/http/message.h"

namespace ddb::server {

/// The stream hooks over HTTP, under this path: `GET` lists them, `POST` adds one, `DELETE` with `?Id=NUMBER`
/// removes one.
inline constexpr std::string_view kStreamHooksPath = "/_ddb/stream-hooks";

/// `{"StreamHooks":[{"Id":1,"Table":"orders","Url":"http://localhost:9000/","BatchSize":100,...}]}`
std::string stream_hooks_json(const StreamHooks& hooks);

/// Adds the hook that `body` describes: `{"Table":"orders","Url":"http://localhost:9000/","BatchSize":100}`;
/// "WindowMs", "MaxAttempts", "MaxAgeSeconds", "TimeoutMs" and "Start" may be there too. A dead-letter file
/// can't be set so: who may reach the port must not choose files to write to. Gives the hook's number; fails
/// with a sentence.
Result<int> add_stream_hook_json(StreamHooks& hooks, std::string_view body);

/// One request to `kStreamHooksPath`: 200 (`{"Id":1}` for a new hook), 400 with `{"message":"..."}`, 404 for
/// an unknown hook, 405. `query` is what follows the `?`. Adding and removing may take as long as a callback
/// under way.
http::Response answer_stream_hooks_request(StreamHooks& hooks, std::string_view method,
                                           std::string_view query, std::string_view body);

}  // namespace ddb::server
