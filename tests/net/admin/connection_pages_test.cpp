#include "net/admin/connection_pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string pseudonym(const user_id& user) {
  return "p" + std::to_string(user.value.size());
}

connection_list::page sample_page() {
  connection_facts chat;
  chat.id = {"c-1-7"};
  chat.user = {"ann"};
  chat.session = {"s_1"};
  chat.kind = "websocket";
  chat.state = "open";
  chat.address = "203.0.113.77";
  chat.traffic = {10, 20};
  chat.questions = 2;
  connection_facts answer;
  answer.id = {"c-1-9"};
  answer.user = {"bobby"};
  answer.kind = "http";
  answer.state = "closing";
  return {{chat, answer}, true};
}

TEST(connection_pages, show_no_id_of_a_user_and_no_whole_address) {
  EXPECT_EQ(connections_json(sample_page(), pseudonym),
            R"({"connections":[{"id":"c-1-7","user":"p3","session":"s_1","kind":"websocket",)"
            R"("address":"203.0.113.0/24","since":"1970-01-01T00:00:00.000Z","state":"open",)"
            R"("received_bytes":10,"sent_bytes":20,"questions":2},{"id":"c-1-9","user":"p5",)"
            R"("session":"","kind":"http","address":"-","since":"1970-01-01T00:00:00.000Z",)"
            R"("state":"closing","received_bytes":0,"sent_bytes":0,"questions":0}],)"
            R"("next":"c-1-9"})"
            "\n");
  const auto text = connections_text(sample_page(), pseudonym);
  EXPECT_THAT(text, HasSubstr("c-1-7       p3    s_1      websocket  203.0.113.0/24"));
  EXPECT_THAT(text, Not(HasSubstr("ann")));
  EXPECT_THAT(text, HasSubstr("?after=c-1-9\n"));
}

TEST(connection_pages, end_with_the_last_page) {
  EXPECT_EQ(connections_json({}, pseudonym), "{\"connections\":[],\"next\":null}\n");
  EXPECT_THAT(connections_text({}, pseudonym), Not(HasSubstr("after")));
}

TEST(connection_pages, shorten_ipv6_too) {
  auto page = sample_page();
  page.rows.front().address = "2001:db8:7:9::";
  EXPECT_THAT(connections_json(page, pseudonym), HasSubstr(R"("address":"2001:db8:7::/48")"));
}

TEST(connection_pages, show_a_session_without_its_texts) {
  session_facts facts{{"s_1"}, {"ann"}, {"c-1-7"}, {}, 12, false, 1, 3};
  EXPECT_EQ(session_json(facts, pseudonym),
            R"({"id":"s_1","user":"p3","connection":"c-1-7",)"
            R"("attached_at":"1970-01-01T00:00:00.000Z","last_event":12,"is_caught_up":false,)"
            R"("running":1,"held":3})"
            "\n");
  facts.connection = {};
  EXPECT_THAT(session_json(facts, pseudonym), HasSubstr(R"("connection":null)"));
}

}  // namespace
}  // namespace aurawell::net
