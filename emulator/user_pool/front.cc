#include "emulator/user_pool/front.h"

#include <exception>
#include <utility>

namespace ddb::user_pool {
namespace {

http::Response too_many_requests() {
  http::Response response;
  response.status = 400;
  response.headers.add("Content-Type", "application/x-amz-json-1.1");
  response.headers.add("x-amzn-ErrorType", "TooManyRequestsException:");
  response.body = R"({"__type":"TooManyRequestsException","message":"Too many requests"})";
  return response;
}

void send(http::Response&& response, const http::Headers& cors_headers, http::Responder& responder) {
  for (const http::HeaderView& header : cors_headers)
    response.headers.add(header.name, header.value);
  responder.respond(std::move(response));
}

}  // namespace

std::optional<std::string_view> key_set_pool(const http::Request& request) {
  const std::string_view path = request.path();
  if (request.method() != "GET" || !path.starts_with('/') || !path.ends_with(kKeySetPath))
    return std::nullopt;
  const std::string_view pool_id = path.substr(1, path.size() - kKeySetPath.size() - 1);
  if (pool_id.empty() || pool_id.find('/') != std::string_view::npos) return std::nullopt;
  return pool_id;
}

Front::~Front() {
  stop();
}

void Front::handle(http::Request&& request, http::Headers cors_headers, http::Responder responder) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    if (waiting_.size() < kWaitingMax) {
      waiting_.push_back({std::move(request), std::move(cors_headers), std::move(responder)});
      if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
      arrived_.notify_one();
      return;
    }
  }
  send(too_many_requests(), cors_headers, responder);
}

void Front::stop() {
  std::deque<Waiting> abandoned;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    abandoned.swap(waiting_);
  }
  arrived_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Front::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    try {
      send(service_.answer(next.request), next.cors_headers, next.responder);
    } catch (const std::exception&) {
      // Without memory for an answer, the responder gives its own.
    }
    lock.lock();
  }
}

}  // namespace ddb::user_pool
