// A store with several PostgreSQL servers, of which one takes writes.

#include <gmock/gmock.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>
#include <thread>

#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/postgres/store_calls.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::past_of;
using test_support::patiently;
using test_support::postgres_server;
using test_support::postgres_setup;
using test_support::question;
using test_support::save_group;
using test_support::saves_again;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class postgres_hosts : public testing::Test {
 protected:
  std::string url(std::initializer_list<std::uint16_t> ports) const {
    std::string hosts;
    for (const auto port : ports) {
      hosts += (hosts.empty() ? "127.0.0.1:" : ",127.0.0.1:") + std::to_string(port);
    }
    return "postgresql://test@" + hosts + "/" + database_;
  }

  postgres_server primary_{
      postgres_setup{.is_durable = true, .settings = {"wal_level=replica", "max_wal_senders=4"}}};
  std::string database_ = primary_.make_database();
};

TEST_F(postgres_hosts, are_tried_until_one_takes_writes) {
  postgres_server standby{{.settings = {"hot_standby=on"}, .primary = primary_.port()}};
  const auto store = open_store({.url = url({1, standby.port(), primary_.port()})});
  ASSERT_TRUE(store) << store.failure().detail;
  EXPECT_TRUE(save_group(**store, {question("r1", "asked")}));
}

TEST_F(postgres_hosts, that_are_all_standbys_are_refused) {
  postgres_server standby{{.settings = {"hot_standby=on"}, .primary = primary_.port()}};
  const auto opened = open_store({.url = url({standby.port()})});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.failure().code, ec::database_unreachable);
  EXPECT_THAT(opened.failure().detail, AllOf(HasSubstr("read-only"), HasSubstr("takes writes")));
}

TEST_F(postgres_hosts, are_searched_again_after_a_failover) {
  ASSERT_TRUE(open_store({.url = url({primary_.port()})}));
  postgres_server standby{{.settings = {"hot_standby=on"}, .primary = primary_.port()}};
  const auto store = open_store({.url = url({primary_.port(), standby.port()})}).value();
  ASSERT_TRUE(save_group(*store, {question("r1", "asked"), answer("r1", "answered")}));
  ASSERT_TRUE(patiently([&] {
    return standby.ask(database_, "SELECT count(*) FROM exchanges WHERE status = 'done'") == "1";
  }));
  primary_.kill();
  const auto away = save_group(*store, {question("r2", "while nobody takes writes")});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.failure().code, ec::database_unreachable);
  standby.run("postgres", "SELECT pg_promote()");
  EXPECT_TRUE(saves_again(*store, {question("r2", "later"), answer("r2", "kept")}));
  EXPECT_THAT(past_of(*store),
              ElementsAre(past_exchange{"asked", "answered"}, past_exchange{"later", "kept"}));
}

/// Greets as a server of version 13 does.
class old_server {
 public:
  old_server() : thread_{[this] { serve(); }} {}
  ~old_server() { thread_.join(); }
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  static std::string message(char type, const std::string& body) {
    const auto size = static_cast<char>(body.size() + 4);
    return std::string{type} + std::string{"\0\0\0", 3} + size + body;
  }
  static std::string parameter(const std::string& name, const std::string& value) {
    return message('S', name + '\0' + value + '\0');
  }
  void serve() {
    auto client = acceptor_.accept();
    std::array<char, 1'024> startup{};
    client.read_some(boost::asio::buffer(startup));
    const auto greeting = message('R', std::string(4, '\0')) + parameter("server_version", "13.4") +
                          parameter("server_encoding", "UTF8") + message('Z', "I");
    boost::system::error_code ended;
    boost::asio::write(client, boost::asio::buffer(greeting), ended);
    client.read_some(boost::asio::buffer(startup), ended);
  }

  boost::asio::io_context io_;
  boost::asio::ip::tcp::acceptor acceptor_{io_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::thread thread_;
};

TEST(postgres_versions, that_are_too_old_are_refused) {
  const old_server server;
  const auto opened =
      open_store({.url = "postgresql://test@127.0.0.1:" + std::to_string(server.port()) +
                         "/db?sslmode=disable&gssencmode=disable&target_session_attrs=any"});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.failure().code, ec::bad_configuration);
  EXPECT_THAT(opened.failure().detail, AllOf(HasSubstr("has version 13"), HasSubstr("14 or later"),
                                             HasSubstr("upgrade the server")));
}

}  // namespace
}  // namespace aurawell::net
