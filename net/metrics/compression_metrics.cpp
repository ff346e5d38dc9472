#include "net/metrics/compression_metrics.hpp"

#include "net/metrics/sampled_family.hpp"

namespace aurawell::net {

std::vector<prometheus::MetricFamily> compression_families(const compression_counts* counts) {
  const auto value = [counts](const std::atomic<std::uint64_t> compression_counts::*member) {
    return counts == nullptr ? 0 : static_cast<double>((counts->*member).load());
  };
  sampled_family replies{"aurawell_http_compressions_total", prometheus::MetricType::Counter,
                         "Replies over HTTP that were compressed, or were not for lack of a "
                         "place."};
  replies.add(value(&compression_counts::compressed), {{"result", "compressed"}});
  replies.add(value(&compression_counts::without_place), {{"result", "no_place"}});
  sampled_family bytes{"aurawell_http_compressed_bytes_total", prometheus::MetricType::Counter,
                       "Bytes of the replies that were compressed, before and after it."};
  bytes.add(value(&compression_counts::bytes_before), {{"side", "before"}});
  bytes.add(value(&compression_counts::bytes_after), {{"side", "after"}});
  return {std::move(replies).take(), std::move(bytes).take()};
}

}  // namespace aurawell::net
