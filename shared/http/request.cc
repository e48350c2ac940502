#include "shared/http/request.h"

#include <utility>

namespace ddb::http {
namespace {

std::string_view append(char*& end, std::string_view text) {
  char* const begin = end;
  end += text.copy(begin, text.size());
  return {begin, text.size()};
}

}  // namespace

Request::Request(std::string_view method, std::string_view target, const Headers& headers,
                 std::string body_bytes)
    : body(std::move(body_bytes)),
      head_(std::make_unique<char[]>(method.size() + target.size() + headers.text().size())) {
  char* end = head_.get();
  method_ = append(end, method);
  target_ = append(end, target);
  const std::string_view fields = append(end, headers.text());
  for (auto field = Headers::Iterator(fields); field != headers.end(); ++field)
    headers_.push_back(*field);
}

std::string_view Request::query() const {
  const std::size_t question = target_.find('?');
  return question == std::string_view::npos ? std::string_view() : target_.substr(question + 1);
}

std::string_view Request::header(std::string_view name) const {
  for (const HeaderView& header : headers_)
    if (header.name.size() == name.size() && equals_ignoring_case(header.name, name)) return header.value;
  return {};
}

}  // namespace ddb::http
