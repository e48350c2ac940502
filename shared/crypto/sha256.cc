#include "shared/crypto/sha256.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "shared/crypto/openssl.h"

namespace ddb::crypto {
namespace {

using Digest = std::unique_ptr<EVP_MD, Free<EVP_MD_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Mac = std::unique_ptr<EVP_MAC, Free<EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Free<EVP_MAC_CTX_free>>;

unsigned char* bytes_of(Sha256Digest& digest) {
  return reinterpret_cast<unsigned char*>(digest.data());
}

const EVP_MD* sha256_algorithm() {
  static const Digest digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  check(digest != nullptr, "EVP_MD_fetch SHA256");
  return digest.get();
}

EVP_MD_CTX* digest_context() {
  thread_local const DigestContext context(EVP_MD_CTX_new());
  check(context != nullptr, "EVP_MD_CTX_new");
  return context.get();
}

MacContext make_mac_context() {
  static const Mac mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  check(mac != nullptr, "EVP_MAC_fetch HMAC");
  MacContext context(EVP_MAC_CTX_new(mac.get()));
  check(context != nullptr, "EVP_MAC_CTX_new");
  char name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  check(EVP_MAC_CTX_set_params(context.get(), parameters) == 1, "EVP_MAC_CTX_set_params");
  return context;
}

}  // namespace

Sha256Digest sha256(std::string_view bytes) {
  Sha256Digest digest;
  EVP_MD_CTX* context = digest_context();
  check(EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1 &&
            EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1 &&
            EVP_DigestFinal_ex(context, bytes_of(digest), nullptr) == 1,
        "EVP_Digest");
  return digest;
}

Sha256Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  thread_local const MacContext context = make_mac_context();
  // A null key would mean "the key of the last call", so the empty key needs an address of its own.
  const char* key_bytes = key.empty() ? "" : key.data();
  Sha256Digest digest;
  std::size_t size = 0;
  check(EVP_MAC_init(context.get(), reinterpret_cast<const unsigned char*>(key_bytes), key.size(), nullptr) ==
                1 &&
            EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(bytes.data()),
                           bytes.size()) == 1 &&
            EVP_MAC_final(context.get(), bytes_of(digest), &size, digest.size()) == 1,
        "EVP_MAC");
  return digest;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  return hex(as_bytes(sha256(bytes)));
}

}  // namespace ddb::crypto
