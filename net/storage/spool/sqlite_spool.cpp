#include "net/storage/spool/sqlite_spool.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "domain/log/log.hpp"
#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_faults.hpp"
#include "net/storage/rows/waiting_rows.hpp"
#include "net/storage/spool/spool_files.hpp"

namespace aurawell::net {
namespace {

namespace fs = std::filesystem;

/// Most writes kept that the database refused; the oldest are deleted.
constexpr std::int64_t most_aside = 256;

}  // namespace

sqlite_spool::sqlite_spool(fs::path path, const store_options& options)
    : path_{std::move(path)}, options_{options}, seal_{options.encryption_keys} {}

result<std::unique_ptr<sqlite_spool>> sqlite_spool::open(const fs::path& path,
                                                         const store_options& options,
                                                         std::optional<held_file> held) {
  std::unique_ptr<sqlite_spool> spool{new sqlite_spool{path, options}};
  if (auto opened = spool->open_file(std::move(held)); !opened) {
    return opened.failure();
  }
  return spool;
}

result<void> sqlite_spool::open_file(std::optional<held_file> held) {
  if (!held) {
    auto taken = hold_spool_file(path_);
    if (!taken) {
      return taken.failure();
    }
    held.emplace(std::move(taken).value());
  }
  auto opened = spool_connection::open(path_, std::move(*held), options_, seal_);
  if (!opened) {
    const bool can_give_up = is_damaged_database(opened.failure()) && !has_given_up_;
    return can_give_up ? give_up_file(opened.failure()) : opened.failure();
  }
  file_ = std::move(opened).value();
  return {};
}

result<void> sqlite_spool::give_up_file(const error& why) {
  has_given_up_ = true;
  logging::error("spool.unnamed_writes_lost", {{"file", path_.string()}, {"detail", why.detail}});
  return begin_anew({});
}

template <class Work>
result<void> sqlite_spool::change(const Work& work) {
  if (!file_) {
    if (auto opened = open_file(); !opened) {
      return opened;
    }
  }
  const auto run = [&] { return file_->atomically([&] { return work(*file_); }); };
  auto done = run();
  if (done || !is_damage(done.failure())) {
    return done;
  }
  const auto found = read();
  auto begun = found ? begin_anew(found->writes) : found.failure();
  return begun ? run() : begun;
}

result<salvaged_writes> sqlite_spool::read() {
  return salvage(file_->statements(), seal_, path_.string());
}

result<std::vector<waiting_write>> sqlite_spool::load() {
  if (!file_) {
    if (auto opened = open_file(); !opened) {
      return opened.failure();
    }
  }
  const bool is_sound = file_->is_sound();
  auto found = read();
  if (!found) {
    return found.failure();
  }
  const auto done = is_sound && found->is_whole ? mend(*found) : begin_anew(found->writes);
  if (!done) {
    return done.failure();
  }
  std::vector<waiting_write> waiting;
  for (auto& one : found->writes) {
    if (one.refused.empty()) {
      waiting.push_back({one.number, std::move(one.write)});
    }
  }
  return waiting;
}

result<void> sqlite_spool::mend(const salvaged_writes& found) {
  if (found.useless.empty() && found.orphans.empty()) {
    return {};
  }
  return change([&](spool_connection& file) -> result<void> {
    for (const auto number : found.useless) {
      if (auto removed = run_once(file.statements().remove, number); !removed) {
        return removed;
      }
    }
    for (const auto& one : found.writes) {
      auto aside = one.refused.empty() ? result<void>{}
                                       : run_once(file.statements().set_aside, one.number,
                                                  std::string_view{one.refused});
      if (!aside) {
        return aside;
      }
    }
    return {};
  });
}

result<void> sqlite_spool::begin_anew(const std::vector<kept_write>& writes) {
  logging::error("spool.damaged", {{"file", path_.string()},
                                   {"readable_writes", writes.size()},
                                   {"kept_as", beside(path_, ".damaged").string()}});
  auto done = make_new_file(writes);
  if (done) {
    file_.reset();
    done = put_new_spool(path_);
  }
  return done ? open_file() : done;
}

result<void> sqlite_spool::make_new_file(const std::vector<kept_write>& writes) {
  const auto path = beside(path_, ".new");
  remove_database(path);
  const auto next = open(path, options_);
  if (!next) {
    return next.failure();
  }
  return (*next)->change([&](spool_connection& file) -> result<void> {
    for (const auto& [number, write, refused] : writes) {
      auto added = add_waiting(file.statements(), number, write, seal_);
      if (added && !refused.empty()) {
        added = run_once(file.statements().set_aside, number, std::string_view{refused});
      }
      if (!added) {
        return added;
      }
    }
    return {};
  });
}

result<std::int64_t> sqlite_spool::append(const std::vector<spooled_write>& writes) {
  std::int64_t first = 0;
  const auto done = change([&](spool_connection& file) -> result<void> {
    {
      sql_run next{file.statements().next_number};
      if (const auto row = next.step(); !row) {
        return row.failure();
      }
      first = next.integer(0);
    }
    for (std::size_t i = 0; i < writes.size(); ++i) {
      const auto number = first + static_cast<std::int64_t>(i);
      if (auto added = add_waiting(file.statements(), number, writes[i], seal_); !added) {
        return added;
      }
    }
    return {};
  });
  if (!done) {
    return error{ec::database_unreachable,
                 "the spool takes no more (storage.spool_bytes): " + done.failure().detail};
  }
  return first;
}

result<void> sqlite_spool::remove_until(std::int64_t number) {
  return change(
      [&](spool_connection& file) { return run_once(file.statements().remove_until, number); });
}

result<void> sqlite_spool::clear() {
  auto cleared = change([](spool_connection& file) {
    file.sweep_log();
    return run_once(file.statements().clear);
  });
  if (cleared) {
    (void)file_->reserve();
  }
  return cleared;
}

result<void> sqlite_spool::set_aside(std::int64_t number, ec why) {
  auto done = change([&](spool_connection& file) {
    auto aside = run_once(file.statements().set_aside, number, to_string(why));
    return aside ? run_once(file.statements().forget_aside, most_aside) : aside;
  });
  if (done || !is_full(done.failure())) {
    return done;
  }
  logging::error("spool.refused_write_lost",
                 {{"file", path_.string()},
                  {"write", number},
                  {"detail", done.failure().detail},
                  {"hint", "the spool has no room; raise storage.spool_bytes"}});
  // Otherwise it would be tried again with its whole batch, for ever.
  (void)change([&](spool_connection& file) { return run_once(file.statements().remove, number); });
  return {};
}

result<void> sqlite_spool::erase(const user_id& user) {
  auto erased = change([&](spool_connection& file) {
    file.sweep_log();
    return run_once(file.statements().erase, user.value);
  });
  // In a damaged file a user's writes cannot be found.
  return erased ? remove_other_spools(path_) : erased;
}

std::size_t sqlite_spool::bytes() const noexcept {
  return file_ ? file_->bytes() : 0;
}

}  // namespace aurawell::net
