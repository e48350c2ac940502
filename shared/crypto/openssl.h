#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

/// What the files of this box share around OpenSSL; no other box includes it.
namespace ddb::crypto {

/// Deletes by one of OpenSSL's functions: `std::unique_ptr<EVP_MD, Free<EVP_MD_free>>`.
template <auto kFree>
struct Free {
  template <class T>
  void operator()(T* pointer) const {
    kFree(pointer);
  }
};

/// Throws `std::runtime_error` for a call that fails only without memory, or by a bug.
inline void check(bool succeeded, const char* what) {
  if (!succeeded) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

inline const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline unsigned char* unsigned_bytes(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace ddb::crypto
