#include "shared/http/client_connection.h"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace ddb::http {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Interim answers (1xx) in front of the real one; a server that sends more is not worth the wait.
constexpr int kInterimResponsesMax = 8;

/// The addresses behind a host; an address is not looked up.
std::vector<tcp::endpoint> resolve(asio::io_context& context, const Url& url, error_code& error) {
  error_code is_name;
  const asio::ip::address address = asio::ip::make_address(url.host, is_name);
  if (!is_name) return {tcp::endpoint(address, url.port)};
  tcp::resolver resolver(context);
  std::vector<tcp::endpoint> endpoints;
  for (const auto& entry : resolver.resolve(url.host, std::to_string(url.port), error))
    endpoints.push_back(entry);
  return endpoints;
}

Response to_response(beast_http::response<beast_http::string_body>&& message) {
  Response response;
  response.status = static_cast<int>(message.result_int());
  for (const auto& field : message)
    response.headers.add({field.name_string().data(), field.name_string().size()},
                         {field.value().data(), field.value().size()});
  response.body = std::move(message.body());
  return response;
}

}  // namespace

ClientConnection::ClientConnection(const Url& url, asio::ssl::context* tls_context)
    : url_(url), context_(1), socket_(context_) {
  if (tls_context) tls_.emplace(socket_, *tls_context);
}

void ClientConnection::cancel() {
  asio::post(context_, [this] {
    error_code ignored;
    socket_.close(ignored);
  });
  const std::lock_guard lock(plain_mutex_);
  if (plain_) plain_->shut_down();
}

/// Starts one asynchronous operation and waits for it; at the deadline its socket is closed, which ends it.
template <class Start>
error_code ClientConnection::run(Start start, Deadline deadline) {
  std::optional<error_code> result;
  start([&result](const error_code& error, const auto&...) { result = error; });
  context_.restart();
  while (!result && context_.run_one_until(deadline) > 0)
    continue;
  if (result) return *result;
  error_code ignored;
  socket_.close(ignored);
  context_.restart();
  while (!result && context_.run_one() > 0)
    continue;
  return asio::error::timed_out;
}

ClientError ClientConnection::failure(ClientFailure failure, std::string_view what) const {
  return {failure, url_.origin() + " " + std::string(what)};
}

Result<void, ClientError> ClientConnection::open(Deadline deadline) {
  DDB_CHECK(connect(deadline));
  if (tls_) DDB_CHECK(shake_hands(deadline));
  return {};
}

Result<void, ClientError> ClientConnection::connect(Deadline deadline) {
  error_code error;
  const std::vector<tcp::endpoint> endpoints = resolve(context_, url_, error);
  if (error)
    return failure(ClientFailure::kConnect,
                   "cannot be reached: its name is not known (" + error.message() + ").");
  error = run([&](auto done) { asio::async_connect(socket_, endpoints, std::move(done)); }, deadline);
  if (error == asio::error::timed_out)
    return failure(ClientFailure::kConnect, "cannot be reached: no connection within the time allowed.");
  if (error) return failure(ClientFailure::kConnect, "cannot be reached: " + error.message() + ".");
  socket_.set_option(tcp::no_delay(true), error);
  if (tls_) return {};
  const int socket = socket_.release(error);
  if (error) return failure(ClientFailure::kConnect, "cannot be reached: " + error.message() + ".");
  const std::lock_guard lock(plain_mutex_);
  plain_.emplace(socket);
  return {};
}

Result<void, ClientError> ClientConnection::shake_hands(Deadline deadline) {
  error_code is_name;
  asio::ip::make_address(url_.host, is_name);
  SSL* const session = tls_->native_handle();
  // RFC 6066 section 3: an address is not a server name.
  const bool is_taken = is_name
                            ? SSL_set_tlsext_host_name(session, url_.host.c_str()) == 1 &&
                                  SSL_set1_host(session, url_.host.c_str()) == 1
                            : X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), url_.host.c_str()) == 1;
  if (!is_taken) return failure(ClientFailure::kTls, "has a name that TLS does not take.");
  const error_code error = run(
      [&](auto done) { tls_->async_handshake(asio::ssl::stream_base::client, std::move(done)); }, deadline);
  if (!error) return {};
  if (error == asio::error::timed_out)
    return failure(ClientFailure::kConnect, "cannot be reached: no TLS connection within the time allowed.");
  const long verified = SSL_get_verify_result(session);
  if (verified == X509_V_ERR_HOSTNAME_MISMATCH || verified == X509_V_ERR_IP_ADDRESS_MISMATCH)
    return failure(ClientFailure::kTls, "has a certificate for another host.");
  if (verified != X509_V_OK)
    return failure(ClientFailure::kTls, std::string("has a certificate that is not trusted: ") +
                                            X509_verify_cert_error_string(verified) + ".");
  return failure(ClientFailure::kTls, "cannot be reached over TLS: " + error.message() + ".");
}

Result<Response, ExchangeError> ClientConnection::exchange(const RequestBytes& request,
                                                           const ClientOptions& limits, Deadline deadline) {
  const error_code write_error = write(request, deadline);
  if (write_error == asio::error::timed_out) return exchange_error(write_error, false, limits);
  // A server may refuse a request (413, say) without reading it to the end: its answer says more than the
  // write's error.
  if (write_error) keeps_alive_ = false;
  return read_response(request.is_head_request, limits, deadline);
}

error_code ClientConnection::write(const RequestBytes& request, Deadline deadline) {
  if (plain_) {
    plain_->set_deadline(deadline);
    return plain_->write(request.head, request.body);
  }
  const std::array<asio::const_buffer, 2> bytes = {asio::buffer(request.head), asio::buffer(request.body)};
  return run([&](auto done) { asio::async_write(*tls_, bytes, std::move(done)); }, deadline);
}

error_code ClientConnection::read(Parser& parser, Deadline deadline) {
  if (!plain_)
    return run([&](auto done) { beast_http::async_read(*tls_, input_, parser, std::move(done)); }, deadline);
  error_code error;
  beast_http::read(*plain_, input_, parser, error);
  return error;
}

Result<Response, ExchangeError> ClientConnection::read_response(bool is_head_request,
                                                                const ClientOptions& limits,
                                                                Deadline deadline) {
  for (int i = 0; i < kInterimResponsesMax; ++i) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(
        std::min<std::size_t>(limits.response_head_bytes_max, std::numeric_limits<std::uint32_t>::max())));
    parser.body_limit(limits.response_body_bytes_max);
    parser.skip(is_head_request);
    const error_code error = read(parser, deadline);
    if (error) return exchange_error(error, i == 0 && !parser.got_some() && input_.size() == 0, limits);
    if (parser.get().result_int() / 100 == 1 &&
        parser.get().result() != beast_http::status::switching_protocols)
      continue;
    // Bytes behind the answer belong to no request of ours.
    keeps_alive_ = keeps_alive_ && parser.keep_alive() && input_.size() == 0;
    return to_response(parser.release());
  }
  return ExchangeError{failure(ClientFailure::kMalformed, "sends interim answers without end."), false};
}

ExchangeError ClientConnection::exchange_error(const error_code& error, bool is_before_answer,
                                               const ClientOptions& limits) const {
  if (error == asio::error::timed_out)
    return {failure(ClientFailure::kTimeout, "did not answer within the time allowed."), false};
  if (error == beast_http::error::body_limit || error == beast_http::error::buffer_overflow)
    return {failure(ClientFailure::kTooLarge,
                    "answers with more than " + std::to_string(limits.response_body_bytes_max) + " bytes."),
            false};
  if (error == beast_http::error::header_limit)
    return {failure(ClientFailure::kTooLarge, "answers with a head of more than " +
                                                  std::to_string(limits.response_head_bytes_max) + " bytes."),
            false};
  const bool is_closed =
      error == beast_http::error::end_of_stream || error == beast_http::error::partial_message;
  if (!is_closed && error.category() == beast_http::make_error_code(beast_http::error::bad_status).category())
    return {failure(ClientFailure::kMalformed, "does not answer in HTTP/1.1: " + error.message() + "."),
            false};
  return {failure(ClientFailure::kClosed, "closed the connection before it had answered."), is_before_answer};
}

bool ClientConnection::is_reusable() {
  if (!keeps_alive_) return false;
  if (plain_) return plain_->is_silent();
  if (!socket_.is_open()) return false;
  char byte = 0;
  error_code error;
  socket_.non_blocking(true, error);
  if (!error) socket_.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
  // Something may have come that is no part of an answer, such as a session ticket.
  return error == asio::error::would_block || !error;
}

}  // namespace ddb::http
