#include <boost/asio/post.hpp>
#include <chrono>
#include <future>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "domain/ports/telemetry.hpp"
#include "net/llm/llm_client.hpp"
#include "tests/net/llm/llm_fixture.hpp"

namespace aurawell::net {
namespace {

using std::chrono::steady_clock;

class recorded_closes final : public telemetry {
 public:
  void upstream_closed(std::chrono::nanoseconds since_cancel) override {
    const std::lock_guard lock{mutex_};
    all_.push_back(since_cancel);
  }
  std::vector<std::chrono::nanoseconds> all() const {
    const std::lock_guard lock{mutex_};
    return all_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::chrono::nanoseconds> all_;
};

class llm_client_lifetime : public llm_fixture {
 protected:
  /// Begins an answer that never ends.
  static scripted_server::script endless() {
    return {{act::send, chunked_head() + chunk(text_event("a"))}, {act::stall}};
  }

  /// Waits until everything that was posted to a loop before is done.
  void drain(std::size_t loop) {
    std::promise<void> done;
    boost::asio::post(threads_.loop(loop), [&] { done.set_value(); });
    done.get_future().wait();
  }
};

TEST_F(llm_client_lifetime, closes_the_connection_when_the_transfer_is_destroyed) {
  scripted_server server{endless()};
  auto one = ask(client_of(server));
  ASSERT_TRUE(one.sink->wait_for_text("a"));
  const auto begin = steady_clock::now();
  one.transfer.reset();
  ASSERT_TRUE(server.wait_for_hang_ups(1));
  const std::chrono::duration<double, std::milli> took = steady_clock::now() - begin;
  RecordProperty("cancel_to_close_ms", std::to_string(took.count()));
  EXPECT_FALSE(one.sink->has_end());
}

TEST_F(llm_client_lifetime, tells_how_long_the_upstream_went_on_when_a_person_stopped_it) {
  scripted_server server{endless()};
  const auto measures = std::make_shared<recorded_closes>();
  loops_ = {std::make_shared<curl_loop>(threads_.loop(0), measures)};
  auto& client = client_of(server);
  auto unasked = ask(client);
  auto cancelled = ask(client);
  ASSERT_TRUE(unasked.sink->wait_for_text("a"));
  ASSERT_TRUE(cancelled.sink->wait_for_text("a"));
  unasked.transfer.reset();
  cancelled.transfer->note_cancel(steady_clock::now() - std::chrono::hours{1});
  cancelled.transfer.reset();
  ASSERT_TRUE(server.wait_for_hang_ups(2));
  drain(0);
  ASSERT_EQ(measures->all().size(), 1U);
  EXPECT_GE(measures->all().front(), std::chrono::hours{1});
  EXPECT_LT(measures->all().front(), std::chrono::hours{2});
}

TEST_F(llm_client_lifetime, tells_nothing_of_an_answer_that_was_over_when_it_was_stopped) {
  scripted_server server{answer("a")};
  const auto measures = std::make_shared<recorded_closes>();
  loops_ = {std::make_shared<curl_loop>(threads_.loop(0), measures)};
  auto one = ask(client_of(server));
  EXPECT_FALSE(one.sink->wait_for_end());
  one.transfer->note_cancel(steady_clock::now());
  one.transfer.reset();
  drain(0);
  EXPECT_TRUE(measures->all().empty());
}

TEST_F(llm_client_lifetime, closes_a_connection_that_has_no_header_yet) {
  scripted_server server{{{act::stall}}};
  auto one = ask(client_of(server));
  ASSERT_TRUE(server.wait_for_requests(1));
  one.transfer.reset();
  EXPECT_TRUE(server.wait_for_hang_ups(1));
  EXPECT_FALSE(one.sink->has_end());
}

TEST_F(llm_client_lifetime, lets_go_of_the_sink_when_the_transfer_is_destroyed) {
  scripted_server server{endless()};
  auto one = ask(client_of(server));
  ASSERT_TRUE(one.sink->wait_for_text("a"));
  const std::weak_ptr<recording_sink> sink = one.sink;
  one = {};
  drain(0);
  EXPECT_TRUE(sink.expired());
}

TEST_F(llm_client_lifetime, never_starts_what_is_stopped_at_once) {
  scripted_server server{endless()};
  std::promise<void> release;
  boost::asio::post(threads_.loop(0), [&] { release.get_future().wait(); });
  auto one = ask(client_of(server));
  one.transfer.reset();
  release.set_value();
  drain(0);
  EXPECT_EQ(loops_[0]->running(), 0U);
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(llm_client_lifetime, may_be_stopped_from_inside_the_sink) {
  scripted_server server{endless()};
  auto sink = std::make_shared<recording_sink>();
  std::promise<std::unique_ptr<completion_transfer>> handle;
  auto taken = handle.get_future();
  sink->during_batch = [&taken] {
    if (taken.valid()) {
      taken.get().reset();
    }
  };
  handle.set_value(client_of(server).start(sample_request(), sink));
  EXPECT_TRUE(server.wait_for_hang_ups(1));
  EXPECT_FALSE(sink->has_end());
  drain(0);
  sink->during_batch = nullptr;
}

TEST_F(llm_client_lifetime, ends_with_its_loop_without_a_last_word) {
  scripted_server server{endless()};
  auto one = ask(client_of(server));
  ASSERT_TRUE(one.sink->wait_for_text("a"));
  client_.reset();
  loops_.clear();
  EXPECT_TRUE(server.wait_for_hang_ups(1));
  EXPECT_FALSE(one.sink->has_end());
}

TEST_F(llm_client_lifetime, releases_everything_when_the_loop_ends_behind_its_thread) {
  scripted_server server{endless()};
  auto one = ask(client_of(server));
  ASSERT_TRUE(one.sink->wait_for_text("a"));
  threads_.stop();
  client_.reset();
  loops_.clear();
  EXPECT_TRUE(server.wait_for_hang_ups(1));
  EXPECT_EQ(one.sink.use_count(), 1);
}

TEST_F(llm_client_lifetime, may_end_in_any_order) {
  scripted_server server{endless()};
  std::shared_ptr<curl_loop> loop;
  asked running;
  asked waiting;
  {
    io_threads threads{1};
    loop = std::make_shared<curl_loop>(threads.loop(0));
    llm_options options;
    options.base_url = server.base_url();
    llm_client client{options, {loop}};
    running = ask(client);
    ASSERT_TRUE(running.sink->wait_for_text("a"));
    threads.stop();
    waiting = ask(client);
  }
  EXPECT_EQ(running.sink.use_count(), 1);
  EXPECT_EQ(waiting.sink.use_count(), 1);
  running.transfer.reset();
  loop.reset();
  waiting.transfer.reset();
}

TEST_F(llm_client_lifetime, starts_nothing_on_a_loop_that_has_ended) {
  scripted_server server{endless()};
  auto& client = client_of(server);
  threads_.stop();
  auto one = ask(client);
  EXPECT_FALSE(one.sink->has_end());
}

TEST_F(llm_client_lifetime, survives_starts_and_stops_from_many_threads) {
  scripted_server::script script{{act::send, chunked_head()}};
  for (auto i = 0; i < 20; ++i) {
    script.push_back({act::send, chunk(text_event("x"))});
  }
  script.push_back({act::send, chunk(end_events()) + last_chunk()});
  scripted_server server{script};
  auto& client = client_of(server);
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));

  std::vector<std::thread> askers;
  for (auto t = 0U; t < 4; ++t) {
    askers.emplace_back([&client, seed, t] {
      std::mt19937 random{seed + t};
      for (auto i = 0; i < 50; ++i) {
        auto one = ask(client);
        if (random() % 2 == 0) {
          EXPECT_TRUE(one.sink->wait_for_batches(1));
        }
        if (random() % 4 == 0) {
          EXPECT_FALSE(one.sink->wait_for_end());
          EXPECT_EQ(one.sink->text(), std::string(20, 'x'));
        }
        one.transfer.reset();
        EXPECT_FALSE(one.sink->broke_the_port());
      }
    });
  }
  for (auto& asker : askers) {
    asker.join();
  }
  drain(0);
  drain(1);
}

}  // namespace
}  // namespace aurawell::net
