#include "net/llm/llm_client.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <optional>
#include <utility>

#include "net/llm/curl/curl_loop.hpp"
#include "net/llm/curl/curl_mailbox.hpp"
#include "net/llm/llm_exchange.hpp"
#include "net/llm/llm_upstream.hpp"

namespace aurawell::net {
namespace {

class llm_transfer final : public completion_transfer {
 public:
  llm_transfer(std::shared_ptr<curl_mailbox> loop, std::weak_ptr<llm_exchange> exchange)
      : loop_{std::move(loop)}, exchange_{std::move(exchange)} {}

  ~llm_transfer() override {
    if (auto running = exchange_.lock()) {
      loop_->stop({std::move(running), asked_at_});
    }
  }

  void note_cancel(std::chrono::steady_clock::time_point asked_at) noexcept override {
    asked_at_ = asked_at;
  }

 private:
  const std::shared_ptr<curl_mailbox> loop_;
  /// Owned by the loop; expires when the loop ends.
  const std::weak_ptr<llm_exchange> exchange_;
  std::optional<std::chrono::steady_clock::time_point> asked_at_;
};

}  // namespace

llm_client::llm_client(const llm_options& options, std::vector<std::shared_ptr<curl_loop>> loops,
                       std::shared_ptr<provider_lessons> lessons)
    : upstream_{std::make_shared<llm_upstream>(options, std::move(lessons))},
      loops_{std::move(loops)} {
  assert(!loops_.empty());
}

llm_client::~llm_client() = default;

bool llm_client::can_continue() const noexcept {
  return upstream_->can_continue();
}

bool llm_client::may_have_unopened_thoughts() const noexcept {
  return upstream_->options().unopened_thoughts != thought_style::never;
}

curl_loop& llm_client::next_loop() {
  const auto here = std::ranges::find_if(loops_, [](const auto& one) { return one->is_here(); });
  return here != loops_.end() ? **here : *loops_[turn_++ % loops_.size()];
}

std::unique_ptr<completion_transfer> llm_client::start(completion_request request,
                                                       std::shared_ptr<completion_sink> sink) {
  const auto is_continuation = !request.partial.empty();
  auto trace = std::move(request.trace);
  auto exchange =
      std::make_shared<llm_exchange>(upstream_, upstream_->adapt(std::move(request)),
                                     std::move(sink), is_continuation, std::move(trace));
  auto& loop = next_loop();
  auto transfer = std::make_unique<llm_transfer>(loop.mailbox(), exchange);
  loop.start(std::move(exchange));
  return transfer;
}

}  // namespace aurawell::net
