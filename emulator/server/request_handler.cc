#include "emulator/server/request_handler.h"

#include <chrono>
#include <memory>
#include <new>
#include <utility>

#include "shared/http/compression.h"

namespace ddb::server {
namespace {

constexpr std::string_view kAdminPrefix = "/_ddb/";
constexpr std::string_view kScanTarget = "DynamoDB_20120810.Scan";

/// From here on a round ends, as its first answer has waited long enough.
constexpr std::chrono::microseconds kRoundTime{200};
/// Writing a larger answer takes longer than waking its client.
constexpr std::size_t kCollectedBodyBytesMax = 16'384;

class RequestHeaders final : public protocol::HeaderLookup {
 public:
  RequestHeaders(const http::Request& request, std::string_view operation_target)
      : request_(request), operation_target_(operation_target) {}
  std::string_view find(std::string_view name) const override { return request_.header(name); }
  std::string_view operation_target() const override { return operation_target_; }

 private:
  const http::Request& request_;
  const std::string_view operation_target_;
};

std::string_view coding_name(http::ContentCoding coding) {
  return coding == http::ContentCoding::kGzip ? "gzip" : "deflate";
}

/// Keeps a flag set while it exists.
class Ending {
 public:
  explicit Ending(bool& flag) : flag_(flag) { flag_ = true; }
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;
  ~Ending() { flag_ = false; }

 private:
  bool& flag_;
};

bool is_for_user_pools(const http::Request& request, std::string_view operation_target) {
  if (request.method() == "POST")
    return operation_target.starts_with(user_pool::kTargetPrefix) && request.path() == "/";
  return user_pool::key_set_pool(request).has_value();
}

}  // namespace

protocol::BodyCodec::Decoding HttpBodyCodec::decode(std::string_view content_encoding, std::string_view body,
                                                    std::size_t plain_bytes_max, std::string& plain) const {
  const auto coding = http::content_coding(content_encoding);
  if (!coding) return Decoding::kCorrupt;
  auto decompressed = http::decompress(body, *coding, plain_bytes_max);
  if (!decompressed)
    return decompressed.error().failure == http::DecompressFailure::kTooLarge ? Decoding::kTooLarge
                                                                              : Decoding::kCorrupt;
  plain = std::move(*decompressed);
  return Decoding::kDone;
}

std::optional<protocol::BodyCodec::Encoded> HttpBodyCodec::encode(std::string_view accept_encoding,
                                                                  std::string_view body) const {
  const auto coding = http::accepted_coding(accept_encoding);
  if (!coding) return std::nullopt;
  return Encoded{coding_name(*coding), http::compress(body, *coding)};
}

void RequestHandler::handle(http::Request&& request, http::Responder responder) {
  if (auto refusal = guard_.check(request)) {
    responder.respond(std::move(*refusal));
    return;
  }
  if (others_.admin && request.path().starts_with(kAdminPrefix)) {
    http::Response response = others_.admin->handle(request);
    guard_.add_cors_headers(request, response.headers);
    responder.respond(std::move(response));
    return;
  }
  const std::string_view operation_target = request.header("X-Amz-Target");
  if (others_.user_pools && is_for_user_pools(request, operation_target)) {
    http::Headers cors_headers;
    guard_.add_cors_headers(request, cors_headers);
    others_.user_pools->handle(std::move(request), std::move(cors_headers), std::move(responder));
    return;
  }
  // A page of a Scan can take longer than a whole round.
  if (operation_target == kScanTarget) end_round(responder.io_thread().index());
  const RequestHeaders headers(request, operation_target);
  Answer answer{std::move(responder),
                dispatcher_.handle({request.method(), request.target(), headers, request.body}),
                {}};
  guard_.add_cors_headers(request, answer.cors_headers);
  if (answer.response.group || answer.response.body.size() <= kCollectedBodyBytesMax)
    collect(std::move(answer));
  else
    send(std::move(answer));
}

void RequestHandler::collect(Answer&& answer) {
  http::IoThread& thread = answer.responder.io_thread();
  Round& round = rounds_[thread.index()];
  round.answers.push_back(std::move(answer));
  // Once every client waits for its answer, none can add to the round.
  const bool all_wait = !round.is_ending && round.answers.size() >= thread.connection_count();
  const Clock::TimePoint now = clock_.now();
  if (round.answers.size() == 1) round.first_answered = now;
  if (all_wait || now - round.first_answered >= kRoundTime) return end_round(thread.index());
  if (round.answers.size() > 1) return;
  try {
    await_round_end(thread);
  } catch (...) {
    round.answers.clear();  // Nobody would come for it; its responder answers 500.
    throw;
  }
}

/// Ends the round once no request has come since the last look.
void RequestHandler::await_round_end(http::IoThread& thread) {
  thread.post([this, &thread] {
    Round& round = rounds_[thread.index()];
    const std::size_t count = round.answers.size();
    if (std::exchange(round.answers_seen, count) == count) return end_round(thread.index());
    try {
      await_round_end(thread);
    } catch (const std::bad_alloc&) {
      end_round(thread.index());
    }
  });
}

void RequestHandler::end_round(std::size_t thread_index) {
  Round& round = rounds_[thread_index];
  // Its clients may have sent their next requests already: those make the next round, which ends by itself.
  if (round.is_ending) return;
  const Ending ending(round.is_ending);
  // Taken first: whatever is thrown below, none of them waits for ever.
  std::vector<Answer> answers = std::exchange(round.answers, {});
  round.answers_seen = 0;
  bool in_group = false;
  for (Answer& answer : answers) {
    in_group = in_group || answer.response.group;
    if (!answer.response.group) send(std::move(answer));
  }
  if (in_group) commit_and_send(answers);
}

/// Those that wait for the commit of a group.
void RequestHandler::commit_and_send(std::vector<Answer>& answers) {
  try {
    store_.commit_group();
  } catch (const storage::StorageError& error) {
    log_.error(std::string("The last writes could not be kept: ") + error.what());
  }
  const std::uint64_t last_lost_group = store_.last_lost_group();
  for (Answer& answer : answers) {
    if (!answer.response.group) continue;
    if (*answer.response.group <= last_lost_group) answer.response = dispatcher_.lost(answer.response);
    send(std::move(answer));
  }
}

void RequestHandler::send(Answer&& answer) {
  if (!answer.response.transaction || transaction_duration_ms_ == 0) return send_now(std::move(answer));
  http::IoThread& thread = answer.responder.io_thread();
  thread.post_after(transaction_duration_ms_, [this, kept = std::make_shared<Answer>(std::move(answer))] {
    send_now(std::move(*kept));
  });
}

void RequestHandler::send_now(Answer&& answer) {
  protocol::Response& from = answer.response;
  from.transaction.reset();
  http::Response response;
  response.status = from.status;
  from.for_each_header(
      [&](std::string_view name, std::string_view value) { response.headers.add(name, value); });
  for (const http::HeaderView& header : answer.cors_headers)
    response.headers.add(header.name, header.value);
  response.body = std::move(from.body);
  answer.responder.respond(std::move(response));
}

}  // namespace ddb::server
