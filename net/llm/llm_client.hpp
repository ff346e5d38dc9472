#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include "domain/models/provider_lessons.hpp"
#include "domain/ports/completion_source.hpp"
#include "net/llm/request/llm_options.hpp"

namespace aurawell::net {

class curl_loop;
class llm_upstream;

/// One OpenAI-compatible upstream. Each answer is one HTTP exchange. Retries and all timeouts
/// except the connect timeout are the caller's task. The sink is called on the thread of the loop
/// that the answer was assigned to.
class llm_client final : public completion_source {
 public:
  /// `loops` must not be empty. An answer that is started on one of them is assigned to it, others
  /// are assigned in turn. Uses `lessons` and adds to
  /// them.
  llm_client(const llm_options& options, std::vector<std::shared_ptr<curl_loop>> loops,
             std::shared_ptr<provider_lessons> lessons = std::make_shared<provider_lessons>());
  ~llm_client() override;

  /// The first batch reports the 2xx header, so it is usually empty.
  std::unique_ptr<completion_transfer> start(completion_request request,
                                             std::shared_ptr<completion_sink> sink) override;
  bool can_continue() const noexcept override;
  bool may_have_unopened_thoughts() const noexcept override;

 private:
  curl_loop& next_loop();

  std::shared_ptr<llm_upstream> upstream_;
  std::vector<std::shared_ptr<curl_loop>> loops_;
  std::atomic<std::size_t> turn_{0};
};

}  // namespace aurawell::net
