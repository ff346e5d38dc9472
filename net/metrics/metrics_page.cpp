#include "net/metrics/metrics_page.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/log/log.hpp"
#include "net/metrics/compression_metrics.hpp"
#include "net/metrics/process_metrics.hpp"
#include "net/metrics/status_metrics.hpp"

namespace aurawell::net {

std::vector<prometheus::MetricFamily> collect_metrics(const metric_sources& from) {
  auto all = from.counted.collect();
  const auto add = [&all](std::vector<prometheus::MetricFamily> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
  };
  add(pool_families(from.status.pools()));
  add(provider_families(from.status.providers()));
  add(population_families(from.status.live_counts()));
  add(store_families(from.status.store()));
  add(memory_families(from.status.memory()));
  add(connection_families(from.census.now()));
  add(drain_families(from.drain.read()));
  add({takeover_family(from.takeovers ? from.takeovers->read() : takeover_counts{})});
  add({watchdog_family(from.watchdog ? from.watchdog->read() : watchdog_counts{})});
  add(log_families(logging::counts()));
  add(tls_families(from.certificates));
  add(compression_families(from.compressed));
  add(process_families());
  add({build_family(from.version)});
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

std::string metrics_page(const metric_sources& from) {
  return prometheus::TextSerializer{}.Serialize(collect_metrics(from));
}

}  // namespace aurawell::net
