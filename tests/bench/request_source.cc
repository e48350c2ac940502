#include "request_source.h"

#include <random>
#include <stdexcept>
#include <string_view>

namespace ddb::bench {
namespace {

constexpr std::string_view kGet = "GET ";
constexpr std::string_view kDigits = "########";
constexpr std::uint32_t kNumberEnd = 100'000'000;

std::vector<std::size_t> places_of_digits(std::string_view request) {
  std::vector<std::size_t> places;
  for (std::size_t at = request.find(kDigits); at != std::string_view::npos;
       at = request.find(kDigits, at + kDigits.size()))
    places.push_back(at);
  return places;
}

void write_digits(std::string& request, std::size_t begin, std::uint32_t number) {
  for (std::size_t i = kDigits.size(); i > 0; --i, number /= 10)
    request[begin + i - 1] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::optional<std::string> read_request(std::istream& lines) {
  std::string line;
  if (!std::getline(lines, line)) return std::nullopt;
  const std::size_t tab = line.find('\t');
  if (tab == std::string::npos) throw std::runtime_error("a line without a tab among the requests");
  const std::string_view first = std::string_view(line).substr(0, tab);
  const std::string_view second = std::string_view(line).substr(tab + 1);
  if (first.starts_with(kGet)) return get_request_text(first.substr(kGet.size()), second);
  return request_text(first, second);
}

RepeatedRequests::RepeatedRequests(std::istream& lines, std::size_t connection_count)
    : number_(std::random_device()() % kNumberEnd), connection_count_(connection_count) {
  while (std::optional<std::string> request = read_request(lines)) {
    digits_.push_back(places_of_digits(*request));
    requests_.push_back(std::move(*request));
  }
  if (requests_.empty()) throw std::runtime_error("no requests");
  for (std::size_t i = 0; i < connection_count; ++i)
    positions_.push_back(i % requests_.size());
}

const std::string* RepeatedRequests::next(std::size_t connection) {
  const std::size_t position = positions_[connection];
  const std::size_t following = position + connection_count_;
  positions_[connection] = (following < requests_.size() ? following : connection) % requests_.size();
  for (const std::size_t place : digits_[position])
    write_digits(requests_[position], place, number_);
  number_ = (number_ + 1) % kNumberEnd;
  return &requests_[position];
}

RequestsOnce::RequestsOnce(std::istream& lines, std::size_t connection_count)
    : lines_(lines), under_way_(connection_count) {}

const std::string* RequestsOnce::next(std::size_t connection) {
  std::optional<std::string> request = read_request(lines_);
  if (!request) return nullptr;
  under_way_[connection] = std::move(*request);
  return &under_way_[connection];
}

}  // namespace ddb::bench
