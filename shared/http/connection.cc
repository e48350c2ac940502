#include "shared/http/connection.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <exception>
#include <utility>

namespace ddb::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// An ordinary request of an SDK fits, and a thousand slow clients cost little.
constexpr std::size_t kReadBytes = 4096;
/// A body grows by doubling from here, as it arrives: what a client promises to send costs nothing.
constexpr std::size_t kFirstBodyBytes = 4096;
constexpr std::size_t kChunkedReadBytes = std::size_t{16} * 1024;
/// Copying a body so small behind the head is cheaper than telling the kernel of two pieces.
constexpr std::size_t kJoinedBodyBytesMax = 2048;
/// So many pipelined requests of one client are handled before others have their turn.
constexpr int kRequestsPerTurnMax = 16;

bool has_no_body(int status) {
  return status == 204 || status == 304 || status / 100 == 1;
}

void append_number(std::string& text, std::size_t number) {
  std::array<char, 20> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  text.append(digits.data(), result.ptr);
}

std::string_view view(const boost::beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

}  // namespace

Connection::Connection(std::shared_ptr<IoLoop> loop, int socket, std::string peer_address)
    : loop_(std::move(loop)), socket_(loop_->context()), peer_address_(std::move(peer_address)) {
  error_code error;
  socket_.assign(asio::ip::tcp::v4(), socket, error);
  if (error) {  // no memory in the kernel's epoll
    ::close(socket);
    return;
  }
  socket_.non_blocking(true, error);
  socket_.set_option(asio::ip::tcp::no_delay(true), error);
}

void Connection::start() {
  if (!socket_.is_open()) return close();
  set_deadline(limits().idle_timeout_ms);
  read();
}

void Connection::check_deadline() {
  if (loop_->now_ms() < deadline_ms_) return;
  const bool in_request = (state_ == State::kReadingHead && !is_idle()) || state_ == State::kReadingBody;
  if (in_request) return refuse({408, "The request did not arrive in time."});
  close();
}

void Connection::drain() {
  draining_ = true;
  if (is_idle() || (state_ == State::kLingering && socket_.available() == 0)) close();
}

void Connection::close() {
  if (std::exchange(state_, State::kClosed) == State::kClosed) return;
  error_code ignored;
  socket_.close(ignored);
  chunked_body_.reset();
  loop_->remove(*this);
}

void Connection::read() {
  read_pending_ = true;
  socket_.async_read_some(where_to_read(),
                          [self = shared_from_this()](const error_code& error, std::size_t size_bytes) {
                            self->on_read(error, size_bytes);
                          });
}

asio::mutable_buffer Connection::where_to_read() {
  if (state_ == State::kReadingBody && !chunked_body_) {
    std::string& body = request_.body;
    if (body.size() == body_received_bytes_)
      body.resize(std::min(body_expected_bytes_, std::max(kFirstBodyBytes, 2 * body.size())));
    return asio::buffer(body.data() + body_received_bytes_, body.size() - body_received_bytes_);
  }
  const std::size_t wanted_bytes = chunked_body_ ? kChunkedReadBytes : kReadBytes;
  const std::size_t room_bytes = input_.capacity() - input_.size();
  return input_.prepare(room_bytes >= wanted_bytes / 4 ? room_bytes : wanted_bytes);
}

void Connection::on_read(const error_code& error, std::size_t size_bytes) {
  read_pending_ = false;
  if (state_ == State::kClosed) return;
  if (error) return close();
  if (state_ == State::kLingering) return read();
  if (state_ == State::kReadingBody && !chunked_body_) {
    body_received_bytes_ += size_bytes;
  } else if (state_ == State::kReadingHead || state_ == State::kReadingBody) {
    if (is_idle()) set_deadline(limits().head_read_timeout_ms);
    input_.commit(size_bytes);
  }
  advance();
}

/// Goes from state to state until something has to be waited for. A handler that answers at once calls
/// `respond` from inside, which leaves the going on to the loop here, so that pipelined requests do not nest.
void Connection::advance() {
  if (std::exchange(advancing_, true)) return;
  int requests = 0;
  Progress progress = Progress::kGoOn;
  while (progress == Progress::kGoOn) {
    switch (state_) {
      case State::kReadingHead:
        progress = take_head();
        break;
      case State::kReadingBody:
        progress = take_body();
        break;
      case State::kReceived:
        if (++requests > kRequestsPerTurnMax) {
          asio::post(loop_->context(), [self = shared_from_this()] { self->advance(); });
          progress = Progress::kWait;
        } else {
          progress = handle_request();
        }
        break;
      default:
        progress = Progress::kWait;
    }
  }
  advancing_ = false;
}

Connection::Progress Connection::take_head() {
  if (input_.size() == 0) {
    await_next_request();
    return Progress::kWait;
  }
  auto head_size = scanner_.scan(view(input_), limits());
  if (!head_size) {
    refuse(head_size.error());
    return Progress::kWait;
  }
  if (!*head_size) {
    read();
    return Progress::kWait;
  }
  auto head = parse_request_head(view(input_).substr(0, **head_size), limits());
  if (!head) {
    refuse(head.error());
    return Progress::kWait;
  }
  input_.consume(**head_size);
  request_ = std::move(head->request);
  return begin_body(head->framing);
}

/// Not at once where there are other connections: a read before the client has seen the answer would be for
/// nothing, and by the time that they have had their turn the next request has probably come.
void Connection::await_next_request() {
  if (draining_) return close();
  set_deadline(limits().idle_timeout_ms);
  if (!loop_->has_several_connections()) return read();
  read_pending_ = true;
  asio::post(loop_->context(), [self = shared_from_this()] {
    if (self->state_ != State::kClosed) self->read();
  });
}

Connection::Progress Connection::begin_body(const BodyFraming& framing) {
  is_head_request_ = request_.method() == "HEAD";
  if (framing.kind == BodyFraming::Kind::kNone ||
      (framing.kind == BodyFraming::Kind::kContentLength && framing.content_length == 0)) {
    return become_received();
  }
  state_ = State::kReadingBody;
  set_deadline(limits().body_read_timeout_ms);
  body_received_bytes_ = 0;
  if (framing.kind == BodyFraming::Kind::kChunked) {
    chunked_body_ = std::make_unique<ChunkedBody>(limits());
  } else {
    body_expected_bytes_ = static_cast<std::size_t>(framing.content_length);
    body_received_bytes_ = std::min(input_.size(), body_expected_bytes_);
    request_.body.assign(view(input_), 0, body_received_bytes_);
    input_.consume(body_received_bytes_);
  }
  if (framing.expects_continue && input_.size() == 0 && body_received_bytes_ == 0) send_continue();
  return state_ == State::kClosed ? Progress::kWait : Progress::kGoOn;
}

Connection::Progress Connection::become_received() {
  state_ = State::kReceived;
  deadline_ms_ = kNoDeadline;
  return Progress::kGoOn;
}

Connection::Progress Connection::take_body() {
  return chunked_body_ ? take_chunked_body() : take_counted_body();
}

Connection::Progress Connection::take_counted_body() {
  if (body_received_bytes_ < body_expected_bytes_) {
    read();
    return Progress::kWait;
  }
  return become_received();
}

Connection::Progress Connection::take_chunked_body() {
  auto taken = chunked_body_->take(view(input_), request_.body);
  if (!taken) {
    refuse(taken.error());
    return Progress::kWait;
  }
  input_.consume(*taken);
  if (!chunked_body_->is_done()) {
    read();
    return Progress::kWait;
  }
  chunked_body_.reset();
  return become_received();
}

Connection::Progress Connection::handle_request() {
  state_ = State::kHandling;
  close_after_response_ = !request_.keep_alive;
  request_.peer_address = peer_address_;
  loop_->count_request(socket_.native_handle());
  try {
    loop_->service().handler.handle(std::move(request_), Responder(shared_from_this()));
  } catch (const std::exception& exception) {
    // The responder has answered 500 as it was destroyed, unless it was used before.
    if (Log* log = loop_->service().log)
      log->error(std::string("A request's handler failed: ") + exception.what());
  }
  return state_ == State::kHandling ? Progress::kWait : Progress::kGoOn;
}

void Connection::respond(Response&& response) {
  if (loop_->runs_here()) return respond_here(std::move(response));
  loop_->post_task([self = shared_from_this(), response = std::move(response)]() mutable {
    self->respond_here(std::move(response));
  });
}

void Connection::abandon() {
  if (!loop_->runs_here()) {
    loop_->post_task([self = shared_from_this()] { self->abandon(); });
    return;
  }
  if (state_ == State::kHandling)
    refuse({500, "The request was not answered because of a fault of this server."});
}

void Connection::respond_here(Response&& response) {
  if (state_ != State::kHandling) return;
  write(std::move(response));
  advance();
}

/// Answers for the handler, and takes nothing more from this client.
void Connection::refuse(const Refusal& refusal) {
  close_after_response_ = true;
  write(refusal_response(refusal.status, refusal.sentence));
}

Response Connection::refusal_response(int status, std::string_view sentence) {
  try {
    return loop_->service().handler.refusal(status, sentence);
  } catch (const std::exception&) {
    return {status, {}, {}};
  }
}

/// Head and body go out in one system call, at once.
void Connection::write(Response&& response) {
  close_after_response_ = close_after_response_ || draining_;
  output_head_.assign("HTTP/1.1 ");
  append_number(output_head_, static_cast<std::size_t>(response.status));
  output_head_.append(" ").append(status_reason(response.status)).append("\r\n");
  output_head_.append(response.headers.text()).append(loop_->date_line());
  if (!has_no_body(response.status)) {
    output_head_.append("Content-Length: ");
    append_number(output_head_, response.body.size());
    output_head_.append("\r\n");
  }
  output_head_.append(close_after_response_ ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n");

  if (is_head_request_ || has_no_body(response.status)) response.body.clear();
  error_code error;
  std::size_t written_bytes = 0;
  if (response.body.size() <= kJoinedBodyBytesMax) {
    output_head_ += response.body;
    response.body.clear();
    written_bytes = socket_.write_some(asio::buffer(output_head_), error);
  } else {
    const std::array<asio::const_buffer, 2> parts = {asio::buffer(output_head_), asio::buffer(response.body)};
    written_bytes = socket_.write_some(parts, error);
  }
  if (error && error != asio::error::would_block) return close();
  if (written_bytes == output_head_.size() + response.body.size()) return on_written();
  output_body_ = std::move(response.body);
  write_rest(written_bytes);
}

void Connection::write_rest(std::size_t written_bytes) {
  state_ = State::kWriting;
  set_deadline(limits().write_timeout_ms);
  const std::size_t head_bytes = std::min(written_bytes, output_head_.size());
  const std::array<asio::const_buffer, 2> rest = {asio::buffer(output_head_) + head_bytes,
                                                  asio::buffer(output_body_) + (written_bytes - head_bytes)};
  asio::async_write(socket_, rest, [self = shared_from_this()](const error_code& error, std::size_t) {
    if (self->state_ == State::kClosed) return;
    if (error) return self->close();
    self->output_body_ = std::string();
    self->on_written();
    self->advance();
  });
}

void Connection::on_written() {
  if (close_after_response_) return linger();
  state_ = State::kReadingHead;
  is_head_request_ = false;
  scanner_ = RequestHeadScanner();
  set_deadline(limits().head_read_timeout_ms);
}

void Connection::send_continue() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  error_code error;
  // A client that has sent a whole head has read what was before: its window takes these few bytes.
  if (socket_.write_some(asio::buffer(kContinue), error) != kContinue.size()) close();
}

/// Closing a socket with unread bytes makes the kernel throw away the answer that the client has not read
/// yet; so the client is told that the answer ends here, and may go on sending into the void for a while.
void Connection::linger() {
  state_ = State::kLingering;
  error_code error;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  if (error || (draining_ && socket_.available(error) == 0)) return close();
  set_deadline(limits().linger_timeout_ms);
  input_.clear();
  if (!read_pending_) read();
}

}  // namespace ddb::http
