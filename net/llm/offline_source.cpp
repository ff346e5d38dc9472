#include "net/llm/offline_source.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cassert>
#include <chrono>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "domain/coach/coach.hpp"
#include "domain/models/usage_estimate.hpp"
#include "domain/text/text_phrases.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Phrases that are due within this time are sent together.
constexpr milliseconds shortest_pause{10};
/// Phrases per turn of the event loop without a pace.
constexpr std::size_t unpaced_phrases = 4;
/// Clients of the replaced service stop reading after 99 frames, status included.
constexpr std::size_t most_phrases = 80;

std::size_t tokens_of(const std::vector<text_phrase>& phrases) {
  return std::accumulate(
      phrases.begin(), phrases.end(), std::size_t{0},
      [](std::size_t sum, const text_phrase& phrase) { return sum + phrase.tokens; });
}

/// One answer. Owned by its pending calls in the event loop.
class offline_stream : public std::enable_shared_from_this<offline_stream> {
 public:
  offline_stream(boost::asio::io_context& loop, std::uint32_t rate,
                 const completion_request& request, std::shared_ptr<completion_sink> sink)
      : sink_{std::move(sink)},
        rate_{rate},
        text_{health::coach_answer(request.question)},
        phrases_{text_phrases(text_, most_phrases)},
        usage_{estimate_usage(request, tokens_of(phrases_))},
        timer_{loop} {}

  void stop_calls() noexcept { silent_ = true; }

  void begin() {
    began_ = steady_clock::now();
    send_due();
  }

 private:
  void send_due() {
    if (silent_) {
      return;
    }
    completion_batch batch;
    if (sent_ == 0) {
      batch.model = "aurawell-coach";
    }
    for (const auto now = steady_clock::now(); is_due(batch.chunks, now); ++sent_) {
      batch.text += phrases_[sent_].text;
      sent_tokens_ += phrases_[sent_].tokens;
      ++batch.chunks;
    }
    const auto is_last = sent_ == phrases_.size();
    if (is_last) {
      batch.usage = usage_;
      batch.finish_reason = "stop";
    }
    sink_->on_batch(std::move(batch));
    if (!is_last) {
      wait();
    } else if (!silent_) {
      sink_->on_finish({});
    }
  }

  /// Whether the next phrase is due, after `in_batch` others of this turn.
  bool is_due(std::size_t in_batch, steady_clock::time_point now) const {
    if (sent_ == phrases_.size()) {
      return false;
    }
    return rate_ == 0 ? in_batch < unpaced_phrases : in_batch == 0 || due_at() <= now;
  }

  /// When the next phrase is due. Computed from the beginning, so that late timers do not slow the
  /// answer down.
  steady_clock::time_point due_at() const {
    const std::chrono::duration<double> since{static_cast<double>(sent_tokens_) / rate_};
    return began_ + std::chrono::ceil<steady_clock::duration>(since);
  }

  void wait() {
    if (rate_ == 0) {
      boost::asio::post(timer_.get_executor(), [self = shared_from_this()] { self->send_due(); });
      return;
    }
    timer_.expires_at(std::max(due_at(), steady_clock::now() + shortest_pause));
    timer_.async_wait([self = shared_from_this()](boost::system::error_code problem) {
      if (!problem) {
        self->send_due();
      }
    });
  }

  const std::shared_ptr<completion_sink> sink_;
  const std::uint32_t rate_;
  const std::string text_;
  const std::vector<text_phrase> phrases_;
  const token_usage usage_;
  boost::asio::steady_timer timer_;
  steady_clock::time_point began_;
  std::size_t sent_ = 0;
  std::size_t sent_tokens_ = 0;
  std::atomic<bool> silent_{false};
};

/// Refers to the stream weakly, so it may outlive stream and loop. A silenced stream ends at its
/// next phrase.
class offline_transfer final : public completion_transfer {
 public:
  explicit offline_transfer(std::weak_ptr<offline_stream> stream) : stream_{std::move(stream)} {}

  ~offline_transfer() override {
    if (const auto stream = stream_.lock()) {
      stream->stop_calls();
    }
  }

 private:
  const std::weak_ptr<offline_stream> stream_;
};

}  // namespace

offline_source::offline_source(const offline_options& options,
                               std::vector<boost::asio::io_context*> loops)
    : options_{options}, loops_{std::move(loops)} {
  assert(!loops_.empty());
}

boost::asio::io_context& offline_source::next_loop() {
  const auto here = std::ranges::find_if(
      loops_, [](auto* one) { return one->get_executor().running_in_this_thread(); });
  return here != loops_.end() ? **here : *loops_[turn_++ % loops_.size()];
}

std::unique_ptr<completion_transfer> offline_source::start(completion_request request,
                                                           std::shared_ptr<completion_sink> sink) {
  auto& loop = next_loop();
  const auto stream =
      std::make_shared<offline_stream>(loop, options_.tokens_per_second, request, std::move(sink));
  boost::asio::post(loop, [stream] { stream->begin(); });
  return std::make_unique<offline_transfer>(stream);
}

}  // namespace aurawell::net
