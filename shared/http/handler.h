#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "shared/http/message.h"
#include "shared/http/request.h"

namespace ddb::http {

/// One of the server's threads. Each has its own connections; nothing is shared between two of them.
class IoThread {
 public:
  virtual ~IoThread() = default;

  /// Runs `function` on this thread, after all the work that is ready now. May be called from any thread.
  /// Called from a handler on this same thread, the function runs once every other connection whose request
  /// had arrived by then was handled: the place to answer a group of requests after one commit. A function
  /// posted after the server has stopped is dropped without being run.
  virtual void post(std::function<void()> function) = 0;

  /// As `post`, but not before `delay_ms` have passed. Only on this thread.
  virtual void post_after(std::uint32_t delay_ms, std::function<void()> function) = 0;

  /// 0 ... `Server::thread_count() - 1`.
  virtual std::size_t index() const = 0;

  /// How many connections it serves, or is about to: none of them has more than one request under way.
  virtual std::size_t connection_count() const = 0;
};

/// Where a response goes: a connection of the server, or a test.
class ResponseSink {
 public:
  virtual ~ResponseSink() = default;
  virtual void respond(Response&& response) = 0;
  /// The request will get no answer: the sink makes one up.
  virtual void abandon() = 0;
  virtual IoThread& io_thread() = 0;
};

/// The right and the duty to answer one request, exactly once, from any thread and at any time. One that is
/// destroyed unused answers 500 and closes the connection.
class Responder {
 public:
  explicit Responder(std::shared_ptr<ResponseSink> sink) : sink_(std::move(sink)) {}
  Responder(Responder&& other) noexcept = default;
  Responder& operator=(Responder&& other) noexcept;
  ~Responder();

  /// Answers. On the connection's own thread the bytes are written before this returns, as far as the socket
  /// takes them. If the client is gone, nothing happens. The server itself writes Content-Length, Connection
  /// and (given a clock) Date; `response.headers` must not have them, nor Transfer-Encoding. Answering twice
  /// is a bug: `std::logic_error`.
  void respond(Response&& response);

  /// The thread of the request's connection. Not to be asked after `respond`.
  IoThread& io_thread() const { return sink_->io_thread(); }

 private:
  std::shared_ptr<ResponseSink> sink_;
};

/// What a server serves.
class Handler {
 public:
  virtual ~Handler() = default;

  /// Called for each whole request, on the io thread of its connection, in the order in which they were sent;
  /// the next request of a connection is not read before this one is answered. Must not block for long: it
  /// holds up all other connections of the thread. An exception is logged, and answered 500 if `responder`
  /// was not used.
  virtual void handle(Request&& request, Responder responder) = 0;

  /// What to answer to a request that the server itself refuses before it reaches `handle`. `sentence` says
  /// why in plain words. The connection is closed after it. The default is the sentence as plain text.
  virtual Response refusal(int status, std::string_view sentence);
};

}  // namespace ddb::http
