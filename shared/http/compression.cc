#include "shared/http/compression.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>

#include "shared/http/message.h"
#include "shared/http/syntax.h"

namespace ddb::http {
namespace {

constexpr std::size_t kFirstOutputBytes = 4096;
constexpr int kWindowBits = 15;
/// zlib's way of saying "gzip" where it takes the size of the window.
constexpr int kGzipWindowBits = kWindowBits + 16;
constexpr int kMemoryLevel = 8;

int window_bits(ContentCoding coding) {
  return coding == ContentCoding::kGzip ? kGzipWindowBits : kWindowBits;
}

DecompressError corrupt(std::string_view why) {
  return {DecompressFailure::kCorrupt, "The compressed body " + std::string(why) + "."};
}

/// Offers all of `input` that zlib can count; its interface takes no constant input, but does not write to
/// it.
void set_input(z_stream& stream, std::string_view input) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(input.size(), std::numeric_limits<uInt>::max()));
}

/// Lets zlib fill `output` from `used` on.
void set_output(z_stream& stream, std::string& output, std::size_t used) {
  stream.next_out = reinterpret_cast<Bytef*>(output.data() + used);
  stream.avail_out =
      static_cast<uInt>(std::min<std::size_t>(output.size() - used, std::numeric_limits<uInt>::max()));
}

struct InflateEnd {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

struct DeflateEnd {
  void operator()(z_stream* stream) const { deflateEnd(stream); }
};

/// The quality of one coding in an Accept-Encoding list, in thousandths; nothing if the list does not name
/// it.
std::optional<int> quality_of(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view element = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const std::size_t semicolon = std::min(element.find(';'), element.size());
    if (!equals_ignoring_case(trimmed(element.substr(0, semicolon)), coding)) continue;
    const std::string_view weight = trimmed(element.substr(std::min(semicolon + 1, element.size())));
    if (weight.size() < 3 || !equals_ignoring_case(weight.substr(0, 2), "q=")) return 1000;
    return weight.find_first_of("123456789") == std::string_view::npos ? 0 : 1;
  }
  return std::nullopt;
}

}  // namespace

void throw_exception_from_error(const DecompressError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed decompression: " + error.message);
}

std::optional<ContentCoding> content_coding(std::string_view name) {
  if (equals_ignoring_case(name, "gzip") || equals_ignoring_case(name, "x-gzip")) return ContentCoding::kGzip;
  if (equals_ignoring_case(name, "deflate")) return ContentCoding::kDeflate;
  return std::nullopt;
}

std::optional<ContentCoding> accepted_coding(std::string_view accept_encoding) {
  const int any = quality_of(accept_encoding, "*").value_or(0);
  if (quality_of(accept_encoding, "gzip").value_or(any) > 0) return ContentCoding::kGzip;
  if (quality_of(accept_encoding, "deflate").value_or(any) > 0) return ContentCoding::kDeflate;
  return std::nullopt;
}

Result<std::string, DecompressError> decompress(std::string_view compressed, ContentCoding coding,
                                                std::size_t output_bytes_max) {
  z_stream stream{};
  set_input(stream, compressed);
  if (inflateInit2(&stream, window_bits(coding)) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, InflateEnd> ended_at_last(&stream);

  std::string output;
  std::size_t used = 0;
  while (true) {
    if (used == output.size()) {
      // One byte more than allowed shows that there is too much.
      if (used > output_bytes_max)
        return DecompressError{
            DecompressFailure::kTooLarge,
            "The compressed body holds more than " + std::to_string(output_bytes_max) + " bytes."};
      output.resize(std::min(std::max(kFirstOutputBytes, 2 * used), output_bytes_max + 1));
    }
    set_output(stream, output, used);
    const uInt room = stream.avail_out;
    const int result = inflate(&stream, Z_NO_FLUSH);
    used += room - stream.avail_out;
    if (result == Z_STREAM_END) break;
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result == Z_BUF_ERROR && stream.avail_in == 0) return corrupt("is cut short");
    if (result != Z_OK && result != Z_BUF_ERROR) return corrupt("is not in its Content-Encoding");
  }
  if (stream.total_in != compressed.size()) return corrupt("has bytes after its end");
  if (used > output_bytes_max)
    return DecompressError{DecompressFailure::kTooLarge, "The compressed body holds more than " +
                                                             std::to_string(output_bytes_max) + " bytes."};
  output.resize(used);
  return output;
}

std::string compress(std::string_view plain, ContentCoding coding) {
  if (plain.size() > std::numeric_limits<uInt>::max()) throw std::logic_error("too large a body for zlib");
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window_bits(coding), kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  const std::unique_ptr<z_stream, DeflateEnd> ended_at_last(&stream);
  std::string output(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  set_input(stream, plain);
  set_output(stream, output, 0);
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::logic_error("zlib's own bound was too small");
  output.resize(stream.total_out);
  return output;
}

}  // namespace ddb::http
