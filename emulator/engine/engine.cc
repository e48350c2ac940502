#include "emulator/engine/engine.h"

namespace ddb::engine {
namespace {

/// Expressions kept parsed. A program rarely uses more texts than this; each costs a few hundred bytes.
constexpr std::size_t kParsedExpressionsMax = 1'000;

}  // namespace

Engine::Engine(storage::Store& store, const Clock& clock, Random& random, EngineOptions options)
    : store_(store),
      clock_(clock),
      random_(random),
      options_(options),
      catalog_(store),
      changes_(store),
      transaction_tokens_(clock),
      expressions_(kParsedExpressionsMax) {}

}  // namespace ddb::engine
