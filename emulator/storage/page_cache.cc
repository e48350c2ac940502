#include "emulator/storage/page_cache.h"

#include <sqlite3.h>

#include <array>
#include <cassert>
#include <new>
#include <optional>
#include <span>
#include <utility>

#include "emulator/storage/memory_pages.h"
#include "emulator/storage/page_number_bound.h"

namespace ddb::storage {

namespace {

using PageNumber = PageNumberBound::PageNumber;

/// SQLite's own cache. The interface hands its functions nothing of ours that could hold it, so it is static:
/// written once, before SQLite starts.
sqlite3_pcache_methods2& original() {
  static sqlite3_pcache_methods2 methods{};
  return methods;
}

/// As SQLite's interface names no connection, the thread that works for one says what it is about.
const UnchangedPagesStay*& view_that_begins() {
  thread_local const UnchangedPagesStay* view = nullptr;
  return view;
}

NotedMemoryPages*& noted_memory_pages() {
  thread_local NotedMemoryPages* noted = nullptr;
  return noted;
}

/// One cache, as SQLite's interface sees it.
class PageCache {
 public:
  PageCache() = default;
  PageCache(const PageCache&) = delete;
  PageCache& operator=(const PageCache&) = delete;
  virtual ~PageCache() = default;

  virtual void set_size(int page_count) = 0;
  virtual int count() const = 0;
  virtual sqlite3_pcache_page* fetch(PageNumber number, int create_flag) = 0;
  virtual void unpin(sqlite3_pcache_page* page, int discard) = 0;
  virtual void rename(sqlite3_pcache_page* page, PageNumber from, PageNumber to) = 0;
  /// Drops all pages from `number_from` on.
  virtual void cut(PageNumber number_from) = 0;
  virtual void shrink() = 0;
};

/// Of a file: SQLite's own, and what is known of its page numbers.
class FilePageCache final : public PageCache {
 public:
  explicit FilePageCache(sqlite3_pcache* cache) : cache_(cache) {}
  ~FilePageCache() override { original().xDestroy(cache_); }

  void set_size(int page_count) override { original().xCachesize(cache_, page_count); }
  int count() const override { return original().xPagecount(cache_); }
  void shrink() override { original().xShrink(cache_); }
  void unpin(sqlite3_pcache_page* page, int discard) override { original().xUnpin(cache_, page, discard); }

  sqlite3_pcache_page* fetch(PageNumber number, int create_flag) override {
    sqlite3_pcache_page* page = original().xFetch(cache_, number, create_flag);
    if (page) bound_.add(number);
    return page;
  }

  void rename(sqlite3_pcache_page* page, PageNumber from, PageNumber to) override {
    original().xRekey(cache_, page, from, to);
    bound_.rename(from, to);
  }

  void cut(PageNumber number_from) override {
    if (number_from == 1 && view_that_begins()) return drop_changed(*view_that_begins());
    if (!bound_.may_reach(number_from)) return;
    original().xTruncate(cache_, number_from);
    bound_.cut(number_from);
  }

 private:
  /// What is cached is of views that hold all changes before `unchanged_since_`, and so is what stays: of the
  /// changes since, those before the new view's position need not be dropped again, the others may not be in
  /// it yet.
  void drop_changed(const UnchangedPagesStay& view) {
    std::array<ChangedPages::PageNumber, ChangedPages::kToldAtOnceMax> changed;
    ChangedPages::Position position = std::exchange(unchanged_since_, view.position());
    std::optional<std::size_t> count;
    do {
      count = view.changed_pages().since(position, changed);
      if (!count) return drop_all();
      for (const ChangedPages::PageNumber number : std::span(changed).first(*count))
        drop(number);
      position += *count;
    } while (*count == changed.size());
  }

  void drop(PageNumber number) {
    constexpr int kDiscard = 1;
    if (sqlite3_pcache_page* page = original().xFetch(cache_, number, 0))
      original().xUnpin(cache_, page, kDiscard);
  }

  void drop_all() {
    original().xTruncate(cache_, 1);
    bound_.cut(1);
  }

  sqlite3_pcache* cache_;
  PageNumberBound bound_;
  ChangedPages::Position unchanged_since_ = 0;
};

/// Of a database in memory: here its pages are, and nowhere else.
class MemoryPageCache final : public PageCache {
 public:
  MemoryPageCache(int page_size_bytes, int extra_size_bytes)
      : pages_(static_cast<std::size_t>(page_size_bytes), static_cast<std::size_t>(extra_size_bytes)) {
    if (noted_memory_pages()) noted_memory_pages()->note(pages_);
  }

  void set_size(int) override {}
  int count() const override { return static_cast<int>(pages_.count()); }
  void shrink() override {}
  sqlite3_pcache_page* fetch(PageNumber number, int create_flag) override {
    return create_flag == 0 ? pages_.find(number) : pages_.find_or_make(number);
  }
  void unpin(sqlite3_pcache_page* page, int discard) override {
    if (discard != 0) pages_.drop(page);
  }
  void rename(sqlite3_pcache_page* page, PageNumber, PageNumber to) override { pages_.rename(page, to); }
  void cut(PageNumber number_from) override { pages_.cut(number_from); }

 private:
  MemoryPages pages_;
};

PageCache& of(sqlite3_pcache* cache) {
  return *reinterpret_cast<PageCache*>(cache);
}

PageCache* create_for_file(int page_size_bytes, int extra_size_bytes, int is_purgeable) {
  sqlite3_pcache* cache = original().xCreate(page_size_bytes, extra_size_bytes, is_purgeable);
  if (!cache) return nullptr;
  PageCache* layer = new (std::nothrow) FilePageCache(cache);
  if (!layer) original().xDestroy(cache);
  return layer;
}

/// Only the cache of a database in memory is not purgeable: SQLite could not read its pages anew.
sqlite3_pcache* create(int page_size_bytes, int extra_size_bytes, int is_purgeable) {
  PageCache* cache = is_purgeable != 0 ? create_for_file(page_size_bytes, extra_size_bytes, is_purgeable)
                                       : new (std::nothrow)
                                             MemoryPageCache(page_size_bytes, extra_size_bytes);
  return reinterpret_cast<sqlite3_pcache*>(cache);
}

sqlite3_pcache_methods2 layer_methods() {
  sqlite3_pcache_methods2 methods = original();
  methods.xCreate = create;
  methods.xCachesize = [](sqlite3_pcache* cache, int count) { of(cache).set_size(count); };
  methods.xPagecount = [](sqlite3_pcache* cache) { return of(cache).count(); };
  methods.xFetch = [](sqlite3_pcache* cache, PageNumber number, int create_flag) {
    return of(cache).fetch(number, create_flag);
  };
  methods.xUnpin = [](sqlite3_pcache* cache, sqlite3_pcache_page* page, int discard) {
    of(cache).unpin(page, discard);
  };
  methods.xRekey = [](sqlite3_pcache* cache, sqlite3_pcache_page* page, PageNumber from, PageNumber to) {
    of(cache).rename(page, from, to);
  };
  methods.xTruncate = [](sqlite3_pcache* cache, PageNumber number_from) { of(cache).cut(number_from); };
  methods.xDestroy = [](sqlite3_pcache* cache) { delete &of(cache); };
  methods.xShrink = [](sqlite3_pcache* cache) { of(cache).shrink(); };
  return methods;
}

}  // namespace

UnchangedPagesStay::UnchangedPagesStay(const ChangedPages& changed_pages)
    : changed_pages_(changed_pages), position_(changed_pages.committed()) {
  assert(!view_that_begins());
  view_that_begins() = this;
}

UnchangedPagesStay::~UnchangedPagesStay() {
  view_that_begins() = nullptr;
}

NotedMemoryPages::NotedMemoryPages() {
  assert(!noted_memory_pages());
  noted_memory_pages() = this;
}

NotedMemoryPages::~NotedMemoryPages() {
  noted_memory_pages() = nullptr;
}

void install_page_cache() {
  if (original().xCreate) return;
  sqlite3_pcache_methods2 found{};
  if (sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &found) != SQLITE_OK) return;
  original() = found;
  const sqlite3_pcache_methods2 methods = layer_methods();
  sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods);
}

}  // namespace ddb::storage
