#pragma once

#include <memory>
#include <string>
#include <vector>

#include "backend/server/options.h"
#include "backend/server/settings.h"
#include "shared/aws/profile.h"
#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// What the backend asks of the machine; everything referred to must outlive it.
struct Machine {
  const aws::Environment& environment;
  const aws::FileReader& files;
  const aws::CommandRunner& commands;
  const Clock& clock;
  Random& random;
  aws::Sleeper& sleeper;
  Log& log;
};

/// A whole running backend: HTTP server, workers, its ways to DynamoDB, the users database and the user pool,
/// and the stream's poller if it is wanted.
class Backend {
 public:
  /// Opens the users database, listens and serves. Fails with one sentence when the database or the port
  /// can't be had. The table and the user pool are reached when they are first needed.
  static Result<std::unique_ptr<Backend>> start(const Options& options, const Settings& settings,
                                                const aws::Profile& profile, const Machine& machine);

  /// Takes no more requests, and lets those under way finish for five seconds.
  ~Backend();

  /// "http://127.0.0.1:4567", one for each address.
  std::vector<std::string> endpoints() const;

 private:
  struct Parts;
  explicit Backend(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace ddb::backend
