#include "shared/http/cores.h"

#include <sched.h>
#include <sys/socket.h>

namespace ddb::http {

std::optional<std::size_t> current_core() {
  const int core = ::sched_getcpu();
  if (core < 0) return std::nullopt;
  return static_cast<std::size_t>(core);
}

std::optional<std::size_t> client_core(int socket) {
  int core = -1;
  socklen_t size_bytes = sizeof core;
  if (::getsockopt(socket, SOL_SOCKET, SO_INCOMING_CPU, &core, &size_bytes) != 0 || core < 0)
    return std::nullopt;
  return static_cast<std::size_t>(core);
}

void move_thread_to(std::size_t core) {
  cpu_set_t allowed;
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;  // more than CPU_SETSIZE cores
  if (core >= CPU_SETSIZE || !CPU_ISSET(core, &allowed)) return;
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(core, &only);
  if (::sched_setaffinity(0, sizeof only, &only) == 0) ::sched_setaffinity(0, sizeof allowed, &allowed);
}

}  // namespace ddb::http
