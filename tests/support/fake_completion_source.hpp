#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/completion_source.hpp"

namespace aurawell::test_support {

/// An upstream that the test controls.
class fake_completion_source final : public completion_source {
 public:
  struct call {
    completion_request request;
    std::shared_ptr<completion_sink> sink;
    bool running = true;
    /// The arguments of `note_cancel`.
    std::optional<std::chrono::steady_clock::time_point> cancelled_at{};

    void header() { sink->on_batch({}); }
    void text(std::string content) {
      completion_batch batch;
      batch.text = std::move(content);
      batch.chunks = 1;
      sink->on_batch(std::move(batch));
    }
    void reasoning(std::string content) {
      completion_batch batch;
      batch.reasoning = std::move(content);
      batch.chunks = 1;
      sink->on_batch(std::move(batch));
    }
    void finish() {
      completion_batch last;
      last.finish_reason = "stop";
      last.model = "fake-1";
      last.usage = token_usage{3, 5, 8, {}, {}, false};
      sink->on_batch(std::move(last));
      sink->on_finish({});
    }
    void finish_reason(std::string why) {
      completion_batch batch;
      batch.finish_reason = std::move(why);
      sink->on_batch(std::move(batch));
    }
    /// Sends text with a finish reason, as a server may do in every chunk.
    void text_and_reason(std::string words, std::string why) {
      completion_batch batch;
      batch.text = std::move(words);
      batch.chunks = 1;
      batch.finish_reason = std::move(why);
      batch.words_may_follow = true;
      sink->on_batch(std::move(batch));
    }
    /// Sends held-back text with a finish reason.
    void held_text_and_reason(std::string words, std::string why) {
      completion_batch batch;
      batch.chunks = 1;
      batch.finish_reason = std::move(why);
      batch.held_text = std::move(words);
      sink->on_batch(std::move(batch));
    }
    /// Ends the answer without text; the finish reason came before.
    void end_blank(bool retryable = true) {
      completion_failure why{{ec::upstream_failed, "no answer"}, 200, {}, retryable};
      why.is_blank = true;
      fail(std::move(why));
    }
    void finish_without_usage() { sink->on_finish({}); }
    void fail(completion_failure why) { sink->on_finish({std::move(why)}); }
    void fail(ec code, bool retryable = true) {
      sink->on_finish({completion_failure{{code, "as the test wished"}, 503, {}, retryable}});
    }
  };

  std::unique_ptr<completion_transfer> start(completion_request request,
                                             std::shared_ptr<completion_sink> sink) override {
    calls.push_back(std::make_shared<call>(call{std::move(request), std::move(sink)}));
    return std::make_unique<transfer>(calls.back());
  }

  bool can_continue() const noexcept override { return continues; }
  bool may_have_unopened_thoughts() const noexcept override { return thinks_unopened; }

  call& last() { return *calls.back(); }
  std::size_t running() const {
    std::size_t count = 0;
    for (const auto& one : calls) {
      count += one->running ? 1 : 0;
    }
    return count;
  }

  std::vector<std::shared_ptr<call>> calls;
  bool continues = true;
  bool thinks_unopened = false;

 private:
  struct transfer final : completion_transfer {
    explicit transfer(std::shared_ptr<call> call_made) : of{std::move(call_made)} {}
    ~transfer() override { of->running = false; }
    void note_cancel(std::chrono::steady_clock::time_point asked_at) noexcept override {
      of->cancelled_at = asked_at;
    }
    std::shared_ptr<call> of;
  };
};

}  // namespace aurawell::test_support
