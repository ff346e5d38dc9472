#include "net/server/io_threads.hpp"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

/// Part of a loop; tells when the loop is destroyed.
class end_note final : public boost::asio::execution_context::service {
 public:
  using key_type = end_note;
  static inline boost::asio::execution_context::id id;

  end_note(boost::asio::execution_context& owner, bool& is_over)
      : service{owner}, is_over_{is_over} {}
  ~end_note() override { is_over_ = true; }

 private:
  void shutdown() override {}

  bool& is_over_;
};

/// Work that has a timer of another loop.
class guest {
 public:
  guest(boost::asio::io_context& loop, const bool& is_over, std::optional<bool>& in_time)
      : timer_{loop, 1h}, is_over_{is_over}, in_time_{in_time} {}
  guest(const guest&) = delete;
  guest& operator=(const guest&) = delete;
  ~guest() { in_time_ = !is_over_; }

 private:
  boost::asio::steady_timer timer_;
  const bool& is_over_;
  std::optional<bool>& in_time_;
};

TEST(io_threads, drop_the_work_of_all_loops_before_the_first_loop_ends) {
  for (const std::size_t host : {0U, 1U}) {
    bool is_over = false;
    std::optional<bool> in_time;
    {
      io_threads threads{2};
      boost::asio::make_service<end_note>(threads.loop(1 - host), is_over);
      // Nothing runs any more, so that the work stays where it is.
      threads.stop();
      auto held = std::make_shared<guest>(threads.loop(1 - host), is_over, in_time);
      boost::asio::post(threads.loop(host), [held = std::move(held)] {});
    }
    EXPECT_TRUE(is_over);
    EXPECT_EQ(in_time, true) << host;
  }
}

}  // namespace
}  // namespace aurawell::net
