#include "net/tls/served_certificate.hpp"

#include <sys/stat.h>

#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

/// Less than this before its end a certificate is worth a warning.
constexpr std::chrono::days renewal_time{14};

std::int64_t days_between(wall_time from, wall_time until) {
  return std::chrono::floor<std::chrono::days>(until - from).count();
}

}  // namespace

result<void> served_certificate::load(wall_time now) {
  const std::lock_guard lock{reading_};
  seen_ = look();
  auto made = tls_context::make(files_);
  if (!made) {
    return made.failure();
  }
  log_state(**made, now);
  adopt(*std::move(made), now);
  return {};
}

std::shared_ptr<const tls_context> served_certificate::current() const {
  const std::lock_guard lock{mutex_};
  return current_;
}

void served_certificate::check(wall_time now) {
  const std::lock_guard lock{reading_};
  // Before reading: what changes during it is seen by the next look.
  const auto found = look();
  const bool has_changed = found != seen_;
  seen_ = found;
  if (has_changed || !problem_.empty()) {
    read_again(now, true);
  } else if (now < read_at_ || now >= read_at_ + ticket_key_life) {
    read_again(now, false);
  }
}

void served_certificate::reload(wall_time now) {
  const std::lock_guard lock{reading_};
  seen_ = look();
  problem_.clear();
  read_again(now, true);
}

void served_certificate::read_again(wall_time now, bool is_renewal) {
  read_at_ = now;
  auto made = tls_context::make(files_);
  if (made && !(*made)->is_valid_at(now) && current()->is_valid_at(now)) {
    made = error{ec::bad_configuration, "\"" + files_.certificate +
                                            "\" has a certificate that has expired, or is not "
                                            "valid yet"};
  }
  if (!made) {
    if (made.failure().detail != problem_) {
      ++failed_loads_;
      problem_ = made.failure().detail;
      logging::error("tls.certificate_unusable", {{"listener", listener_},
                                                  {"detail", problem_},
                                                  {"hint", "the former certificate stays in use"}});
    }
    return;
  }
  problem_.clear();
  if (is_renewal) {
    log_state(**made, now);
  }
  adopt(*std::move(made), now);
}

void served_certificate::adopt(std::shared_ptr<const tls_context> next, wall_time now) {
  read_at_ = now;
  ++loads_;
  const std::lock_guard lock{mutex_};
  current_.swap(next);
}

void served_certificate::log_state(const tls_context& read, wall_time now) const {
  const auto days = days_between(now, read.expires());
  logging::info("tls.certificate_loaded",
                {{"listener", listener_}, {"file", files_.certificate}, {"days_left", days}});
  if (!read.is_valid_at(now) || read.expires() - now < renewal_time) {
    logging::warn(
        "tls.certificate_expires",
        {{"listener", listener_},
         {"days_left", days},
         {"hint", read.is_valid_at(now) ? "renew it" : "it is not valid now: clients refuse it"}});
  }
}

served_certificate::versions served_certificate::look() const {
  versions found;
  const std::array<const std::string*, 3> paths{&files_.certificate, &files_.private_key,
                                                &files_.client_ca};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    struct stat of {};
    if (!paths[i]->empty() && ::stat(paths[i]->c_str(), &of) == 0) {
      const std::chrono::seconds whole{of.st_mtim.tv_sec};
      found[i] = {of.st_ino, of.st_size, whole + std::chrono::nanoseconds{of.st_mtim.tv_nsec}};
    }
  }
  return found;
}

}  // namespace aurawell::net
