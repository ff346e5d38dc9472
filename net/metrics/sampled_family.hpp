#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

namespace aurawell::net {

/// A family whose values are read at each scrape, not counted continuously.
class sampled_family {
 public:
  using labels = std::vector<prometheus::ClientMetric::Label>;

  sampled_family(std::string name, prometheus::MetricType type, std::string help) {
    family_.name = std::move(name);
    family_.type = type;
    family_.help = std::move(help);
  }

  void add(double value, labels row_labels = {}) {
    auto& metric = family_.metric.emplace_back();
    metric.label = std::move(row_labels);
    metric.gauge.value = metric.counter.value = value;
  }

  prometheus::MetricFamily take() && { return std::move(family_); }

 private:
  prometheus::MetricFamily family_;
};

}  // namespace aurawell::net
