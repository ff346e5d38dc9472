#include "net/llm/offline_source.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cassert>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "domain/health/coach.hpp"
#include "domain/text_pieces.hpp"
#include "domain/usage_estimate.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Pieces that come sooner than this after one another travel together.
constexpr milliseconds shortest_pause{10};
/// Pieces per turn of the event loop when there is no pace.
constexpr std::size_t unpaced_pieces = 64;

/// One answer. Alive as long as a call of it waits in the event loop.
class offline_stream : public std::enable_shared_from_this<offline_stream> {
 public:
  offline_stream(boost::asio::io_context& loop, std::uint32_t rate,
                 const completion_request& request, std::shared_ptr<completion_sink> sink)
      : sink_{std::move(sink)},
        rate_{rate},
        text_{health::coach_answer(request.question)},
        pieces_{text_pieces(text_)},
        usage_{estimate_usage(request, pieces_.size())},
        timer_{loop} {}

  void silence() noexcept { silent_ = true; }

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
    for (const auto due = due_pieces(); sent_ < due; ++sent_) {
      batch.text += pieces_[sent_];
      ++batch.chunks;
    }
    const auto is_last = sent_ == pieces_.size();
    if (is_last) {
      batch.usage = usage_;
      batch.finish_reason = "stop";
    }
    sink_->on_batch(std::move(batch));
    if (!is_last) {
      wait();
    } else if (!silent_) {
      sink_->on_end({});
    }
  }

  /// Counted from the beginning, so that late timers do not slow the answer down.
  std::size_t due_pieces() const {
    if (rate_ == 0) {
      return std::min(sent_ + unpaced_pieces, pieces_.size());
    }
    const std::chrono::duration<double> elapsed = steady_clock::now() - began_;
    const auto due = static_cast<std::size_t>(elapsed.count() * rate_) + 1;
    return std::min(std::max(due, sent_ + 1), pieces_.size());
  }

  void wait() {
    if (rate_ == 0) {
      boost::asio::post(timer_.get_executor(), [self = shared_from_this()] { self->send_due(); });
      return;
    }
    const std::chrono::duration<double> next{static_cast<double>(sent_) / rate_};
    timer_.expires_at(std::max(began_ + std::chrono::ceil<steady_clock::duration>(next),
                               steady_clock::now() + shortest_pause));
    timer_.async_wait([self = shared_from_this()](boost::system::error_code problem) {
      if (!problem) {
        self->send_due();
      }
    });
  }

  const std::shared_ptr<completion_sink> sink_;
  const std::uint32_t rate_;
  const std::string text_;
  const std::vector<std::string_view> pieces_;
  const token_usage usage_;
  boost::asio::steady_timer timer_;
  steady_clock::time_point began_;
  std::size_t sent_ = 0;
  std::atomic<bool> silent_{false};
};

/// Knows the stream only while the loop does, so it may outlive both. A silenced
/// stream ends at its next piece.
class offline_transfer final : public completion_transfer {
 public:
  explicit offline_transfer(std::weak_ptr<offline_stream> stream) : stream_{std::move(stream)} {}

  ~offline_transfer() override {
    if (const auto stream = stream_.lock()) {
      stream->silence();
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

std::unique_ptr<completion_transfer> offline_source::start(completion_request request,
                                                           std::shared_ptr<completion_sink> sink) {
  auto& loop = *loops_[turn_++ % loops_.size()];
  const auto stream =
      std::make_shared<offline_stream>(loop, options_.tokens_per_second, request, std::move(sink));
  boost::asio::post(loop, [stream] { stream->begin(); });
  return std::make_unique<offline_transfer>(stream);
}

}  // namespace aurawell::net
