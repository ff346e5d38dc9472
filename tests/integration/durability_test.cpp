#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "net/storage/store/make_store.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

class durability : public ::testing::Test {
 protected:
  std::vector<past_exchange> stored(const std::string& conversation) {
    auto store = net::open_store(options());
    EXPECT_TRUE(store.has_value());
    return (*store)->load_past({{{"u1"}, {"u1"}, {conversation}}}).value().exchanges;
  }

  net::store_options options() const {
    net::store_options options;
    options.url = "sqlite:" + (folder / "test.db").string();
    return options;
  }

  config::settings on_disk(config::settings values) const {
    values.storage = options();
    return values;
  }

  temp_folder folder;
};

TEST_F(durability, keeps_question_and_answer_before_it_says_done) {
  running_service service{on_disk(test_settings())};
  auto client = service.connect("u1");
  client.send(R"({"type":"health_chat","conversation_id":"c1","data":{"message":"sleep?"}})");
  const auto heard = read_answer(client);
  // Read while the service runs, so that data that waits in memory is detected.
  const auto history = stored("c1");
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].question, "sleep?");
  EXPECT_EQ(history[0].answer, heard.joined);
}

TEST_F(durability, keeps_the_part_that_had_come_when_the_server_stops) {
  mock::mock_llm_options upstream_options;
  upstream_options.answer.tokens = 100'000;
  mock::mock_llm upstream{upstream_options};
  running_service service{on_disk(settings_with(upstream))};
  auto client = service.connect("u1");
  client.send(R"({"type":"health_chat","conversation_id":"c1","data":{"message":"go on"}})");
  std::string seen;
  while (!::testing::Test::HasFailure() && seen.size() < 20) {
    seen += read_event(client).text("delta");
  }
  ws_frame frame;
  std::thread reader{[&] {
    for (frame = client.read(); frame.is_text(); frame = client.read()) {
      seen += event{frame.text}.text("delta");
    }
  }};
  service.stop();
  reader.join();
  EXPECT_TRUE(frame.is_closed(1012));
  const auto history = stored("c1");
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].answer.substr(0, seen.size()), seen);
}

TEST_F(durability, uses_the_history_after_a_restart) {
  for (int run = 0; run < 2; ++run) {
    running_service service{on_disk(test_settings())};
    auto client = service.connect("u1");
    const std::string message =
        run == 0 ? "I am 40, male, 180 cm and 90 kg. Hello!" : "What is my BMI?";
    client.send(R"({"type":"health_chat","conversation_id":"c1","data":{"message":")" + message +
                R"("}})");
    const auto heard = read_answer(client);
    if (run == 1) {
      EXPECT_NE(heard.joined.find("27.8"), std::string::npos) << heard.joined;
    }
  }
}

TEST_F(durability, leaves_running_answers_alone_when_a_second_server_cannot_start) {
  mock::mock_llm_options upstream_options;
  upstream_options.answer.tokens = 100'000;
  mock::mock_llm upstream{upstream_options};
  auto values = on_disk(settings_with(upstream));
  running_service service{values};
  auto client = service.connect("u1");
  client.send(R"({"type":"health_chat","conversation_id":"c1","data":{"message":"go on"}})");
  while (!::testing::Test::HasFailure() && read_event(client).type() != "chat_stream") {
  }
  values.server.port = service.port();
  EXPECT_THROW(running_service{values}, std::runtime_error);
  auto store = net::open_store(options());
  const auto found = (*store)->list_exchanges({{{"u1"}, {"u1"}, {"c1"}}, std::nullopt, 10});
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->exchanges.size(), 1U);
  EXPECT_FALSE(found->exchanges[0].status.has_value());
}

}  // namespace
}  // namespace aurawell
