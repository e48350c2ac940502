#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "shared/http/chunked_body.h"
#include "shared/http/handler.h"
#include "shared/http/io_loop.h"
#include "shared/http/request_head.h"

namespace ddb::http {

/// One client's connection: reads a request, has it handled, writes the answer, and goes on with the next.
/// Everything but `respond` and `abandon` happens on the thread of its loop.
class Connection final : public ResponseSink, public std::enable_shared_from_this<Connection> {
 public:
  /// Takes the connected socket over.
  Connection(std::shared_ptr<IoLoop> loop, int socket, std::string peer_address);

  void start();
  void check_deadline();
  void drain();
  void close();

  void respond(Response&& response) override;
  void abandon() override;
  IoThread& io_thread() override { return *loop_; }

  /// Where the loop keeps it.
  std::size_t slot = 0;

 private:
  enum class State {
    kReadingHead,  ///< Idle, while no byte of the head has come.
    kReadingBody,
    kReceived,   ///< A whole request is there for the handler.
    kHandling,   ///< The handler has it.
    kWriting,    ///< The socket did not take the whole answer at once.
    kLingering,  ///< The last answer is out; what the client still sends is thrown away until it has read
                 ///< that.
    kClosed,
  };

  enum class Progress { kGoOn, kWait };

  static constexpr std::uint64_t kNoDeadline = std::numeric_limits<std::uint64_t>::max();

  bool is_idle() const { return state_ == State::kReadingHead && input_.size() == 0; }
  void set_deadline(std::uint32_t timeout_ms) { deadline_ms_ = loop_->now_ms() + timeout_ms; }
  const Limits& limits() const { return loop_->service().limits; }

  void read();
  boost::asio::mutable_buffer where_to_read();
  void on_read(const boost::system::error_code& error, std::size_t size_bytes);

  void advance();
  Progress take_head();
  Progress begin_body(const BodyFraming& framing);
  Progress become_received();
  Progress take_body();
  Progress take_counted_body();
  Progress take_chunked_body();
  Progress handle_request();
  void await_next_request();

  void respond_here(Response&& response);
  void refuse(const Refusal& refusal);
  Response refusal_response(int status, std::string_view sentence);
  void write(Response&& response);
  void write_rest(std::size_t written_bytes);
  void on_written();
  void send_continue();
  void linger();

  const std::shared_ptr<IoLoop> loop_;
  boost::asio::ip::tcp::socket socket_;
  const std::string peer_address_;
  State state_ = State::kReadingHead;
  std::uint64_t deadline_ms_ = kNoDeadline;
  bool advancing_ = false;
  bool read_pending_ = false;
  bool draining_ = false;
  bool close_after_response_ = false;
  bool is_head_request_ = false;

  boost::beast::flat_buffer input_;
  RequestHeadScanner scanner_;
  Request request_;
  std::size_t body_received_bytes_ = 0;
  std::size_t body_expected_bytes_ = 0;
  std::unique_ptr<ChunkedBody> chunked_body_;

  std::string output_head_;
  std::string output_body_;
};

}  // namespace ddb::http
