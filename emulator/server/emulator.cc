#include "emulator/server/emulator.h"

#include <algorithm>
#include <utility>

#include "emulator/engine/engine.h"
#include "emulator/operations/operation_table.h"
#include "emulator/protocol/dispatcher.h"
#include "emulator/server/background.h"
#include "emulator/server/checkpoint_thread.h"
#include "emulator/server/request_handler.h"
#include "emulator/server/stream_hook.h"
#include "emulator/server/stream_hook_admin.h"
#include "emulator/storage/store.h"
#include "emulator/user_pool/front.h"
#include "emulator/user_pool/service.h"
#include "shared/crypto/secure_random.h"
#include "shared/http/host_guard.h"
#include "shared/http/server.h"

namespace ddb::server {
namespace {

/// How often expired items and old stream records are looked for.
constexpr std::chrono::milliseconds kBackgroundInterval{1'000};

storage::StoreOptions store_options(const Options& options) {
  storage::StoreOptions store;
  store.file = options.db_file;
  store.durability = options.durability;
  return store;
}

engine::EngineOptions engine_options(const Options& options) {
  engine::EngineOptions engine;
  engine.transient_status_duration = options.transient_status_duration;
  engine.shard_policy = options.shard_policy;
  return engine;
}

http::HostGuardOptions guard_options(const Options& options) {
  http::HostGuardOptions guard;
  guard.allowed_hosts = options.allowed_hosts;
  guard.allowed_origins = options.allowed_origins;
  guard.exposed_headers = "x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amz-crc32,Date";
  return guard;
}

/// The stream hooks over HTTP.
class HookRoutes final : public AdminRoutes {
 public:
  explicit HookRoutes(StreamHooks& hooks) : hooks_(hooks) {}

  http::Response handle(const http::Request& request) override {
    if (request.path() == kStreamHooksPath)
      return answer_stream_hooks_request(hooks_, request.method(), request.query(), request.body);
    http::Response response;
    response.status = 404;
    response.headers.add("Content-Type", "text/plain");
    response.body = "There is nothing here. Stream hooks are at " + std::string(kStreamHooksPath) + ".\n";
    return response;
  }

 private:
  StreamHooks& hooks_;
};

/// Adds the hooks of the command line.
Result<void> add_hooks(StreamHooks& hooks, const std::vector<std::string>& options) {
  for (const std::string& text : options) {
    const auto option = parse_stream_hook(text);
    if (!option) return Error{"Option --stream-hook: " + option.error().message};
    if (const auto added = hooks.add(*option); !added)
      return Error{"Option --stream-hook: " + added.error().message};
  }
  return {};
}

user_pool::ServiceOptions user_pool_options(const Options& options) {
  user_pool::ServiceOptions pools;
  pools.region = options.region;
  pools.account_id = options.account_id;
  return pools;
}

/// Makes the user pools of the command line, where they are not there.
Result<void> ensure_user_pools(user_pool::Service& service, const std::vector<std::string>& options) {
  for (const std::string& text : options) {
    const auto name = user_pool::parse_pool_name(text);
    if (!name) return Error{"Option --user-pool: " + name.error().message};
    if (const auto ensured = service.ensure_pool(*name); !ensured)
      return Error{"Option --user-pool: " + ensured.error().message};
  }
  return {};
}

bool is_loopback(const std::string& host) {
  return host == "::1" || host.starts_with("127.");
}

}  // namespace

/// In the order of construction: each needs those above it.
struct Emulator::Parts {
  Parts(const Options& options, std::unique_ptr<storage::Store> opened, const Clock& clock, Random& random,
        Log& log)
      : store(std::move(opened)),
        engine(*store, clock, random, engine_options(options)),
        guard(guard_options(options)),
        dispatcher(engine, log, operations::operation_table(), dispatcher_options(options)),
        hooks(engine, log),
        routes(hooks),
        user_pool_service(*store, clock, secrets, log, user_pool_options(options)),
        user_pools(user_pool_service),
        handler(dispatcher, *store, guard, {&routes, &user_pools}, clock, log,
                {options.thread_count, options.transaction_duration_ms}) {}

  protocol::DispatcherOptions dispatcher_options(const Options& options) const {
    protocol::DispatcherOptions dispatcher;
    dispatcher.region = options.region;
    dispatcher.account_id = options.account_id;
    dispatcher.endpoint = "localhost:" + std::to_string(options.port);
    dispatcher.codec = &codec;
    dispatcher.commit_mode = storage::CommitMode::kGroup;
    return dispatcher;
  }

  std::unique_ptr<storage::Store> store;
  engine::Engine engine;
  HttpBodyCodec codec;
  http::HostGuard guard;
  protocol::Dispatcher dispatcher;
  StreamHooks hooks;
  HookRoutes routes;
  crypto::SecureRandom secrets;
  user_pool::Service user_pool_service;
  user_pool::Front user_pools;
  RequestHandler handler;
  std::unique_ptr<http::Server> server;
  std::unique_ptr<Background> background;
  std::unique_ptr<CheckpointThread> checkpoints;  ///< Null in memory.
};

Emulator::Emulator(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Emulator::~Emulator() {
  parts_->background.reset();
  parts_->server.reset();
  parts_->user_pools.stop();
  parts_->checkpoints.reset();
  try {
    parts_->engine.catalog().save_statistics();
  } catch (const storage::StorageError&) {
    // Then the next run counts the items anew.
  }
}

Result<std::unique_ptr<Emulator>> Emulator::start(const Options& options, const Clock& clock, Random& random,
                                                  Log& log) {
  DDB_TRY(store, storage::Store::open(store_options(options)));
  auto parts = std::make_unique<Parts>(options, std::move(store), clock, random, log);
  DDB_CHECK(ensure_user_pools(parts->user_pool_service, options.user_pools));
  http::ServerOptions server;
  server.addresses = options.hosts;
  server.port = options.port;
  server.thread_count = options.thread_count;
  server.clock = &clock;
  server.log = &log;
  DDB_TRY(started, http::Server::start(server, parts->handler));
  parts->server = std::move(started);
  DDB_CHECK(add_hooks(parts->hooks, options.stream_hooks));
  if (options.db_file) parts->checkpoints = std::make_unique<CheckpointThread>(*parts->store, log);
  parts->background = std::make_unique<Background>(parts->engine, log, kBackgroundInterval);
  if (!std::all_of(options.hosts.begin(), options.hosts.end(), is_loopback))
    log.warning(
        "Listening beyond this machine: anyone who can reach the port can read and write every table.");
  return std::unique_ptr<Emulator>(new Emulator(std::move(parts)));
}

std::vector<std::string> Emulator::endpoints() const {
  return parts_->server->endpoints();
}

}  // namespace ddb::server
