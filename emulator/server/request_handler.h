#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/protocol/body_codec.h"
#include "emulator/protocol/dispatcher.h"
#include "emulator/storage/store.h"
#include "emulator/user_pool/front.h"
#include "shared/base/cache_line.h"
#include "shared/base/clock.h"
#include "shared/http/handler.h"
#include "shared/http/host_guard.h"

namespace ddb::server {

/// gzip and deflate for the protocol.
class HttpBodyCodec final : public protocol::BodyCodec {
 public:
  Decoding decode(std::string_view content_encoding, std::string_view body, std::size_t plain_bytes_max,
                  std::string& plain) const override;
  std::optional<Encoded> encode(std::string_view accept_encoding, std::string_view body) const override;
};

/// What the emulator serves beside DynamoDB's API, under paths that begin with "/_ddb/".
class AdminRoutes {
 public:
  virtual ~AdminRoutes() = default;
  /// Answers a request whose path begins with "/_ddb/".
  virtual http::Response handle(const http::Request& request) = 0;
};

/// What serves the requests that are not DynamoDB's; null where there is none.
struct OtherServices {
  AdminRoutes* admin = nullptr;
  user_pool::Front* user_pools = nullptr;
};

struct RequestHandlerOptions {
  std::size_t thread_count = 1;  ///< Of the server that calls the handler.
  /// How long a transaction takes at least, from when it has its items to its answer.
  std::uint32_t transaction_duration_ms = 0;
};

/// Every request of the emulator: keeps foreign pages out, and hands the rest to the protocol, to the admin
/// routes or to the user pools. The protocol's answers are collected and sent at the end of a round, which is
/// all that a thread has to do at one time: after one commit for those that wait for the commit of a group
/// (`protocol::Response::group`), and so that a client with several connections is woken up once and not for
/// each of them. What arrives while a round is worked on belongs to it. A round ends early when it takes
/// long, or when every connection of the thread is in it; large answers do not wait for it.
class RequestHandler final : public http::Handler {
 public:
  /// All must outlive the handler.
  RequestHandler(const protocol::Dispatcher& dispatcher, storage::Store& store, const http::HostGuard& guard,
                 OtherServices others, const Clock& clock, Log& log, RequestHandlerOptions options)
      : dispatcher_(dispatcher),
        store_(store),
        guard_(guard),
        others_(others),
        clock_(clock),
        log_(log),
        transaction_duration_ms_(options.transaction_duration_ms),
        rounds_(options.thread_count) {}

  void handle(http::Request&& request, http::Responder responder) override;

 private:
  /// An answer that is made, and what sending it takes.
  struct Answer {
    http::Responder responder;
    protocol::Response response;
    http::Headers cors_headers;
  };

  /// The answers of a thread that are not sent yet. Two threads' in one line of the processor's cache would
  /// make them wait for each other.
  struct alignas(kCacheLineBytes) Round {
    std::vector<Answer> answers;
    Clock::TimePoint first_answered;
    bool is_ending = false;
    std::size_t answers_seen = 0;  ///< At the last look whether the round has grown.
  };

  void collect(Answer&& answer);
  void await_round_end(http::IoThread& thread);
  void end_round(std::size_t thread_index);
  void commit_and_send(std::vector<Answer>& answers);
  void send(Answer&& answer);
  void send_now(Answer&& answer);

  const protocol::Dispatcher& dispatcher_;
  storage::Store& store_;
  const http::HostGuard& guard_;
  const OtherServices others_;
  const Clock& clock_;
  Log& log_;
  const std::uint32_t transaction_duration_ms_;
  std::vector<Round> rounds_;  // for each thread of the server, which alone touches its own
};

}  // namespace ddb::server
