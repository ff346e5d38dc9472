#include "net/trace/otlp/span_exporter.hpp"

#include <pthread.h>

#include <random>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::net {

span_exporter::span_exporter(const trace_options& options, const std::vector<std::string>& headers,
                             std::shared_ptr<trace_telemetry> measures, trace_source from)
    : sampling_{options.sampling()},
      from_{std::move(from)},
      measures_{std::move(measures)},
      link_{options, headers},
      course_{options, *measures_, std::random_device{}()},
      thread_{[this] { run(); }} {
  pthread_setname_np(thread_.native_handle(), "spans");
}

void span_exporter::span_ended(span_report span) {
  bool is_news = false;
  {
    const std::lock_guard lock{mutex_};
    is_news = course_.add(std::move(span), clock::now());
  }
  if (is_news) {
    changed_.notify_one();
  }
}

void span_exporter::stop() {
  if (!thread_.joinable()) {
    return;
  }
  {
    const std::lock_guard lock{mutex_};
    course_.stop(clock::now());
    link_.end_by(*course_.deadline());
  }
  changed_.notify_one();
  thread_.join();
}

void span_exporter::run() {
  std::unique_lock lock{mutex_};
  for (;;) {
    const auto next = course_.next(clock::now());
    switch (next.todo) {
      case export_course::step::end: return;
      case export_course::step::send:
        lock.unlock();
        send_batch();
        lock.lock();
        break;
      case export_course::step::wait:
        if (next.until == export_course::time_point::max()) {
          changed_.wait(lock);
        } else {
          changed_.wait_until(lock, next.until);
        }
        break;
    }
  }
}

/// Only this thread changes the batch.
void span_exporter::send_batch() {
  const auto size = course_.batch().size();
  const auto outcome = link_.post(to_otlp_json(course_.batch(), from_));
  std::size_t lost = 0;
  {
    const std::lock_guard lock{mutex_};
    lost = course_.settle(outcome, clock::now());
  }
  if (!outcome.detail.empty()) {
    logging::warn("trace.not_exported",
                  {{"spans", size}, {"lost", lost}, {"detail", outcome.detail}});
  }
}

}  // namespace aurawell::net
