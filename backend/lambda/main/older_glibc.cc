// Lambda's provided.al2023 has glibc 2.34. Of all that the program is linked with, two functions are of a
// later one: libgcc's unwinder asks for `_dl_find_object` (glibc 2.35), libstdc++'s random_device for
// `arc4random` (2.36). Defined here, by what glibc 2.34 has, neither is asked of the system.
// `tools/package-lambda` checks that nothing else is.

#include <dlfcn.h>
#include <link.h>
#include <sys/random.h>

#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 36)

namespace {

struct Search {
  ElfW(Addr) address;
  dl_find_object* result;
};

/// For `dl_iterate_phdr`: fills in the result if the object holds the address.
int look_into_object(dl_phdr_info* object, std::size_t, void* data) {
  const auto& search = *static_cast<const Search*>(data);
  const ElfW(Phdr)* holding = nullptr;
  const ElfW(Phdr)* unwind_table = nullptr;
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = object->dlpi_phdr[i];
    const ElfW(Addr) begin = object->dlpi_addr + header.p_vaddr;
    if (header.p_type == PT_LOAD && search.address >= begin && search.address - begin < header.p_memsz) {
      holding = &header;
    }
    if (header.p_type == PT_GNU_EH_FRAME) unwind_table = &header;
  }
  if (!holding || !unwind_table) return 0;
  const auto pointer = [object](ElfW(Addr) address) {
    return reinterpret_cast<void*>(object->dlpi_addr + address);  // NOLINT(performance-no-int-to-ptr)
  };
  *search.result = {};
  search.result->dlfo_map_start = pointer(holding->p_vaddr);
  search.result->dlfo_map_end = pointer(holding->p_vaddr + holding->p_memsz);
  search.result->dlfo_eh_frame = pointer(unwind_table->p_vaddr);
  return 1;
}

}  // namespace

extern "C" int _dl_find_object(void* address, dl_find_object* result) noexcept {
  Search search{.address = reinterpret_cast<ElfW(Addr)>(address), .result = result};
  return dl_iterate_phdr(look_into_object, &search) == 1 ? 0 : -1;
}

extern "C" std::uint32_t arc4random() noexcept {
  std::uint32_t bits = 0;
  while (getrandom(&bits, sizeof bits, 0) != static_cast<ssize_t>(sizeof bits)) {
  }
  return bits;
}

#endif
