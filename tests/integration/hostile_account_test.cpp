// Questions of one account are answered while another sends as many requests as it can.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

#include "net/storage/store/make_store.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using testing::HasSubstr;

constexpr std::size_t exchanges = 100;
constexpr std::size_t clients = 150;

class hostile_account : public ::testing::Test {
 protected:
  hostile_account() {
    values.storage.url = "sqlite:" + (folder / "test.db").string();
    fill();
  }

  /// The longest conversation of questions with the maximum length.
  void fill() {
    const auto store = net::open_store(values.storage).value();
    std::string text;
    for (int i = 0; i < 8'000; ++i) {
      text += "😀";
    }
    answer_record answer{{{"eve"}, {"eve"}, {"c"}}, {}, request_status::done, {}, {}};
    answer.summary.text = std::make_shared<const std::string>(text);
    EXPECT_TRUE(store->begin());
    for (std::size_t i = 0; i < exchanges; ++i) {
      answer.request = {"r" + std::to_string(i)};
      EXPECT_TRUE(store->save_question(
          {answer.key, {"s"}, answer.request, chat_kind::health, text, wall_time{}}));
      EXPECT_TRUE(store->save_answer(answer));
    }
    EXPECT_TRUE(store->commit());
  }

  static std::string page(const std::string& more = "", int limit = 200) {
    return "/api/v1/chat/conversations/c/messages?user_id=eve&limit=" + std::to_string(limit) +
           more;
  }

  temp_folder folder;
  config::settings values = test_settings();
};

TEST_F(hostile_account, gets_long_conversations_page_by_page) {
  running_service service{values};
  std::size_t seen = 0;
  std::string before;
  do {
    const auto reply = http_get(service.port(), page(before));
    ASSERT_EQ(reply.status, 200);
    EXPECT_LT(reply.body.size(), 1024U * 1024U);
    const event list{reply.body};
    std::size_t at = 0;
    while ((at = reply.body.find(R"("role":"user")", at)) != std::string::npos) {
      ++seen;
      ++at;
    }
    const auto next = list.number("next");
    before = next < 0 ? "" : "&before=" + std::to_string(static_cast<long long>(next));
  } while (!before.empty() && seen <= exchanges);
  EXPECT_EQ(seen, exchanges);
}

/// Its reads wait on a separate thread: questions are answered meanwhile, and the store actor's
/// work for plain HTTP does not wait for them.
TEST_F(hostile_account, delays_nobody_by_lists_that_it_does_not_wait_for) {
  values.storage.waiting_per_user = 10'000;
  values.server.rest.requests_per_user = 0;
  values.server.rest.requests_per_address = 0;
  values.server.connects_per_address = 0;
  running_service service{values};
  auto ann = service.connect("ann");
  std::vector<raw_client> many;
  for (std::size_t i = 0; i < 4 * clients; ++i) {
    many.emplace_back(service.port());
  }
  // Pipelined on each connection, and the replies are not read.
  std::string lists;
  for (int i = 0; i < 40; ++i) {
    lists += "GET " + page("", 1) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }
  for (auto& client : many) {
    client.send(lists);
  }
  // Those stop when the sockets are full; these continue, so that one always waits.
  std::atomic<bool> goes_on{true};
  std::vector<std::jthread> readers;
  for (int i = 0; i < 16; ++i) {
    readers.emplace_back([&] {
      while (goes_on) {
        http_get(service.port(), page("", 1));
      }
    });
  }
  const auto store = [&] { return service.status().store(); };
  const auto lists_wait = [&] { return store().reads_waiting > 0; };
  EXPECT_TRUE(eventually(lists_wait));
  ann.send(R"({"type":"health_chat","data":{"message":"How can I sleep better?"}})");
  EXPECT_EQ(read_answer(ann).last().status(), "done");
  EXPECT_TRUE(eventually(lists_wait)) << "the lists have ended before the answer";
  goes_on = false;
  readers.clear();
  EXPECT_EQ(store().changes_waiting, 0U);
  EXPECT_EQ(store().refused, 0U);
  EXPECT_FALSE(store().degraded);
}

TEST_F(hostile_account, is_refused_what_would_be_too_much_at_once) {
  values.storage.waiting_per_user = 1;
  running_service service{values};
  std::vector<raw_client> many;
  for (std::size_t i = 0; i < clients; ++i) {
    many.emplace_back(service.port());
  }
  for (auto& client : many) {
    client.send("GET " + page() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }
  std::size_t given = 0;
  std::size_t refused = 0;
  for (auto& client : many) {
    const auto reply = client.read_to_end().value_or("");
    given += reply.starts_with("HTTP/1.1 200") ? 1 : 0;
    if (reply.starts_with("HTTP/1.1 429")) {
      ++refused;
      EXPECT_THAT(reply, HasSubstr("Retry-After: 1\r\n"));
    }
  }
  EXPECT_EQ(given + refused, clients);
  EXPECT_GT(given, 0U);
  EXPECT_GT(refused, 0U);
  EXPECT_EQ(service.status().store().refused, refused);
}

}  // namespace
}  // namespace aurawell
