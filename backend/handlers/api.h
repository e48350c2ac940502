#pragma once

#include <string>
#include <string_view>

#include "backend/messaging/messaging.h"
#include "backend/stream/stream_receiver.h"
#include "shared/http/message.h"
#include "shared/http/request.h"

namespace ddb::backend {

/// A request as a route sees it.
struct Call {
  const http::Request& request;
  std::string path_parameter;   ///< Decoded; what stands where the route's pattern has `<name>`. Else empty.
  std::string cognito_user_id;  ///< The `sub` of the verified token; empty on a route that needs none.
};

/// What a route answers, without the headers that every answer has.
struct Answer {
  http::Response response;
  std::string detail = {};  ///< A sentence for the log; may be empty.
};

/// What the pages have to know before anyone has signed in.
struct ClientSettings {
  std::string region;
  std::string cognito_endpoint;  ///< Origin to which the pages send a sign-in.
  std::string cognito_client_id;
};

struct ApiParts {
  Messaging& messaging;
  StreamReceiver& stream_receiver;
  ClientSettings client_settings;
  std::string hook_secret;  ///< Of the stream hook's path; empty: there is no such path.
};

/// The routes' own work: from what a client sends to what the rules want, and from what they say to status
/// and JSON. Everything else about a request is `RequestHandler`'s. Thread-safe as its parts are.
class Api {
 public:
  explicit Api(ApiParts parts);

  Answer health_check(const Call& call) const;
  Answer client_settings(const Call& call) const;
  Answer conversations(const Call& call) const;
  Answer messages(const Call& call) const;
  Answer send_message(const Call& call) const;
  Answer find_person(const Call& call) const;
  Answer stream_event(const Call& call) const;

 private:
  const ApiParts parts_;
  const std::string client_settings_json_;
};

/// An answer whose body is JSON.
Answer json_answer(int status, std::string body);

/// To a request for what is not there.
Answer not_found();

/// To what cannot be done just now: 503 with the second after which to ask again.
Answer unavailable(std::string detail);

}  // namespace ddb::backend
