#include "shared/http/handler.h"

#include <stdexcept>
#include <utility>

namespace ddb::http {

Responder& Responder::operator=(Responder&& other) noexcept {
  if (this != &other) {
    if (sink_) sink_->abandon();
    sink_ = std::move(other.sink_);
  }
  return *this;
}

Responder::~Responder() {
  if (sink_) sink_->abandon();
}

void Responder::respond(Response&& response) {
  if (!sink_) throw std::logic_error("a request was answered twice");
  std::exchange(sink_, nullptr)->respond(std::move(response));
}

Response Handler::refusal(int status, std::string_view sentence) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::string(sentence) + "\n"};
}

}  // namespace ddb::http
