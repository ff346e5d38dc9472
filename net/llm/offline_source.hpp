#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>
#include <vector>

#include "domain/ports/completion_source.hpp"
#include "net/llm/request/llm_options.hpp"

namespace aurawell::net {

/// The built-in coach as a completion source: the same batches and the same end as a language
/// model, paced by `offline_options::tokens_per_second`. Never fails.
class offline_source final : public completion_source {
 public:
  /// `loops` must not be empty. An answer that is started on one of them is sent there, others are
  /// assigned in turn. They must outlive every call
  /// of `start`, but may end before the transfers.
  offline_source(const offline_options& options, std::vector<boost::asio::io_context*> loops);

  /// The answer is composed on the calling thread and sent from a loop's thread.
  std::unique_ptr<completion_transfer> start(completion_request request,
                                             std::shared_ptr<completion_sink> sink) override;
  bool can_continue() const noexcept override { return false; }

 private:
  boost::asio::io_context& next_loop();

  const offline_options options_;
  std::vector<boost::asio::io_context*> loops_;
  std::atomic<std::size_t> turn_{0};
};

}  // namespace aurawell::net
