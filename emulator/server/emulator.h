#pragma once

#include <memory>
#include <string>
#include <vector>

#include "emulator/server/options.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace ddb::server {

/// A whole running emulator: store, engine, HTTP server and what goes on in the background.
class Emulator {
 public:
  /// Opens the store, listens and serves. `clock`, `random` and `log` must outlive it. Fails with one
  /// sentence when the file or the port can't be had.
  static Result<std::unique_ptr<Emulator>> start(const Options& options, const Clock& clock, Random& random,
                                                 Log& log);

  /// Stops serving; requests under way are answered.
  ~Emulator();

  /// "http://127.0.0.1:8000", one for each address.
  std::vector<std::string> endpoints() const;

 private:
  struct Parts;
  explicit Emulator(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace ddb::server
